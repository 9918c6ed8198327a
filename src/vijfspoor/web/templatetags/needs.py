"""Needs and developments in words and tones."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def need_state(code: str) -> str:
    """Return how far a need is, in words."""
    return {
        "open": _("open"),
        "linked": _("met by what is there"),
        "reported": _("became a report"),
        "dropped": _("nothing is done with it"),
    }[code]


@register.filter
def need_tone(code: str) -> str:
    """Return the tone of a state."""
    return {"open": "warn", "linked": "ok", "reported": "ok"}.get(code, "info")


@register.filter
def development_kind(code: str) -> str:
    """Return what a development is about, in words."""
    return {
        "law": _("Law and rules"),
        "supplier": _("Suppliers and products"),
        "technology": _("Technology"),
        "practice": _("Experience of others"),
    }[code]


@register.filter
def ring_name(code: str) -> str:
    """Return how soon it asks something, in words."""
    return {"now": _("Now"), "year": _("Within a year"), "later": _("Later")}[code]
