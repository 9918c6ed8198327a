"""Bars of published shares, quarter after quarter, with the target as a line: one small chart per competence."""

from collections.abc import Sequence
from dataclasses import dataclass

from vijfspoor.domain.text import Text
from vijfspoor.queries.people.literacy import Cell, Figures
from vijfspoor.store.models import FigureRelease

MOST, _FEWEST = 8, 4
_HEIGHT, _STEP, _BAR, _TOP = 100, 60, 40, 18


@dataclass(frozen=True, slots=True)
class Bar:
    """A share in one publication. Where it is known as a range only, `least` is its sure part and `most` its end."""

    cell: Cell
    release: FigureRelease
    x: int
    least: int
    most: int

    @property
    def middle(self) -> int:
        """Where the words above the bar stand."""
        return self.x + _BAR // 2

    @property
    def top(self) -> int:
        """Where the words stand, above what is shown of the bar."""
        return self.most - 4


@dataclass(frozen=True, slots=True)
class GrowthChart:
    """A competence over time. Places are in units of the drawing, from the top."""

    name: Text
    bars: tuple[Bar, ...]
    width: int
    target: int | None
    base: int = _HEIGHT + _TOP
    bar: int = _BAR


def growth_charts(found: Sequence[Figures], target: int | None) -> tuple[GrowthChart, ...]:
    """Return a chart per competence of everyone together, the oldest publication first; empty for less than two."""
    shown = [item for item in reversed(found[:MOST]) if item.total]
    if len(shown) < 2:
        return ()
    return tuple(_chart(code, shown, target) for code in [item.code for item in shown[-1].competences])


def _chart(code: str, shown: list[Figures], target: int | None) -> GrowthChart:
    cells = [
        (one.release, cell) for one in shown if one.total for cell in one.total.cells if cell.competence.code == code
    ]
    bars = tuple(
        Bar(cell, release, place * _STEP + (_STEP - _BAR) // 2, _y(cell.share.at_least), _y(cell.share.at_most))
        for place, (release, cell) in enumerate(cells)
    )
    line = _y(target) if target is not None else None
    return GrowthChart(cells[-1][1].competence.name, bars, max(len(cells), _FEWEST) * _STEP, line)


def _y(share: int) -> int:
    return _TOP + _HEIGHT - share
