"""Reads a table of results: one row per person, with `email` or `team` and a column for each competence."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

from python_calamine import CalamineError, CalamineWorkbook

from vijfspoor.integrations.results import MOST_ROWS, ResultRow, UnreadableResults

_EMAIL = {"email", "e-mail", "e-mailadres", "mail"}
_TEAM = {"team", "afdeling", "department"}


def read_csv(content: bytes) -> list[ResultRow]:
    """Return the rows of a CSV file with commas, semicolons or tabs. Raises UnreadableResults."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableResults("encoding") from error
    first = text.split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    try:
        return _rows(csv.reader(StringIO(text, newline=""), delimiter=mark))
    except csv.Error as error:
        raise UnreadableResults("kind") from error


def read_xlsx(content: bytes) -> list[ResultRow]:
    """Return the rows of the first sheet of a workbook. Raises UnreadableResults."""
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        sheet = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, OSError, IndexError) as error:
        raise UnreadableResults("kind") from error
    return _rows([_written(value) for value in line] for line in sheet)


def _written(value: object) -> str:
    """Return a cell as a person reads it: a spreadsheet keeps the number 2 as 2.0."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _rows(lines: Iterable[Sequence[str]]) -> list[ResultRow]:
    numbered = [(number, line) for number, line in enumerate(lines, 1) if any(cell.strip() for cell in line)]
    if len(numbered) < 2:
        raise UnreadableResults("empty")
    if len(numbered) > MOST_ROWS:
        raise UnreadableResults("large")
    names = [cell.strip().casefold() for cell in numbered[0][1]]
    if not {*_EMAIL, *_TEAM} & set(names):
        raise UnreadableResults("columns")
    return [_row(number, dict(zip(names, map(str.strip, line), strict=False))) for number, line in numbered[1:]]


def _row(number: int, cells: dict[str, str]) -> ResultRow:
    email = next((cells[name] for name in cells if name in _EMAIL), "")
    team = next((cells[name] for name in cells if name in _TEAM), "")
    levels = {name: value for name, value in cells.items() if name and name not in _EMAIL | _TEAM}
    return ResultRow(number, email.casefold(), team, levels)
