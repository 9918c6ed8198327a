"""The integral picture on screen: a figure as a link to the list behind it."""

from django import template
from django.utils.translation import gettext as _

from vijfspoor.queries.dossier.register import UNKNOWN, Filters
from vijfspoor.queries.organisation.spending import SHARED, SpendingLine
from vijfspoor.web.dossier._register_filters import duty_state_name, register_address

register = template.Library()
register.filter("duty_state_name", duty_state_name)


@register.filter
def sign_name(sign: str) -> str:
    """Return why two applications may be one."""
    return {
        "name": _("the same name"),
        "product": _("the same product in one department"),
        "words": _("many of the same words"),
    }[sign]


@register.filter
def list_of(filters: Filters) -> str:
    """Return the address of the list in the register that these filters give."""
    return register_address(filters)


@register.filter
def spender_name(line: SpendingLine) -> str:
    """Return who spends it: a department, more than one of them, or nobody that is known."""
    if line.key == SHARED:
        return _("Shared by departments")
    return _("No application uses it") if line.key == UNKNOWN else line.name
