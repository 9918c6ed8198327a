"""How what goes to the council and to the national register is written on screen."""

from django import template
from django.utils.translation import gettext as _

from vijfspoor.queries import wording

register = template.Library()


@register.filter
def council_kind(code: str) -> str:
    """Return what was registered, in words."""
    return wording.council_kinds()[code]


@register.filter
def council_status(code: str) -> str:
    """Return where it stands, in words."""
    return {"open": _("waits for an answer"), "settled": _("settled"), "withdrawn": _("taken back")}[code]


@register.filter
def council_tone(code: str) -> str:
    """Return the tone of where it stands."""
    return {"open": "warn", "settled": "ok"}.get(code, "info")


@register.filter
def delivery_name(code: str) -> str:
    """Return what was done at the national register, in words."""
    return {
        "concept": _("delivered as a concept"),
        "release": _("offered for publication"),
        "archive": _("a version archived"),
        "retract": _("taken out"),
    }[code]
