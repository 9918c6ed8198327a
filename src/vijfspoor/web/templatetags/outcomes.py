"""How outcomes are written on screen."""

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from vijfspoor.domain.technology.fairness import MeasureState
from vijfspoor.web.technology._outcome_faults import row_sentence

register = template.Library()

register.filter("row_fault", row_sentence)


@register.filter
def measure_state(state: str) -> str:
    """Return how a value stands, in words."""
    return {
        MeasureState.WITHIN: _("within bounds"),
        MeasureState.WARNING: _("near the bound"),
        MeasureState.BREACHED: _("outside the bound"),
        MeasureState.TOO_FEW: _("too few cases"),
    }[MeasureState(state)]


@register.filter
def measure_tone(state: str) -> str:
    """Return the colour that goes with it."""
    return {"within": "ok", "warning": "warn", "breached": "bad"}.get(state, "info")


@register.filter
def measured(value: float) -> str:
    """Return a value with two decimals, as the language writes it."""
    return number_format(round(value, 2), 2)


@register.filter
def of_hundred(rate: float) -> str:
    """Return a rate as so many of a hundred."""
    return number_format(round(rate * 100, 1), 1)
