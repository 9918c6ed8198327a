"""Loads the clocks an incident starts and checks them: facts, moments, outcomes and placeholders exist."""

import re
from collections.abc import Container, Iterable
from datetime import date
from functools import cache
from pathlib import Path

from vijfspoor.content.errors import ContentError
from vijfspoor.content.facts import read_condition, refuse_repeated
from vijfspoor.content.incidents import schema
from vijfspoor.content.law.loader import rule_books
from vijfspoor.content.reading import read
from vijfspoor.domain.ethics.condition import Includes, atoms
from vijfspoor.domain.ethics.legal_term import Term, TermUnit
from vijfspoor.domain.technology.legal_clock import (
    REPORTED,
    Basis,
    Clock,
    ClockBook,
    FactKind,
    IncidentFact,
    RequiredContent,
)

FOLDER = Path(__file__).parent
FILE = "incidents.yaml"
PLACEHOLDERS = frozenset({
    "municipality", "application", "supplier", "aware_at", "reported_at", "what_happened", "people", "consequences",
    "measures", "link", "contact",
})  # fmt: skip
_PLACEHOLDER = re.compile(r"{(\w*)}")


@cache
def clock_books() -> tuple[ClockBook, ...]:
    """Return every version, oldest first. Raises ContentError when one is wrong."""
    return tuple(build(read(path, schema.IncidentsFile)) for path in sorted(FOLDER.glob(f"*/{FILE}")))


def clock_book_in_force(on: date) -> ClockBook:
    """Return the version in force `on` a date. Before the first version the first one is used."""
    started = [book for book in clock_books() if book.valid_from <= on]
    return started[-1] if started else clock_books()[0]


def build(file: schema.IncidentsFile) -> ClockBook:
    """Return the clocks of a checked file. Raises ContentError naming the item that is wrong."""
    refuse_repeated([*(item.code for item in file.facts), *(item.code for item in file.clocks)], FILE)
    facts = {item.code: _fact(item) for item in file.facts}
    built = {item.code: _clock(item, facts) for item in file.clocks}
    for clock in built.values():
        _check(clock, facts, built)
    return ClockBook(file.valid_from, file.checked_on, facts, built)


def _fact(item: schema.FactFile) -> IncidentFact:
    if (item.kind == "choices") is not bool(item.options):
        raise ContentError(FILE, item.code, "options belong to a fact of the kind choices, and only there")
    return IncidentFact(
        code=item.code,
        kind=FactKind(item.kind),
        text=item.text.as_text(),
        help=item.help.as_text() if item.help else None,
        options={code: text.as_text() for code, text in item.options.items()},
        is_exception=item.exception,
    )


def _clock(item: schema.ClockFile, facts: dict[str, IncidentFact]) -> Clock:
    answered = [code for code, fact in facts.items() if fact.kind is not FactKind.MOMENT]
    return Clock(
        code=item.code,
        title=item.title.as_text(),
        source=item.source,
        term=Term(item.term.amount, TermUnit(item.term.unit)),
        term_basis=Basis(item.term_basis),
        starts_from=tuple(item.starts_from),
        when=read_condition(item.when, answered, FILE, item.code),
        to=item.to.as_text(),
        explanation=item.explanation.as_text(),
        must_contain=tuple(RequiredContent(c.text.as_text(), c.source, Basis(c.basis)) for c in item.must_contain),
        draft=item.draft.as_text(),
        binds_from=tuple(item.binds_from) if isinstance(item.binds_from, list) else item.binds_from,
        at_once_from=item.at_once_from,
        replaces=tuple(item.replaces),
    )


def _check(clock: Clock, facts: dict[str, IncidentFact], clocks: dict[str, Clock]) -> None:
    moments = {code for code, fact in facts.items() if fact.kind is FactKind.MOMENT}
    moments |= {REPORTED + code for code in clocks if code != clock.code}
    if not clock.starts_from:
        raise ContentError(FILE, clock.code, "needs a moment to start from")
    _check_known(clock, "moment", [*clock.starts_from, *filter(None, [clock.at_once_from])], moments)
    _check_known(clock, "clock to replace", clock.replaces, clocks.keys() - {clock.code})
    if isinstance(clock.binds_from, tuple):
        _check_known(clock, "outcome", clock.binds_from, rule_books()[-1].outcomes)
    for atom in atoms(clock.when):
        if isinstance(atom, Includes):
            _check_known(clock, "option", [atom.option], facts[atom.question].options)
    _check_draft(clock)


def _check_known(clock: Clock, kind: str, named: Iterable[str], known: Container[str]) -> None:
    for name in named:
        if name not in known:
            raise ContentError(FILE, clock.code, f"names an unknown {kind}: {name}")


def _check_draft(clock: Clock) -> None:
    dutch, english = (set(_PLACEHOLDER.findall(text)) for text in (clock.draft.nl, clock.draft.en))
    if unknown := sorted((dutch | english) - PLACEHOLDERS):
        raise ContentError(FILE, clock.code, f"uses an unknown placeholder: {unknown[0]}")
    if dutch != english:
        raise ContentError(FILE, clock.code, "its two drafts use different placeholders")
