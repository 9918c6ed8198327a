"""How means are said: hours and euros in words, and which measures a list holds."""

from django import template
from django.utils.translation import gettext as _

from vijfspoor.queries import wording

register = template.Library()
register.filter("in_means", wording.means)
register.filter("in_hours", wording.hours)


@register.filter
def means_list(code: str) -> str:
    """Return the name of a list of measures."""
    return {
        "all": _("All measures"),
        "asked": _("Waits for the board"),
        "without": _("Without means"),
        "assigned": _("With means"),
    }[code]
