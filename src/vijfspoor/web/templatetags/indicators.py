"""How indicators read on screen."""

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vijfspoor.domain.organisation.indicator import Direction, EvidenceLine, Indicator, Measurement, Missing, Unit
from vijfspoor.queries.wording import route_name, say

register = template.Library()


@register.filter
def figure(value: float | None, indicator: Indicator) -> str:
    """Return a value with its unit, such as "83%" or "12 working days"; a dash when it is not known."""
    if value is None:
        return "–"
    if indicator.unit is Unit.SHARE:
        # What is not quite everything never reads as everything.
        return f"{min(round(100 * value), 99) if value < 1 else 100}%"
    short = number_format(round(value, 1) if value % 1 else int(value))
    if indicator.unit is Unit.DAYS:
        return ngettext("%(n)s working day", "%(n)s working days", int(value)) % {"n": short}
    return short


@register.filter
def target_words(indicator: Indicator) -> str:
    """Return the target in words."""
    if indicator.route_targets:
        bounds = [(route_name(route), bound) for route, bound in indicator.route_targets.items()]
        return ", ".join(_("%(route)s at most %(bound)s") % {"route": r, "bound": int(b)} for r, b in bounds)
    words = {
        Direction.AT_LEAST: _("at least %(bound)s"),
        Direction.AT_MOST: _("at most %(bound)s"),
        Direction.RISING: _("rising"),
        Direction.FALLING: _("falling"),
        Direction.INSIGHT: _("no target"),
    }
    return words[indicator.direction] % {"bound": figure(indicator.target, indicator)}


@register.filter
def evidence_words(line: EvidenceLine, indicator: Indicator) -> str:
    """Return a line of evidence in words, such as "Owner known: at least 90%"."""
    bounds = []
    if line.at_least is not None:
        bounds.append(_("at least %(bound)s") % {"bound": figure(line.at_least, indicator)})
    if line.at_most is not None:
        bounds.append(_("at most %(bound)s") % {"bound": figure(line.at_most, indicator)})
    asked = ", ".join(bounds) or _("meets its target")
    return f"{say(indicator.name)}: {asked}"


@register.filter
def why_missing(measured: Measurement, indicator: Indicator) -> str:
    """Return why an indicator could not be measured."""
    if measured.missing == Missing.SMALL:
        return _("A group has fewer than five people, and is not shown.")
    return say(indicator.empty)
