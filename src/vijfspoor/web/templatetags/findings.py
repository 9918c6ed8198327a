"""Words and tones of findings."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def severity_tone(code: str) -> str:
    """Return the tone of a severity: bad, warn or info."""
    return {"error": "bad", "warning": "warn"}.get(code, "info")


@register.filter
def severity_name(code: str) -> str:
    """Return the name of one severity."""
    return {"error": _("Error"), "warning": _("Warning"), "hint": _("Hint")}[code]


@register.filter
def severity_names(code: str) -> str:
    """Return the name of a severity for a number of them."""
    return {"error": _("errors"), "warning": _("warnings"), "hint": _("hints")}[code]


@register.filter
def finding_state(code: str) -> str:
    """Return the name of a list of findings."""
    return {"open": _("Open now"), "accepted": _("Accepted"), "solved": _("Solved")}[code]
