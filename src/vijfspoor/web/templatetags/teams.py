"""How the confirmation of the picture is said on screen."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def use_state(code: str) -> str:
    """Return what was said of an application, in words."""
    return {
        "used": _("still used"),
        "changed": _("used, something changed"),
        "ended": _("no longer used"),
        "found": _("found, and a report begun"),
    }[code]


@register.filter
def use_state_tone(code: str) -> str:
    """Return the tone of what was said."""
    return {"used": "ok", "changed": "warn", "found": "warn"}.get(code, "info")
