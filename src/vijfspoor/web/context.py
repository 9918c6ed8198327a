"""What every page shows around its content: the main menu and who is signed in."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from vijfspoor.domain.organisation.responsibility import BOARD
from vijfspoor.queries._visible import may_read_advice, may_read_suppliers, own_teams, reads_all_figures
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics.oversight import overseer_role
from vijfspoor.queries.organisation.findings import has_overview
from vijfspoor.queries.wording import role_name


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return the menu, the person and the mode; `current` is set by each page."""
    actor = getattr(request, "actor", None)
    context: dict[str, Any] = {"demo": settings.DEMO, "actor": actor}
    if actor is None:
        return context
    roles = sorted(role_name(code) for code in actor.roles)
    return context | {
        "nav": [
            {"code": code, "label": label, "url": reverse(name)} for code, label, name, shown in _menu(actor) if shown
        ],
        "role_names": ", ".join(roles),
        "initials": _initials(actor.person.name),
    }


def _menu(actor: Actor) -> list[tuple[str, str, str, bool]]:
    """The main menu in order: code, words, name of the address, and whether this person has it."""
    council = actor.holds("council", "council_clerk", "executive_board", "college", "policy_adviser")
    figures = reads_all_figures(actor) or bool(own_teams(actor))
    return [
        ("desk", _("My desk"), "desk", True),
        ("teams", _("My team"), "teams", bool(own_teams(actor))),
        ("processes", _("My processes"), "processes", actor.holds("department_head")),
        ("register", _("AI applications"), "register", True),
        ("concerns", _("Concerns"), "concerns", True),
        ("learning", _("Learning"), "learning", True),
        ("tracks", _("Tracks"), "tracks", True),
        ("suppliers", _("Suppliers"), "suppliers", may_read_suppliers(actor)),
        ("law", _("Law"), "law_calendar", may_read_advice(actor)),
        ("literacy", _("AI literacy"), "literacy", figures),
        ("insight", _("Insight"), "insight", has_overview(actor)),
        ("oversight", _("Oversight"), "oversight", overseer_role(actor) is not None),
        ("council", _("Council"), "council_items", council),
        ("board", _("Decision agenda"), "board_agenda", actor.holds(*BOARD)),
        ("administration", _("Administration"), "people", actor.person.is_administrator),
    ]


def _initials(name: str) -> str:
    """The first two capitals of the words in a name: S. el Idrissi gives SI."""
    return "".join(word[0] for word in name.split() if word[0].isupper())[:2]
