"""What every page shows around its content: the main menu and who is signed in."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from vijfspoor.queries._visible import may_read_advice, may_read_suppliers, own_teams, reads_all_figures
from vijfspoor.queries.findings import has_overview
from vijfspoor.queries.oversight import overseer_role
from vijfspoor.queries.wording import role_name


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return the menu, the person and the mode; `current` is set by each page."""
    actor = getattr(request, "actor", None)
    context: dict[str, Any] = {"demo": settings.DEMO, "actor": actor}
    if actor is None:
        return context
    items = [
        ("desk", _("My desk"), reverse("desk")),
        ("register", _("AI applications"), reverse("register")),
        ("concerns", _("Concerns"), reverse("concerns")),
        ("learning", _("Learning"), reverse("learning")),
        ("tracks", _("Tracks"), reverse("tracks")),
    ]
    if may_read_suppliers(actor):
        items.append(("suppliers", _("Suppliers"), reverse("suppliers")))
    if may_read_advice(actor):
        items.append(("law", _("Law"), reverse("law_calendar")))
    if reads_all_figures(actor) or own_teams(actor):
        items.append(("literacy", _("AI literacy"), reverse("literacy")))
    if has_overview(actor):
        items.append(("insight", _("Insight"), reverse("findings")))
    if overseer_role(actor):
        items.append(("oversight", _("Oversight"), reverse("oversight")))
    if actor.person.is_administrator:
        items.append(("administration", _("Administration"), reverse("people")))
    roles = sorted(role_name(code) for code in actor.roles)
    return context | {
        "nav": [{"code": code, "label": label, "url": url} for code, label, url in items],
        "role_names": ", ".join(roles),
        "initials": _initials(actor.person.name),
    }


def _initials(name: str) -> str:
    """The first two capitals of the words in a name: S. el Idrissi gives SI."""
    return "".join(word[0] for word in name.split() if word[0].isupper())[:2]
