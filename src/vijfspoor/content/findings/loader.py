"""Loads the catalogue of findings in force and checks it against the rules: every rule has its words, and no others."""

from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter

from vijfspoor.content.errors import ContentError
from vijfspoor.content.findings import schema
from vijfspoor.content.reading import read
from vijfspoor.domain.organisation.finding import FindingBook, FindingEntry, Severity
from vijfspoor.domain.organisation.linter import CODES
from vijfspoor.domain.text import Text

FOLDER = Path(__file__).parent
CATALOGUE = "catalogue.yaml"
VALUES = frozenset({"assessment", "clock", "code", "date", "number", "other", "person", "role", "text"})


@cache
def finding_books() -> tuple[FindingBook, ...]:
    """Return every version, oldest first. Raises ContentError when one is wrong."""
    folders = sorted(path for path in FOLDER.iterdir() if path.is_dir() and path.name[0].isdigit())
    return tuple(load(folder) for folder in folders)


def finding_book_in_force(on: date) -> FindingBook:
    """Return the version in force `on` a date. Before the first version the first one is used."""
    started = [book for book in finding_books() if book.valid_from <= on]
    return started[-1] if started else finding_books()[0]


def load(folder: Path) -> FindingBook:
    """Read and check the files in `folder`. Raises ContentError naming file, code and problem."""
    catalogue = read(folder / CATALOGUE, schema.CatalogueFile)
    fixes = {name: text.as_text() for name, text in catalogue.fixes.items()}
    entries: dict[str, FindingEntry] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name == CATALOGUE:
            continue
        for item in read(path, schema.EntriesFile).findings:
            if item.code in entries:
                raise ContentError(path.name, item.code, "stands in the catalogue twice")
            entries[item.code] = _entry(item, fixes, path.name)
    if wrong := sorted(CODES ^ set(entries)):
        raise ContentError(CATALOGUE, wrong[0], "has a rule or words, and not both")
    return FindingBook(catalogue.valid_from, entries, catalogue.terms)


def _entry(item: schema.EntryFile, fixes: dict[schema.Fix, Text], file: str) -> FindingEntry:
    if item.fix not in fixes:
        raise ContentError(file, item.code, f"names a fix without words: {item.fix}")
    for words in (item.sentence.nl, item.sentence.en):
        named = {name for _, name, _, _ in Formatter().parse(words) if name is not None}
        if unknown := sorted(named - VALUES):
            raise ContentError(file, item.code, f"names an unknown value: {unknown[0]}")
    return FindingEntry(
        code=item.code,
        severity=Severity(item.severity),
        track=item.track,
        title=item.title.as_text(),
        sentence=item.sentence.as_text(),
        explanation=item.explanation.as_text(),
        solution=item.solution.as_text(),
        source=item.source,
        fix=item.fix,
        fix_label=fixes[item.fix],
        can_be_accepted=item.can_be_accepted,
        asks_task=item.asks_task,
    )
