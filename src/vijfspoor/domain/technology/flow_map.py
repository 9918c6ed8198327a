"""Stroomkaart: where the boxes of a map in columns stand, so that few lines cross.

Each column is ordered by the mean place of its neighbours (the barycentre method of Sugiyama, Tagawa and Toda, 1981),
within the groups that were given.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class MapBox:
    """Vakje: `column` counts from 0; boxes of one `group` stay together, groups in their order. `row` is its place."""

    code: str
    label: str
    column: int
    group: int = 0
    row: float = 0


@dataclass(frozen=True, slots=True)
class MapLine:
    """Lijn van het ene vakje naar het andere; `kind` says what it stands for."""

    start: str
    end: str
    kind: str = ""


def placed(boxes: Sequence[MapBox], lines: Iterable[MapLine]) -> tuple[MapBox, ...]:
    """Return the boxes with a row each: rows count from 0, and a shorter column stands in the middle.

    Lines to a box that is not there are left out. The same input always gives the same places.
    """
    near = _neighbours({box.code for box in boxes}, lines)
    columns = {number: [box for box in boxes if box.column == number] for number in sorted({b.column for b in boxes})}
    for _round in range(_ROUNDS):
        for number, column in columns.items():
            place = {box.code: row for rows in columns.values() for row, box in enumerate(rows)}
            columns[number] = sorted(column, key=lambda box: (box.group, _mean(near[box.code], place, box.code)))
    tallest = max((len(column) for column in columns.values()), default=0)
    return tuple(
        replace(box, row=row + (tallest - len(column)) / 2)
        for column in columns.values()
        for row, box in enumerate(column)
    )


def _neighbours(codes: set[str], lines: Iterable[MapLine]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {code: [] for code in codes}
    for line in lines:
        if line.start in codes and line.end in codes:
            near[line.start].append(line.end)
            near[line.end].append(line.start)
    return near


def _mean(near: Sequence[str], place: Mapping[str, int], code: str) -> float:
    """The mean row of the neighbours, or the box's own row when it has none."""
    return sum(place[item] for item in near) / len(near) if near else place[code]
