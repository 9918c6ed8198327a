"""Checks a table of outcomes row by row, and counts it; every wrong row is reported and then nothing is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vijfspoor.domain.technology.outcome import OutcomeCell, OutcomeCounts
from vijfspoor.integrations.outcomes import (
    MOST_COLUMNS,
    MOST_GROUPS,
    MOST_LETTERS,
    UnreadableOutcomes,
    WrongRows,
)
from vijfspoor.integrations.outcomes.reading import FIRST_ROW, OutcomeTable

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

_SELECTED = ("selected", "gekozen")
_TRUTH = ("truth", "juist")
_GROUP = ("group_", "groep_")
_YES = ("ja", "yes", "true", "1", "1.0")
_NO = ("nee", "no", "false", "0", "0.0")


@dataclass(frozen=True, slots=True)
class _Fault:
    """What is wrong in one column, with the index of each row in the table."""

    column: str
    reason: str
    rows: np.ndarray


def count(read: OutcomeTable) -> OutcomeCounts:
    """Return the outcomes counted per characteristic.

    Raises UnreadableOutcomes: `columns` when one is missing or not needed, `groups` when a characteristic has too many
    groups (it may single people out), `rows` with every row that is wrong, torn ones included.
    """
    table = read.table
    names = {name: name.strip().lower() for name in table.column_names}
    selected = _one(table, names, _SELECTED)
    truth = _one(table, names, _TRUTH)
    groups = [name for name, plain in names.items() if plain.startswith(_GROUP)]
    _check_columns(names, selected, truth, groups)
    assert selected is not None  # noqa: S101 - _check_columns raised otherwise
    wrong = _wrong_answers(table, selected, may_be_empty=False)
    if truth is not None:
        wrong += _wrong_answers(table, truth, may_be_empty=True)
    for name in groups:
        wrong += _wrong_groups(table, name)
    _refuse(read, wrong)
    return OutcomeCounts({_title(names[name]): _cells(table, name, selected, truth) for name in groups})


def _refuse(read: OutcomeTable, wrong: Sequence[_Fault]) -> None:
    """Raise UnreadableOutcomes with every wrong row, by the number it has in the file as it came in."""
    import numpy as np

    torn = np.asarray(read.torn, dtype=np.int64)
    lines = FIRST_ROW + np.arange(read.table.num_rows + len(torn), dtype=np.int64)
    kept = np.setdiff1d(lines, torn, assume_unique=True)
    found = [(fault.column, fault.reason, kept[fault.rows]) for fault in wrong if len(fault.rows)]
    if len(torn):
        found.append(("", "torn", torn))
    if not found:
        return
    rows = [WrongRows(column, reason, _spans(numbers)) for column, reason, numbers in found]
    rows.sort(key=lambda row: (row.spans, row.column))
    everything = np.unique(np.concatenate([numbers for _column, _reason, numbers in found]))
    raise UnreadableOutcomes("rows", rows=tuple(rows), count=len(everything))


def _spans(numbers: np.ndarray) -> tuple[tuple[int, int], ...]:
    """Return ascending numbers as first and last of each unbroken row of them."""
    import numpy as np

    breaks = np.flatnonzero(np.diff(numbers) != 1)
    firsts, lasts = numbers[np.r_[0, breaks + 1]], numbers[np.r_[breaks, len(numbers) - 1]]
    return tuple(zip(firsts.tolist(), lasts.tolist(), strict=True))


def _check_columns(names: dict[str, str], selected: str | None, truth: str | None, groups: Sequence[str]) -> None:
    needless = tuple(name for name in names if name not in (selected, truth, *groups))
    if needless:
        raise UnreadableOutcomes("needless", names=needless[:10])
    if len(set(names.values())) < len(names) or any("\x00" in name for name in names):
        raise UnreadableOutcomes("columns", names=tuple(names))
    if selected is None or not groups or len(groups) > MOST_COLUMNS:
        raise UnreadableOutcomes("columns", names=tuple(names))


def _one(table: pa.Table, names: dict[str, str], known: tuple[str, ...]) -> str | None:
    return next((name for name in table.column_names if names[name] in known), None)


def _title(plain: str) -> str:
    return plain.partition("_")[2][:MOST_LETTERS] or plain


def _plain(table: pa.Table, name: str) -> pa.ChunkedArray:
    import pyarrow.compute as pc

    return pc.utf8_trim_whitespace(table[name])


def _answers(table: pa.Table, name: str) -> pa.ChunkedArray:
    import pyarrow.compute as pc

    return pc.utf8_lower(_plain(table, name))


def _is_in(column: pa.ChunkedArray, values: Sequence[str]) -> pa.ChunkedArray:
    import pyarrow as pa
    import pyarrow.compute as pc

    return pc.is_in(column, value_set=pa.array(values))


def _rows_where(mask: pa.ChunkedArray, column: str, reason: str) -> list[_Fault]:
    import pyarrow.compute as pc

    return [_Fault(column, reason, pc.indices_nonzero(mask).to_numpy(zero_copy_only=False))]


def _wrong_answers(table: pa.Table, name: str, *, may_be_empty: bool) -> list[_Fault]:
    import pyarrow.compute as pc

    allowed = (*_YES, *_NO, "") if may_be_empty else (*_YES, *_NO)
    return _rows_where(pc.invert(_is_in(_answers(table, name), allowed)), name, "answer")


def _wrong_groups(table: pa.Table, name: str) -> list[_Fault]:
    import pyarrow.compute as pc

    values = _plain(table, name)
    if pc.count_distinct(values).as_py() > MOST_GROUPS:
        raise UnreadableOutcomes("groups", names=(name,))
    empty = _rows_where(pc.equal(values, ""), name, "no_group")
    # A null character cannot be kept by PostgreSQL.
    empty += _rows_where(pc.match_substring(values, "\x00"), name, "letters")
    return empty + _rows_where(pc.greater(pc.utf8_length(values), MOST_LETTERS), name, "long")


def _cells(table: pa.Table, name: str, selected: str, truth: str | None) -> tuple[OutcomeCell, ...]:
    import pyarrow as pa
    import pyarrow.compute as pc

    empty = pa.nulls(table.num_rows, pa.bool_())
    if truth is not None:
        said = _answers(table, truth)
        empty = pc.if_else(pc.equal(said, ""), None, _is_in(said, _YES))
    small = pa.table(
        {"group": _plain(table, name), "selected": _is_in(_answers(table, selected), _YES), "truth": empty}
    )
    counted = small.group_by(["group", "selected", "truth"]).aggregate([([], "count_all")]).to_pylist()
    cells = (OutcomeCell(row["group"], row["selected"], row["truth"], row["count_all"]) for row in counted)
    return tuple(sorted(cells, key=lambda cell: (cell.group, cell.selected, str(cell.truth))))
