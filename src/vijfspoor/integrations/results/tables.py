"""Reads a table of results: one row per person, with `email` or `team` and a column for each competence."""

from collections.abc import Sequence

from vijfspoor.integrations import tables
from vijfspoor.integrations.results import MOST_ROWS, ResultRow, UnreadableResults
from vijfspoor.integrations.tables import Line, UnreadableTable

_EMAIL = {"email", "e-mail", "e-mailadres", "mail"}
_TEAM = {"team", "afdeling", "department"}
_LARGE = {"rows", "unpacked"}


def read_csv(content: bytes) -> list[ResultRow]:
    """Return the rows of a CSV file with commas, semicolons or tabs. Raises UnreadableResults."""
    return _read("csv", content)


def read_xlsx(content: bytes) -> list[ResultRow]:
    """Return the rows of the first sheet of a workbook. Raises UnreadableResults."""
    return _read("xlsx", content)


def _read(kind: str, content: bytes) -> list[ResultRow]:
    try:
        return _rows(tables.read_table(f".{kind}", content, MOST_ROWS - 1))
    except UnreadableTable as error:
        raise UnreadableResults("large" if error.fault in _LARGE else error.fault) from error


def _rows(lines: Sequence[Line]) -> list[ResultRow]:
    names = [cell.casefold() for cell in lines[0].cells]
    if not {*_EMAIL, *_TEAM} & set(names):
        raise UnreadableResults("columns")
    return [_row(line.number, dict(zip(names, line.cells, strict=False))) for line in lines[1:]]


def _row(number: int, cells: dict[str, str]) -> ResultRow:
    email = next((cells[name] for name in cells if name in _EMAIL), "")
    team = next((cells[name] for name in cells if name in _TEAM), "")
    levels = {name: value for name, value in cells.items() if name and name not in _EMAIL | _TEAM}
    return ResultRow(number, email.casefold(), team, levels)
