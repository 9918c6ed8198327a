"""Uitkomsten van een toepassing, geteld: how often which group was selected, and rightly or wrongly.

Rows never reach the rings around this one: outcomes are counted where they are read, so that nothing about a person is
kept (GDPR Art. 5(1)(c)). A group too small to say anything about is taken out before anything is calculated, so that it
cannot be found by subtracting the others from the total.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vijfspoor.domain.technology.fairness import FairnessMeasure, MeasureState, state

RATE = "selection_rate"


@dataclass(frozen=True, slots=True)
class OutcomeCell:
    """Telling: how many cases of `group` had this outcome. `truth` is None where what was right is not known."""

    group: str
    selected: bool
    truth: bool | None
    cases: int


@dataclass(frozen=True, slots=True)
class OutcomeCounts:
    """Getelde uitkomsten: per characteristic (such as district) the cells of its groups."""

    columns: Mapping[str, tuple[OutcomeCell, ...]]


@dataclass(frozen=True, slots=True)
class Measured:
    """Gemeten waarde of one measure for one group against all others; `group` is empty for the whole."""

    column: str
    group: str
    measure: str
    value: float
    cases: int


@dataclass(frozen=True, slots=True)
class Judged:
    """Gemeten waarde met haar stand."""

    measured: Measured
    state: MeasureState


def sizes(cells: Iterable[OutcomeCell]) -> dict[str, int]:
    """Return group -> number of cases."""
    found: dict[str, int] = {}
    for cell in cells:
        found[cell.group] = found.get(cell.group, 0) + cell.cases
    return found


def without_small_groups(counts: OutcomeCounts, least: int) -> tuple[OutcomeCounts, int]:
    """Return the counts of groups with at least `least` cases, and how many groups were taken out."""
    kept: dict[str, tuple[OutcomeCell, ...]] = {}
    out = 0
    for column, cells in counts.columns.items():
        size = sizes(cells)
        out += sum(number < least for number in size.values())
        kept[column] = tuple(cell for cell in cells if size[cell.group] >= least)
    return OutcomeCounts(kept), out


def judged(measured: Iterable[Measured], measures: Mapping[str, FairnessMeasure]) -> tuple[Judged, ...]:
    """Return every value with its state; a value without a measure, such as a plain rate, is within."""
    return tuple(
        Judged(item, state(measures[item.measure], item.value, item.cases))
        if item.measure in measures
        else Judged(item, MeasureState.WITHIN)
        for item in measured
    )
