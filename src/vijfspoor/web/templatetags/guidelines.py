"""How a guideline is written on screen: how an application stands against it."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def verdict_name(code: str) -> str:
    """Return how an application stands against a guideline, in words."""
    return {
        "meets": _("meets it"),
        "deviates": _("deviates"),
        "excepted": _("exception"),
        "open": _("not judged yet"),
    }[code]


@register.filter
def verdict_tone(code: str) -> str:
    """Return the tone of a verdict."""
    return {"meets": "ok", "deviates": "bad", "excepted": "warn", "open": "info"}[code]
