"""Eerlijkheidsmaat: what a measure of fairness or drift means and when its value is a concern.

Only descriptions and thresholds; the values themselves are delivered by the data analyst. Thresholds are content and
the municipality's own policy: no law names a number.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import isnan

from vijfspoor.domain.text import Text


class MeasureState(StrEnum):
    """Stand van een meetwaarde: within its bounds, near them, outside them, or on too few cases to say."""

    WITHIN = "within"
    WARNING = "warning"
    BREACHED = "breached"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Threshold:
    """Drempel: a value below `lower` or above `upper` is outside it; None sets no bound on that side."""

    lower: float | None = None
    upper: float | None = None

    def is_breached(self, value: float) -> bool:
        """Whether `value` lies outside the bounds; a value on a bound is within."""
        return (self.lower is not None and value < self.lower) or (self.upper is not None and value > self.upper)


@dataclass(frozen=True, slots=True)
class FairnessMeasure:
    """Meetwaarde: what it measures and how to read it, in plain words.

    `minimum_cases` is the size of the smallest group below which the value says nothing.
    """

    code: str
    title: Text
    meaning: Text
    reading: Text
    caution: Text
    source: str
    warning: Threshold
    breach: Threshold
    minimum_cases: int


@dataclass(frozen=True, slots=True)
class MeasureBook:
    """Meetwaardenboek: the measures in force together."""

    valid_from: date
    measures: Mapping[str, FairnessMeasure]


def state(measure: FairnessMeasure, value: float, smallest_group: int) -> MeasureState:
    """Return how a delivered value stands; `smallest_group` is the number of cases in the smallest group.

    Raises ValueError when the value is not a number: that must never look like a value within its bounds.
    """
    if isnan(value):
        raise ValueError("a measure needs a number")
    if smallest_group < measure.minimum_cases:
        return MeasureState.TOO_FEW
    if measure.breach.is_breached(value):
        return MeasureState.BREACHED
    return MeasureState.WARNING if measure.warning.is_breached(value) else MeasureState.WITHIN
