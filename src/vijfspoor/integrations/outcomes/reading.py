"""Reads outcomes from CSV, Parquet or rows of the API into one table of texts."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vijfspoor.integrations.outcomes import MOST_BYTES, MOST_ROWS, UnreadableOutcomes

if TYPE_CHECKING:
    import pyarrow as pa

# The first line names the columns, so the first row is line 2.
FIRST_ROW = 2
_MOST_UNPACKED = 400 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class OutcomeTable:
    """Uitkomsten as texts, with the numbers of the rows that have more or fewer columns: those are not in `table`."""

    table: pa.Table
    torn: tuple[int, ...] = ()


def read_csv(content: bytes) -> OutcomeTable:
    """Return a CSV (comma or semicolon, UTF-8). Raises UnreadableOutcomes."""
    import pyarrow as pa
    from pyarrow import csv

    if len(content) > MOST_BYTES:
        raise UnreadableOutcomes("large")
    header = content.removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0]
    if not header.strip():
        raise UnreadableOutcomes("empty")
    torn: list[int] = []

    def tear(row: csv.InvalidRow) -> str:
        torn.append(row.number)
        return "skip"

    names = _names(header)
    options = {
        "read_options": csv.ReadOptions(use_threads=False),
        "parse_options": csv.ParseOptions(
            delimiter=";" if header.count(b";") > header.count(b",") else ",", invalid_row_handler=tear
        ),
        "convert_options": csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
        ),
    }
    try:
        table = csv.read_csv(io.BytesIO(content), **options)
    except pa.ArrowInvalid as error:
        raise UnreadableOutcomes("encoding" if "UTF8" in str(error) else "kind") from error
    return _sized(table, tuple(torn))


def read_parquet(content: bytes) -> OutcomeTable:
    """Return a Parquet file. Raises UnreadableOutcomes; a small file that unpacks to a huge one is refused."""
    import pyarrow as pa
    from pyarrow import parquet

    if len(content) > MOST_BYTES:
        raise UnreadableOutcomes("large")
    try:
        file = parquet.ParquetFile(io.BytesIO(content))
        meta = file.metadata
        unpacked = sum(meta.row_group(number).total_byte_size for number in range(meta.num_row_groups))
        if meta.num_rows > MOST_ROWS or unpacked > _MOST_UNPACKED:
            raise UnreadableOutcomes("large")
        table = file.read()
        texts = [column.cast(pa.string()).fill_null("") for column in table.columns]
    except (pa.ArrowException, OSError) as error:
        raise UnreadableOutcomes("kind") from error
    return _sized(pa.table(texts, names=table.column_names))


def read_rows(rows: Sequence[Mapping[str, Any]]) -> OutcomeTable:
    """Return rows of the API; a column that is absent in a row is empty there."""
    import pyarrow as pa

    names = dict.fromkeys(name for row in rows for name in row)
    return _sized(pa.table({name: [_text(row.get(name)) for row in rows] for name in names}))


def _names(header: bytes) -> list[str]:
    text = header.decode("utf-8", errors="replace").replace(";", ",")
    return [name.strip().strip('"') for name in text.split(",")]


def _text(value: Any) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _sized(table: pa.Table, torn: tuple[int, ...] = ()) -> OutcomeTable:
    if table.num_rows + len(torn) == 0:
        raise UnreadableOutcomes("empty")
    if table.num_rows + len(torn) > MOST_ROWS:
        raise UnreadableOutcomes("large")
    return OutcomeTable(table, torn)
