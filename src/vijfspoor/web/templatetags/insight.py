"""The integral picture on screen: a figure as a link to the list behind it."""

from django import template

from vijfspoor.queries.register import Filters
from vijfspoor.web._register_filters import duty_state_name, register_address

register = template.Library()
register.filter("duty_state_name", duty_state_name)


@register.filter
def list_of(filters: Filters) -> str:
    """Return the address of the list in the register that these filters give."""
    return register_address(filters)
