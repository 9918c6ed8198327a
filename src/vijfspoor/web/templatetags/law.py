"""How law is written on screen: how an obligation stands, what changed, and the name of an outcome."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from vijfspoor.content.law.loader import rule_books
from vijfspoor.domain.dossier.route import Route
from vijfspoor.queries import wording
from vijfspoor.queries.wording import day

register = template.Library()


@register.filter
def obligation_status(code: str) -> str:
    """Return how an obligation stands, in words."""
    return {"met": _("met"), "not_applicable": _("does not apply")}.get(code, _("open"))


@register.filter
def obligation_tone(code: str) -> str:
    """Return the tone of how an obligation stands."""
    return {"met": "ok", "not_applicable": "info"}.get(code, "warn")


@register.filter
def change_name(code: str) -> str:
    """Return what happened to a rule, in words."""
    return {"added": _("new"), "removed": _("gone"), "changed": _("changed")}[code]


@register.filter
def standing_change(item: Any) -> str:
    """Return how an outcome or obligation stood and stands, with its dates."""
    before, after = _standing(item.before, item.from_before), _standing(item.after, item.from_after)
    return f"{before} → {after}"


def _standing(code: str, starts: Any) -> str:
    words = {
        "absent": _("no"),
        "possible": _("possible"),
        "coming": _("applies later"),
        "in_force": _("applies"),
    }[code]
    return f"{words} ({day(starts)})" if starts else words


@register.filter
def route_tag(becomes: Any) -> bool:
    """Whether what it becomes is a route."""
    return isinstance(becomes, Route)


@register.filter
def outcome_label(code: str) -> str:
    """Return the label of an outcome by its code, from the newest rule book that knows it."""
    known = (book.outcomes[code] for book in reversed(rule_books()) if code in book.outcomes)
    rule = next(known, None)
    return wording.say(rule.label) if rule else code
