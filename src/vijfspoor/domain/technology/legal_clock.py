"""Wettelijke klok: which terms an incident starts, from its facts, and when they end.

Sources are in the content: GDPR Art. 33 and 34; AI Act Art. 26(5) and 73; NIS2 Art. 23; and terms the municipality
chose itself, marked as such. How terms are counted: `legal_term`. Pure functions; moments are arguments.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import islice

from vijfspoor.domain.ethics.condition import (
    Atom,
    Before,
    Condition,
    Counts,
    Equals,
    Includes,
    Value,
    atoms,
)
from vijfspoor.domain.ethics.fact_case import FactCase
from vijfspoor.domain.ethics.legal_term import NETHERLANDS, Term, TermUnit, deadline, last_day
from vijfspoor.domain.ethics.truth import Truth
from vijfspoor.domain.text import Text
from vijfspoor.domain.working_days import IsHoliday

REPORTED = "reported:"


class Basis(StrEnum):
    """Grondslag: the law itself, or a rule the municipality made for itself."""

    LAW = "law"
    OWN_POLICY = "own_policy"


class FactKind(StrEnum):
    """Soort feit: yes or no, a list of choices, or a moment with date and time."""

    YES_NO = "yes_no"
    CHOICES = "choices"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class IncidentFact:
    """Feit van een incident: a question in plain words; an exception counts as not so until it is shown."""

    code: str
    kind: FactKind
    text: Text
    help: Text | None = None
    options: Mapping[str, Text] = field(default_factory=dict)
    is_exception: bool = False


@dataclass(frozen=True, slots=True)
class RequiredContent:
    """Verplichte inhoud: one thing the notification must say, and the article that asks it."""

    text: Text
    source: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Clock:
    """Klok: one duty to report within a term.

    `starts_from` names moments, the first known one counts; `reported:CODE` is the moment another clock was met.
    `at_once_from` is the moment from which the law says "immediately", the term being the utmost.
    `binds_from` is a date, or the outcomes whose own legal date decides. `replaces` are clocks this one supersedes.
    """

    code: str
    title: Text
    source: str
    term: Term
    term_basis: Basis
    starts_from: tuple[str, ...]
    when: Condition
    to: Text
    explanation: Text
    must_contain: tuple[RequiredContent, ...]
    draft: Text
    binds_from: date | tuple[str, ...] | None = None
    at_once_from: str = ""
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClockBook:
    """Klokkenboek: the facts that are asked about an incident and the clocks they start, in force together."""

    valid_from: date
    checked_on: date
    facts: Mapping[str, IncidentFact]
    clocks: Mapping[str, Clock]


@dataclass(frozen=True, slots=True)
class IncidentFacts:
    """Feiten van een incident. `moments` and `reported` (by clock) have a time zone.

    `outcome_dates` is from when an established outcome applies to this application (see `legal_dates`).
    """

    values: Mapping[str, Value]
    moments: Mapping[str, datetime] = field(default_factory=dict)
    reported: Mapping[str, datetime] = field(default_factory=dict)
    outcomes: Mapping[str, Truth] = field(default_factory=dict)
    outcome_dates: Mapping[str, date] = field(default_factory=dict)
    roles: Mapping[str, Truth] = field(default_factory=dict)

    def moment(self, name: str) -> datetime | None:
        """Return a moment by the name a clock uses for it; None while it is unknown."""
        if name.startswith(REPORTED):
            return self.reported.get(name.removeprefix(REPORTED))
        return self.moments.get(name)


@dataclass(frozen=True, slots=True)
class RunningClock:
    """Lopende klok: when it started and ends (UTC); `last_day` is the last day of a term that is not in hours.

    `is_binding` is false while the law does not yet apply: the municipality then keeps the term by choice.
    """

    clock: Clock
    started_at: datetime
    deadline: datetime
    last_day: date | None
    is_binding: bool
    is_due_at_once: bool
    reported_at: datetime | None

    @property
    def was_late(self) -> bool:
        """Whether it was reported after the deadline."""
        return self.reported_at is not None and self.reported_at > self.deadline


def clocks(facts: IncidentFacts, book: ClockBook, is_holiday: IsHoliday) -> tuple[RunningClock, ...]:
    """Return the clocks that run, or ran until reported, earliest deadline first."""
    running = [
        _run(clock, started, facts, is_holiday)
        for clock in _due(facts, book)
        if (started := _started(clock, facts)) is not None
    ]
    return tuple(sorted(running, key=lambda item: (item.deadline, item.clock.code)))


def waiting(facts: IncidentFacts, book: ClockBook) -> tuple[Clock, ...]:
    """Return the clocks that must run but whose starting moment is not known yet."""
    return tuple(clock for clock in _due(facts, book) if _started(clock, facts) is None)


def open_facts(facts: IncidentFacts, book: ClockBook) -> tuple[IncidentFact, ...]:
    """Return the facts that can still start a clock, in the order of the book."""
    case = _case(facts, book)
    asked = {name for clock in book.clocks.values() for name in _open_names(clock.when, case)}
    asked |= {name for clock in waiting(facts, book) for name in clock.starts_from}
    return tuple(fact for code, fact in book.facts.items() if code in asked)


def next_facts(facts: IncidentFacts, book: ClockBook) -> tuple[IncidentFact, ...]:
    """Return the facts to ask now, in the order of the book, so that nobody meets every question at once.

    Of each clock the first fact that can still start it. Of a clock that must run also its moments, and the exceptions
    that would end the duty when someone shows them.
    """
    case = _case(facts, book)
    asked = {name for clock in book.clocks.values() for name in islice(_open_names(clock.when, case), 1)}
    for clock in book.clocks.values():
        if clock.when.evaluate(case) is True:
            asked |= {*clock.starts_from, clock.at_once_from}
            asked |= case.exceptions & set(_names(atoms(clock.when)))
    return tuple(fact for code, fact in book.facts.items() if code in asked)


def remaining(clock: RunningClock, now: datetime) -> timedelta:
    """Return the time left until the deadline; negative once it has passed.

    A clock that was reported stands still at that moment.
    """
    return clock.deadline - (clock.reported_at or now)


def _case(facts: IncidentFacts, book: ClockBook) -> FactCase:
    exceptions = frozenset(code for code, fact in book.facts.items() if fact.is_exception)
    return FactCase(facts.values, facts.outcomes, facts.roles, exceptions)


def _due(facts: IncidentFacts, book: ClockBook) -> tuple[Clock, ...]:
    case = _case(facts, book)
    due = [clock for clock in book.clocks.values() if clock.when.evaluate(case) is True]
    replaced = {code for clock in due for code in clock.replaces}
    return tuple(clock for clock in due if clock.code not in replaced)


def _started(clock: Clock, facts: IncidentFacts) -> datetime | None:
    return next((moment for name in clock.starts_from if (moment := facts.moment(name)) is not None), None)


def _run(clock: Clock, started: datetime, facts: IncidentFacts, is_holiday: IsHoliday) -> RunningClock:
    in_hours = clock.term.unit is TermUnit.HOURS
    return RunningClock(
        clock=clock,
        started_at=started,
        deadline=deadline(started, clock.term, is_holiday),
        last_day=None if in_hours else last_day(started, clock.term, is_holiday),
        is_binding=_binds(clock, facts, started.astimezone(NETHERLANDS).date()),
        is_due_at_once=bool(clock.at_once_from) and facts.moment(clock.at_once_from) is not None,
        reported_at=facts.reported.get(clock.code),
    )


def _binds(clock: Clock, facts: IncidentFacts, on: date) -> bool:
    """Whether the duty applies on `on`. An outcome without a known date counts as applying."""
    if clock.binds_from is None:
        return True
    if isinstance(clock.binds_from, date):
        return clock.binds_from <= on
    established = [code for code in clock.binds_from if facts.outcomes.get(code) is True]
    return not established or any(facts.outcome_dates.get(code, on) <= on for code in established)


def _open_names(when: Condition, case: FactCase) -> Iterator[str]:
    """The facts that can still decide a condition; none when it is decided."""
    if when.evaluate(case) is None:
        yield from _names(when.grounds(case, None))


def _names(found: Iterable[Atom]) -> Iterator[str]:
    for atom in found:
        if isinstance(atom, Equals | Includes | Counts | Before):
            yield atom.question
