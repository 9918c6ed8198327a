"""Portefeuille: risk in three bands, counts added up along a side, and how long things take."""

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

SCALE = range(1, 5)
_MOST_LOW, _MOST_MEDIUM = 4, 9


class Band(StrEnum):
    """How much: of a risk, or of the value of an application."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


def risk_band(severity: int, likelihood: int) -> Band:
    """Return the band of a risk on the reporter's scales of 1 to 4: up to 4 points low, up to 9 medium."""
    points = severity * likelihood
    if points <= _MOST_LOW:
        return Band.LOW
    return Band.MEDIUM if points <= _MOST_MEDIUM else Band.HIGH


def risks_in(band: Band) -> list[tuple[int, int]]:
    """Return every (severity, likelihood) that falls in a band."""
    return [(first, second) for first in SCALE for second in SCALE if risk_band(first, second) is band]


def along(counts: Mapping[tuple[Any, ...], int], *places: int) -> Counter[Any]:
    """Return `counts`, keyed by several columns, added up over all but the columns at `places`.

    With one place the key is that column itself, with more a tuple of them.
    """
    found: Counter[Any] = Counter()
    for key, number in counts.items():
        found[key[places[0]] if len(places) == 1 else tuple(key[place] for place in places)] += number
    return found


def at_share(values: Sequence[int], percent: int) -> int:
    """Return the smallest of sorted `values` within which `percent` of them fall (50 is the median).

    Raises ValueError without values.
    """
    if not values:
        raise ValueError("no values")
    return values[max(0, -(-len(values) * percent // 100) - 1)]
