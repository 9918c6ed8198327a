"""Loads the AI clauses and checks them: codes once, and conditions that name what exists."""

from datetime import date
from functools import cache
from pathlib import Path

from vijfspoor.content.contracts import schema
from vijfspoor.content.facts import read_condition, refuse_repeated
from vijfspoor.content.law.loader import rule_books
from vijfspoor.content.reading import read
from vijfspoor.domain.technology.contract import Clause, ClauseBook, ClauseOrigin

FOLDER = Path(__file__).parent
FILE = "clauses.yaml"
OWN_FACTS = frozenset({"route"})


@cache
def clause_books() -> tuple[ClauseBook, ...]:
    """Return every version, oldest first. Raises ContentError when one is wrong."""
    return tuple(build(read(path, schema.ClausesFile)) for path in sorted(FOLDER.glob(f"*/{FILE}")))


def clause_book_in_force(on: date) -> ClauseBook:
    """Return the version in force `on` a date. Before the first version the first one is used."""
    started = [book for book in clause_books() if book.valid_from <= on]
    return started[-1] if started else clause_books()[0]


def build(file: schema.ClausesFile) -> ClauseBook:
    """Return the clauses of a checked file. Raises ContentError naming the clause that is wrong."""
    refuse_repeated([item.code for item in file.clauses], FILE)
    return ClauseBook(
        valid_from=file.valid_from,
        checked_on=file.checked_on,
        clauses={item.code: _clause(item) for item in file.clauses},
        notice_warning_days=file.reminder_days.notice,
        certificate_warning_days=file.reminder_days.certificate,
    )


def _clause(item: schema.ClauseFile) -> Clause:
    facts = OWN_FACTS | rule_books()[-1].questions.keys()
    return Clause(
        code=item.code,
        title=item.title.as_text(),
        check=item.check.as_text(),
        why=item.why.as_text(),
        when=read_condition(item.when, facts, FILE, item.code),
        origin=ClauseOrigin(item.origin),
        source=item.source,
    )
