"""Loads the columns an import of applications knows."""

from datetime import date
from functools import cache
from pathlib import Path

from vijfspoor.content.imports import schema
from vijfspoor.content.reading import read
from vijfspoor.domain.dossier.register_import import Column, ColumnBook
from vijfspoor.domain.naming import plain

FOLDER = Path(__file__).parent


def column_book(on: date) -> ColumnBook:
    """Return the columns of a list of applications in force `on` a date. Raises ContentError when a file is wrong."""
    return _book("columns.yaml", on)


def software_book(on: date) -> ColumnBook:
    """Return the columns of a list of software in force `on` a date. Raises ContentError when a file is wrong."""
    return _book("software.yaml", on)


@cache
def _book(name: str, on: date) -> ColumnBook:
    files = [read(path, schema.ColumnsFile) for path in sorted(FOLDER.glob(f"*/{name}"))]
    started = [file for file in files if file.valid_from <= on] or files[:1]
    found = started[-1]
    return ColumnBook(
        columns={
            code: Column(code, item.name.as_text(), item.most, frozenset(plain(heading) for heading in item.headings))
            for code, item in found.columns.items()
        },
        uses={plain(word): use for use, words in found.uses.items() for word in words},
        empty=frozenset(word.casefold() for word in found.empty),
    )
