"""Bevinding: one thing in the governance that is not as it should be, with a stable code, and how rules find it.

A rule is a pure function of a picture (`picture`) and the day; the rules themselves stand in `linter`. The words, the
severity and the source of each code are content.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from vijfspoor.domain.text import Text


class Severity(StrEnum):
    """Ernst, the worst first."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

    def is_at_least(self, other: "Severity") -> bool:
        """Whether this is as bad as `other`, or worse."""
        order = list(Severity)
        return order.index(self) <= order.index(other)


class SubjectKind(StrEnum):
    """Waarover een bevinding gaat."""

    ORGANISATION = "organisation"
    ROLE = "role"
    UNIT = "unit"
    PERSON = "person"
    ACCESS_KEY = "key"
    SAMPLE = "sample"
    CONCERN = "concern"
    DOSSIER = "dossier"
    TASK = "task"
    DECISION = "decision"
    ASSESSMENT = "assessment"
    DEMAND = "demand"
    OBLIGATION = "obligation"
    INCIDENT = "incident"
    CLOCK = "clock"
    RULE = "rule"
    POLICY = "policy"


@dataclass(frozen=True, slots=True)
class Hit:
    """Treffer van een regel: what it is about, who should act, and the values its sentence names.

    `role` is who should act by office; `person` the one who holds it here, when that is known.
    """

    kind: SubjectKind
    subject: str
    role: str
    person: int | None = None
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """Bevinding: a rule's code with what it hit. One code finds one subject once."""

    code: str
    hit: Hit

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same finding as yesterday's."""
        return (self.code, self.hit.kind.value, self.hit.subject)


@dataclass(frozen=True, slots=True)
class FindingEntry:
    """Beschrijving van een bevinding in de catalogus.

    `sentence` holds the names of values in braces; `fix` names the page where it is solved, `fix_label` what one does
    there. `asks_task`: it becomes a task of the accountable person. Not every finding can be accepted.
    """

    code: str
    severity: Severity
    track: int
    title: Text
    sentence: Text
    explanation: Text
    solution: Text
    source: str
    fix: str
    fix_label: Text
    can_be_accepted: bool = True
    asks_task: bool = False


@dataclass(frozen=True, slots=True)
class FindingBook:
    """Catalogus van bevindingen in force from one day, with the terms it counts in days."""

    valid_from: date
    entries: Mapping[str, FindingEntry]
    terms: Mapping[str, int]


class Watch:
    """Wacht: the day on which rules look, remembering the first later day on which they may find something else.

    Every rule asks the time here and nowhere else, so a dossier need not be looked at again before `again_on`.
    `terms` are the named terms of the catalogue, in days.
    """

    def __init__(self, now: datetime, today: date, terms: Mapping[str, int]) -> None:
        self.now, self.today, self._terms = now, today, terms
        self.again_on: date | None = None

    def term(self, name: str) -> int:
        """Return a term of the catalogue, in days. Raises KeyError for one it does not have."""
        return self._terms[name]

    def after(self, day: date | None, term: str | None = None) -> bool:
        """Whether today lies after `day`, or after `day` plus a term. An unknown day never passes."""
        if day is None:
            return False
        return self._reached(day + timedelta(days=1 + (self._terms[term] if term else 0)))

    def within(self, day: date | None, term: str) -> bool:
        """Whether `day` is today or comes within the term."""
        if day is None or self.after(day):
            return False
        return self._reached(day - timedelta(days=self._terms[term]))

    def past(self, moment: datetime, day: date) -> bool:
        """Whether `moment` has passed; `day` is its date in the Netherlands."""
        if self.now > moment:
            return True
        self._look_again(max(day, self.today))
        return False

    def _reached(self, day: date) -> bool:
        if self.today >= day:
            return True
        self._look_again(day)
        return False

    def _look_again(self, day: date) -> None:
        if self.again_on is None or day < self.again_on:
            self.again_on = day


Hits = Iterator[Hit]
FindingRules = Mapping[str, Callable[..., Hits]]
"""Code -> rule of one picture and a watch."""
