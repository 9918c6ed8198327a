"""Kleine groepen: which figures about groups of people may be shown so that no group under five comes to light.

A figure under the minimum is never shown, nor is one from which it can be worked out by subtraction. The test for a
count that stays hidden is what an outsider can still think: knowing everything that is shown, and that counts are not
negative, five or more must be possible for it. So neither it nor a set it belongs to can be told to be under five.

How it is found: a table with its totals is a graph in which rows and columns are nodes and hidden figures are edges.
How far a hidden figure may rise is a maximum flow between its two ends; where the flow is stopped, one more figure is
hidden. Literature: Gusfield, A graph theoretic approach to statistical data security (SIAM J. Comput. 17, 1988).

Limits: people must be in one group of one table. Do not show counts and averages of the same thing side by side, nor
two tables that divide the same people differently, nor yesterday's table after one person joined.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

MINIMUM = 5
STEP = 5

# A figure by row and column; None in place of a row or column is the total over it.
Entry = tuple[str | None, str | None]
_Node = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class ShownTable:
    """Toonbare tabel met aantallen: None where a figure stays hidden. Figures are people."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    figures: Mapping[Entry, int | None]

    def cell(self, row: str, column: str) -> int | None:
        """Return the number of people in a cell, None when it is hidden."""
        return self.figures[row, column]

    def row_total(self, row: str) -> int | None:
        """Return the number of people in a row, None when it is hidden."""
        return self.figures[row, None]

    def column_total(self, column: str) -> int | None:
        """Return the number of people in a column, None when it is hidden."""
        return self.figures[None, column]

    @property
    def total(self) -> int | None:
        """The number of people in the table, None when it is hidden."""
        return self.figures[None, None]


@dataclass(frozen=True, slots=True)
class GroupFigure:
    """Cijfer van een groep: over how many `people` the `average` was taken."""

    people: int
    average: float


@dataclass(frozen=True, slots=True)
class ShownAverages:
    """Toonbare gemiddelden per groep: a group is shown whole or None, so columns cannot betray each other."""

    groups: Mapping[str, Mapping[str, float] | None]
    total: Mapping[str, float] | None


@dataclass(frozen=True, slots=True)
class ShownShare:
    """Toonbaar aandeel, in per cent in steps of five; a range when a side has fewer people than the minimum."""

    at_least: int
    at_most: int


def shown_counts(cells: Mapping[tuple[str, str], int], minimum: int = MINIMUM) -> ShownTable:
    """Return which counts may be shown. `cells` maps (row, column) to people; a missing cell counts as nobody.

    Raises ValueError when a count is negative.
    """
    if any(count < 0 for count in cells.values()):
        raise ValueError("a count of people cannot be negative")
    if not cells:
        return ShownTable((), (), {(None, None): None})
    rows = tuple(dict.fromkeys(row for row, _ in cells))
    columns = tuple(dict.fromkeys(column for _, column in cells))
    values = _with_totals(cells, rows, columns)
    hidden = {entry for entry, value in values.items() if value < minimum}
    for entry in [entry for entry, value in values.items() if value < minimum]:
        _protect(entry, values, hidden, minimum)
    shown = {entry: None if entry in hidden else value for entry, value in values.items()}
    return ShownTable(rows, columns, shown)


def shown_averages(
    figures: Mapping[str, Mapping[str, GroupFigure]], minimum: int = MINIMUM, decimals: int = 1
) -> ShownAverages:
    """Return which averages may be shown per group and over all. `figures` maps a group to a figure per column.

    Every group needs the same columns. Hidden groups together are at least `minimum` people in every column, or the
    total would give them away. Raises ValueError when the columns differ.
    """
    columns = list(dict.fromkeys(column for group in figures.values() for column in group))
    if any(set(group) != set(columns) for group in figures.values()):
        raise ValueError("every group needs a figure in every column")
    hidden = _hidden_groups(figures, columns, minimum)
    groups = {
        name: None if name in hidden else {column: round(group[column].average, decimals) for column in columns}
        for name, group in figures.items()
    }
    if not figures or any(_people(figures, list(figures), column) < minimum for column in columns):
        return ShownAverages(groups, None)
    return ShownAverages(groups, {column: round(_mean(figures, column), decimals) for column in columns})


def shown_share(part: int, whole: int, minimum: int = MINIMUM) -> ShownShare | None:
    """Return the share of `part` in `whole` people as it may be shown, None when `whole` is under the minimum.

    Raises ValueError when `part` is not between 0 and `whole`.
    """
    if not 0 <= part <= whole:
        raise ValueError("a part lies between nobody and everybody")
    if whole < minimum:
        return None
    if part < minimum:
        return ShownShare(0, _up(minimum - 1, whole))
    if whole - part < minimum:
        return ShownShare(_down(whole - minimum + 1, whole), 100)
    nearest = round(100 * part / whole / STEP) * STEP
    return ShownShare(nearest, nearest)


def at_least(part: int, whole: int, minimum: int = MINIMUM) -> int | None:
    """Return how many of `whole` people at least are in `part`, in steps of `minimum`; None in a small group.

    Never so many that the rest would be a small group. Raises ValueError when `part` is not between 0 and `whole`.
    """
    if not 0 <= part <= whole:
        raise ValueError("a part lies between nobody and everybody")
    if whole < 2 * minimum:
        return None
    known = min(part, whole - minimum)
    return known - known % minimum


def _up(part: int, whole: int) -> int:
    return min(-(-100 * part // (whole * STEP)) * STEP, 100)


def _down(part: int, whole: int) -> int:
    return 100 * part // (whole * STEP) * STEP


def _with_totals(
    cells: Mapping[tuple[str, str], int], rows: tuple[str, ...], columns: tuple[str, ...]
) -> dict[Entry, int]:
    values: dict[Entry, int] = {(row, column): cells.get((row, column), 0) for row in rows for column in columns}
    values |= {(row, None): sum(cells.get((row, column), 0) for column in columns) for row in rows}
    values |= {(None, column): sum(cells.get((row, column), 0) for row in rows) for column in columns}
    return values | {(None, None): sum(cells.values())}


def _rise(entry: Entry) -> tuple[_Node, _Node]:
    """Return from which node to which a rise of this figure runs; a fall runs the other way.

    Totals stand on the other side of the equal sign than cells, so they run the other way.
    """
    row, column = entry
    ends = ("row", row), ("column", column)
    return ends if (row is None) == (column is None) else (ends[1], ends[0])


def _protect(entry: Entry, values: Mapping[Entry, int], hidden: set[Entry], minimum: int) -> None:
    """Hide more figures until `entry` may be `minimum` for all an outsider knows. Changes `hidden`."""
    goal, start = _rise(entry)
    levels = {other: values[other] for other in hidden if other != entry}
    needed = minimum - values[entry]
    while needed > 0:
        path, reached = _search(start, goal, levels)
        if path is None:
            extra = _to_hide(reached, values, hidden)
            hidden.add(extra)
            levels[extra] = values[extra]
            continue
        step = min([needed, *(levels[other] for other, rises in path if not rises)])
        for other, rises in path:
            levels[other] += step if rises else -step
        needed -= step


def _search(
    start: _Node, goal: _Node, levels: Mapping[Entry, int]
) -> tuple[list[tuple[Entry, bool]] | None, set[_Node]]:
    """Return a path of figures that can rise (True) or fall (False) from `start` to `goal`, and what was reached."""
    came: dict[_Node, tuple[_Node, Entry, bool] | None] = {start: None}
    queue = deque([start])
    while queue and goal not in came:
        here = queue.popleft()
        for entry, level in levels.items():
            source, target = _rise(entry)
            if source == here and target not in came:
                came[target] = (here, entry, True)
                queue.append(target)
            elif target == here and source not in came and level > 0:
                came[source] = (here, entry, False)
                queue.append(source)
    return (_path(goal, came) if goal in came else None), set(came)


def _path(goal: _Node, came: Mapping[_Node, tuple[_Node, Entry, bool] | None]) -> list[tuple[Entry, bool]]:
    path = []
    step = came[goal]
    while step is not None:
        before, entry, rises = step
        path.append((entry, rises))
        step = came[before]
    return path


def _to_hide(reached: set[_Node], values: Mapping[Entry, int], hidden: set[Entry]) -> Entry:
    """Return the least figure on the border of what was reached; cells before totals."""
    border = [
        entry
        for entry in values
        if entry not in hidden and (_rise(entry)[0] in reached) is not (_rise(entry)[1] in reached)
    ]
    return min(border, key=lambda entry: (None in entry, values[entry], str(entry)))


def _hidden_groups(figures: Mapping[str, Mapping[str, GroupFigure]], columns: list[str], minimum: int) -> set[str]:
    sizes = {name: min((figure.people for figure in group.values()), default=0) for name, group in figures.items()}
    hidden = [name for name, size in sizes.items() if size < minimum]
    spare = sorted((name for name in figures if name not in hidden), key=lambda name: (sizes[name], name))
    while hidden and spare and _is_small(figures, hidden, columns, minimum):
        hidden.append(spare.pop(0))
    return set(hidden)


def _is_small(
    figures: Mapping[str, Mapping[str, GroupFigure]], names: list[str], columns: list[str], minimum: int
) -> bool:
    return any(_people(figures, names, column) < minimum for column in columns)


def _people(figures: Mapping[str, Mapping[str, GroupFigure]], names: list[str], column: str) -> int:
    return sum(figures[name][column].people for name in names)


def _mean(figures: Mapping[str, Mapping[str, GroupFigure]], column: str) -> float:
    found = [group[column] for group in figures.values()]
    return sum(figure.people * figure.average for figure in found) / sum(figure.people for figure in found)
