"""No group under five comes to light: an outsider who adds and subtracts all that is shown finds none."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vijfspoor.domain.people.small_groups import (
    MINIMUM,
    Entry,
    GroupFigure,
    ShownShare,
    ShownTable,
    shown_averages,
    shown_counts,
    shown_share,
)

COUNTS = st.one_of(st.integers(0, 6), st.integers(0, 25))


@st.composite
def tables(draw: st.DrawFn, rows: int, columns: int) -> dict[tuple[str, str], int]:
    names = [f"r{number}" for number in range(draw(st.integers(1, rows)))]
    heads = [f"c{number}" for number in range(draw(st.integers(1, columns)))]
    return {(row, head): draw(COUNTS) for row in names for head in heads}


def _true(cells: dict[tuple[str, str], int]) -> dict[Entry, int]:
    found: dict[Entry, int] = dict(cells)
    for (row, column), count in cells.items():
        for entry in ((row, None), (None, column), (None, None)):
            found[entry] = found.get(entry, 0) + count
    return found


def _sums(table: ShownTable) -> Iterator[dict[Entry, int]]:
    """What everyone knows: in each line, also that of the totals, the figures add up to the total."""
    for row in (*table.rows, None):
        yield {**{(row, column): 1 for column in table.columns}, (row, None): -1}
    for column in (*table.columns, None):
        yield {**{(row, column): 1 for row in table.rows}, (None, column): -1}


def _hidden(table: ShownTable) -> list[Entry]:
    return [entry for entry, figure in table.figures.items() if figure is None]


@given(tables(3, 3))
@settings(max_examples=60, deadline=None)
def test_adding_and_subtracting_lines_never_isolates_fewer_than_five(cells: dict[tuple[str, str], int]) -> None:
    table, true = shown_counts(cells), _true(cells)
    hidden = _hidden(table)
    lines = [[line.get(entry, 0) for entry in hidden] for line in _sums(table)]
    for signs in product((-1, 0, 1), repeat=len(lines)):
        left = [sum(s * line[i] for s, line in zip(signs, lines, strict=True) if s) for i in range(len(hidden))]
        if any(left) and min(left) >= 0:
            found = sum(times * true[entry] for times, entry in zip(left, hidden, strict=True))
            assert found >= MINIMUM, (signs, left, hidden)


@given(tables(6, 5))
@settings(max_examples=60, deadline=None)
def test_solving_all_sums_at_once_never_yields_a_small_figure(cells: dict[tuple[str, str], int]) -> None:
    table, true = shown_counts(cells), _true(cells)
    hidden = _hidden(table)
    for entry in _solved([[line.get(entry, 0) for entry in hidden] for line in _sums(table)], hidden):
        assert true[entry] >= MINIMUM, entry


def _solved(lines: list[list[int]], hidden: list[Entry]) -> list[Entry]:
    """Return the unknowns with exactly one solution, by Gaussian elimination."""
    rows = [[Fraction(number) for number in line] for line in lines]
    done = 0
    for column in range(len(hidden)):
        pivot = next((number for number in range(done, len(rows)) if rows[number][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        rows[done] = [value / rows[done][column] for value in rows[done]]
        for number, row in enumerate(rows):
            if number != done and row[column]:
                rows[number] = [a - row[column] * b for a, b in zip(row, rows[done], strict=True)]
        done += 1
    return [hidden[row.index(1)] for row in rows[:done] if sum(1 for value in row if value) == 1]


@given(tables(2, 2))
@settings(max_examples=40, deadline=None)
def test_for_every_small_figure_five_remains_possible(cells: dict[tuple[str, str], int]) -> None:
    table, true = shown_counts(cells), _true(cells)
    small = {entry for entry in _hidden(table) if true[entry] < MINIMUM}
    for other in _other_worlds(cells, table):
        if not small:
            break
        if all(figure is None or figure == other[entry] for entry, figure in table.figures.items()):
            small -= {entry for entry in small if other[entry] >= MINIMUM}
    assert small == set()


def _other_worlds(cells: dict[tuple[str, str], int], table: ShownTable) -> Iterator[dict[Entry, int]]:
    """Every table in which each hidden cell is at most the minimum away from the truth."""
    unknown = [key for key in cells if table.figures[key] is None]
    near = [range(max(0, cells[key] - MINIMUM), cells[key] + MINIMUM + 1) for key in unknown]
    for counts in product(*near):
        yield _true(cells | dict(zip(unknown, counts, strict=True)))


@given(tables(6, 5))
def test_what_is_shown_is_true_and_never_small(cells: dict[tuple[str, str], int]) -> None:
    true = _true(cells)
    for entry, figure in shown_counts(cells).figures.items():
        assert figure is None or figure == true[entry] >= MINIMUM


@given(tables(5, 5))
def test_a_table_without_small_figures_is_shown_whole(cells: dict[tuple[str, str], int]) -> None:
    larger = {key: count + MINIMUM for key, count in cells.items()}
    assert _hidden(shown_counts(larger)) == []


def test_one_small_cell_takes_three_others_with_it_and_spares_the_totals() -> None:
    cells = {(row, column): 10 for row in ("a", "b", "c") for column in ("low", "mid", "high")}
    cells["a", "low"] = 2
    table = shown_counts(cells)
    assert len(_hidden(table)) == 4
    assert None not in {table.row_total("a"), table.column_total("low"), table.total}
    assert table.cell("a", "low") is None
    assert table.cell("c", "high") == 10


def test_two_small_cells_in_a_line_are_not_enough() -> None:
    table = shown_counts({("a", "x"): 1, ("a", "y"): 2, ("a", "z"): 9, ("b", "x"): 9, ("b", "y"): 9, ("b", "z"): 9})
    assert table.cell("a", "z") is None


def test_a_small_team_hides_its_total_and_cannot_be_found_from_the_whole() -> None:
    table = shown_counts({("clerks", "x"): 1, ("clerks", "y"): 2, ("tax", "x"): 8, ("tax", "y"): 9})
    assert table.row_total("clerks") is None
    assert (table.row_total("tax"), table.total).count(None) >= 1


def test_nobody_at_all_is_hidden_as_well() -> None:
    assert _hidden(shown_counts({("a", "x"): 0})) == [("a", "x"), ("a", None), (None, "x"), (None, None)]
    assert shown_counts({}).total is None


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        shown_counts({("a", "x"): -1})


def test_a_municipality_of_twenty_five_teams_keeps_most_of_its_totals() -> None:
    sizes = [6, 9, 17, 5, 14, 22, 19, 12, 31, 38, 12, 15, 24, 29, 13, 15, 41, 18, 12, 26, 9, 21, 11, 4, 2]
    cells = {
        (f"t{number:02}", f"level {level}"): size * share // 100
        for number, size in enumerate(sizes)
        for level, share in enumerate((10, 25, 35, 20, 10))
    }
    table = shown_counts(cells)
    assert table.total is not None
    assert sum(table.row_total(row) is not None for row in table.rows) >= 20
    assert all(table.column_total(column) is not None for column in table.columns)


@st.composite
def averages(draw: st.DrawFn) -> dict[str, dict[str, GroupFigure]]:
    people, average = st.integers(0, 12), st.integers(0, 40).map(lambda tenths: tenths / 10)
    names = [f"g{number}" for number in range(draw(st.integers(0, 6)))]
    return {n: {c: GroupFigure(draw(people), draw(average)) for c in ("understand", "use")} for n in names}


@given(averages())
def test_what_the_total_leaves_after_subtraction_is_never_a_small_group(
    figures: dict[str, dict[str, GroupFigure]],
) -> None:
    shown = shown_averages(figures)
    hidden = [name for name, group in shown.groups.items() if group is None]
    for name, group in figures.items():
        if any(figure.people < MINIMUM for figure in group.values()):
            assert name in hidden
    if shown.total is not None and hidden:
        assert len(hidden) >= 2
        for column in ("understand", "use"):
            assert sum(figures[name][column].people for name in hidden) >= MINIMUM


@given(averages())
def test_shown_averages_are_true(figures: dict[str, dict[str, GroupFigure]]) -> None:
    shown = shown_averages(figures)
    for name, group in shown.groups.items():
        if group is not None:
            assert group == {column: round(figure.average, 1) for column, figure in figures[name].items()}


def test_a_small_team_takes_the_next_smallest_with_it() -> None:
    figures = {n: {"use": GroupFigure(p, 2.0)} for n, p in {"clerks": 4, "tax": 12, "hr": 14, "desk": 22}.items()}
    shown = shown_averages(figures)
    assert [name for name, group in shown.groups.items() if group is None] == ["clerks", "tax"]
    assert shown.total == {"use": 2.0}


def test_the_total_is_weighed_by_people() -> None:
    figures = {"a": {"use": GroupFigure(10, 1.0)}, "b": {"use": GroupFigure(30, 3.0)}}
    assert shown_averages(figures).total == {"use": 2.5}


def test_columns_that_differ_are_refused() -> None:
    with pytest.raises(ValueError, match="every column"):
        shown_averages({"a": {"use": GroupFigure(9, 1.0)}, "b": {}})


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (2, 4, None),
        (0, 40, ShownShare(0, 10)),
        (4, 40, ShownShare(0, 10)),
        (37, 40, ShownShare(90, 100)),
        (13, 40, ShownShare(30, 30)),
        (3, 7, ShownShare(0, 60)),
    ],
)
def test_a_share_is_rounded_and_never_tells_of_fewer_than_five(part: int, whole: int, shown: ShownShare | None) -> None:
    assert shown_share(part, whole) == shown


@given(st.integers(0, 200), st.integers(0, 200))
def test_a_share_is_true_and_small_sides_look_alike(part: int, rest: int) -> None:
    shown = shown_share(part, part + rest)
    if shown is None:
        assert part + rest < MINIMUM
        return
    assert shown.at_least - 2.5 <= 100 * part / (part + rest) <= shown.at_most + 2.5
    if part < MINIMUM:
        assert shown == shown_share(0, part + rest)


def test_more_than_everybody_is_refused() -> None:
    with pytest.raises(ValueError, match="everybody"):
        shown_share(6, 5)
