"""How versions of the set-up are shown."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def setup_state(code: str) -> str:
    """Return how far a version is, in words."""
    return {"draft": _("being written"), "proposed": _("waits for a decision"), "adopted": _("adopted")}[code]


@register.filter
def setup_tone(code: str) -> str:
    """Return the tone of a state."""
    return {"adopted": "ok", "proposed": "warn"}.get(code, "info")
