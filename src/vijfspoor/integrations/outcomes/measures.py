"""Measures of fairness by Fairlearn and of drift by SciPy, over counted outcomes.

Each group is held against all other cases together. Counts go in as weights, so a million outcomes cost as much as a
hundred. The libraries are loaded when they are used: no page or command pays for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from vijfspoor.domain.technology.outcome import RATE, Measured, OutcomeCell, OutcomeCounts, sizes

RATIO = "selection_rate_ratio"
FALSE_POSITIVE = "false_positive_rate_difference"
FALSE_NEGATIVE = "false_negative_rate_difference"
DRIFT = "population_stability_index"


def measure(counts: OutcomeCounts, baseline: Mapping[str, Mapping[str, int]] | None = None) -> tuple[Measured, ...]:
    """Return the measures of counted outcomes; drift only with a `baseline` (column -> group -> cases).

    A measure that cannot be calculated, because nobody was selected or the truth is not known, is left out.
    """
    found: list[Measured] = []
    for column, cells in counts.columns.items():
        size = sizes(cells)
        for group in sorted(size):
            found += _of_group(column, group, cells, size[group])
        before = (baseline or {}).get(column)
        if before and size:
            found.append(Measured(column, "", DRIFT, _drift(before, size), sum(size.values())))
    return tuple(found)


def _of_group(column: str, group: str, cells: Sequence[OutcomeCell], size: int) -> Iterator[Measured]:
    from fairlearn.metrics import false_negative_rate, false_positive_rate, selection_rate

    rates = _rates(selection_rate, cells, group)
    yield Measured(column, group, RATE, rates[True], size)
    others = sum(cell.cases for cell in cells) - size
    if rates.get(False):
        yield Measured(column, group, RATIO, rates[True] / rates[False], min(size, others))
    for code, function, truth in (
        (FALSE_POSITIVE, false_positive_rate, False),
        (FALSE_NEGATIVE, false_negative_rate, True),
    ):
        known = [cell for cell in cells if cell.truth is truth]
        smallest = min(_cases(known, group, inside=True), _cases(known, group, inside=False))
        if smallest:
            rates = _rates(function, known, group)
            yield Measured(column, group, code, rates[True] - rates[False], smallest)


def _cases(cells: Sequence[OutcomeCell], group: str, *, inside: bool) -> int:
    return sum(cell.cases for cell in cells if (cell.group == group) is inside)


def _rates(function: Callable[..., float], cells: Sequence[OutcomeCell], group: str) -> dict[bool, float]:
    """Return the rate inside the group and outside it."""
    from fairlearn.metrics import MetricFrame

    weights = [cell.cases for cell in cells]
    frame: Any = MetricFrame(
        metrics=function,
        y_true=[int(bool(cell.truth)) for cell in cells],
        y_pred=[int(cell.selected) for cell in cells],
        sensitive_features=[cell.group == group for cell in cells],
        sample_params={"sample_weight": weights},
    )
    return {bool(inside): float(rate) for inside, rate in frame.by_group.items()}


def _drift(before: Mapping[str, int], now: Mapping[str, int]) -> float:
    """The population stability index: the relative entropy both ways. Half a case keeps an empty group finite."""
    from scipy.stats import entropy

    groups = sorted({*before, *now})
    old = [before.get(group, 0) + 0.5 for group in groups]
    new = [now.get(group, 0) + 0.5 for group in groups]
    return float(entropy(new, old) + entropy(old, new))
