"""Reads a table from CSV or from the first sheet of a spreadsheet (XLSX, ODS): the one reader of every import.

A file comes from outside, so its size is looked at before it is opened: what is small when packed can be endless when
unpacked, and one cell far away makes a sheet of billions of empty ones.
"""

import csv
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO

from python_calamine import CalamineError, CalamineWorkbook

MOST_ROWS = 10_000
MOST_COLUMNS = 100
MOST_CELL = 10_000
MOST_UNPACKED = 100_000_000
_BLOCK = 1_000_000
_ROW_AT = re.compile(rb'<(?:\w+:)?row[^>]{0,200}?\sr="(\d+)"')
_CELL_AT = re.compile(rb'<(?:\w+:)?c[^>]{0,200}?\sr="([A-Z]+)(\d+)"')
_REPEATED_ROW = re.compile(
    rb'<table:table-row[^>]*?number-rows-repeated="(\d+)"[^>]*?(?<!/)>(.*?)</table:table-row>', re.DOTALL
)
_REPEATED = re.compile(rb'number-(rows|columns)-repeated="(\d+)"[^>]*?(/?)>')


class UnreadableTable(Exception):
    """The file as a whole cannot be read; `fault` says why: kind, encoding, empty, rows, columns or unpacked."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Line:
    """Rij: its cells as a person reads them; `number` is the row as a person counts it."""

    number: int
    cells: tuple[str, ...]


def read_table(name: str, content: bytes, most_rows: int = MOST_ROWS) -> list[Line]:
    """Return every row of the file that is not empty, its headings included. Raises UnreadableTable."""
    reader = _READERS.get(name.rpartition(".")[2].casefold())
    if reader is None:
        raise UnreadableTable("kind")
    return reader(content, most_rows)


def read_csv(content: bytes, most_rows: int = MOST_ROWS) -> list[Line]:
    """Return the rows of a CSV file with commas, semicolons or tabs. Raises UnreadableTable."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableTable("encoding") from error
    first = text.split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    try:
        return _lines(csv.reader(StringIO(text, newline=""), delimiter=mark), most_rows)
    except csv.Error as error:
        raise UnreadableTable("kind") from error


def read_sheet(content: bytes, most_rows: int = MOST_ROWS) -> list[Line]:
    """Return the rows of the first sheet of a workbook. Raises UnreadableTable."""
    try:
        _look_inside(content)
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        sheet = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, OSError, IndexError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise UnreadableTable("kind") from error
    return _lines(([_written(value) for value in line] for line in sheet), most_rows)


_READERS: dict[str, Callable[[bytes, int], list[Line]]] = {
    "csv": read_csv, "txt": read_csv, "xlsx": read_sheet, "ods": read_sheet,
}  # fmt: skip


def _look_inside(content: bytes) -> None:
    """Refuse what unpacks to too much, counted while unpacking, and cells that lie too far away."""
    unpacked = 0
    with zipfile.ZipFile(BytesIO(content)) as package:
        for entry in package.infolist():
            with package.open(entry) as stream:
                parts = []
                while block := stream.read(_BLOCK):
                    unpacked += len(block)
                    if unpacked > MOST_UNPACKED:
                        raise UnreadableTable("unpacked")
                    parts.append(block)
            if entry.filename.startswith("xl/worksheets/"):
                _check_places(b"".join(parts))
            elif entry.filename == "content.xml":
                _check_repeats(b"".join(parts))


def _check_places(sheet: bytes) -> None:
    cells = _CELL_AT.findall(sheet)
    rows = [int(row) for row in _ROW_AT.findall(sheet)] + [int(row) for _, row in cells]
    if max(rows, default=0) > MOST_ROWS * 10:
        raise UnreadableTable("rows")
    if any(len(letters) > 2 for letters, _ in cells):
        raise UnreadableTable("columns")


def _check_repeats(sheet: bytes) -> None:
    """A row or cell may be repeated without end only where it is empty, as every office program writes its margins."""
    for what, times, closed in _REPEATED.findall(sheet):
        if what == b"columns" and not closed and int(times) > MOST_COLUMNS * 10:
            raise UnreadableTable("columns")
    for row in _REPEATED_ROW.finditer(sheet):
        if int(row[1]) > MOST_ROWS and b"office:value-type" in row[2]:
            raise UnreadableTable("rows")


def _written(value: object) -> str:
    """Return a cell as a person reads it: a spreadsheet keeps the number 2 as 2.0."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _lines(lines: Iterable[Sequence[str]], most_rows: int) -> list[Line]:
    found: list[Line] = []
    for number, line in enumerate(lines, 1):
        cells = tuple(cell.replace("\x00", "").strip()[: MOST_CELL + 1] for cell in line)
        if not any(cells):
            continue
        if any(cells[MOST_COLUMNS:]):
            raise UnreadableTable("columns")
        found.append(Line(number, cells[:MOST_COLUMNS]))
        if len(found) > most_rows + 1:
            raise UnreadableTable("rows")
    if len(found) < 2:
        raise UnreadableTable("empty")
    return found
