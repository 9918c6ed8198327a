"""Contract: which AI clauses it must have, until when it can be ended, and whether the supplier's evidence is valid.

Which clause is required when is content; terms of a contract follow from the contract itself. Pure functions.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from vijfspoor.domain.ethics.condition import Case, Condition
from vijfspoor.domain.ethics.legal_term import add_months
from vijfspoor.domain.text import Text
from vijfspoor.domain.working_days import IsHoliday, is_working_day


class ClauseOrigin(StrEnum):
    """Herkomst van een bepaling: a duty of law, the voluntary EU model clauses, or the municipality's own set."""

    LAW = "law"
    MODEL = "model"
    OWN_POLICY = "own_policy"


class ClauseFinding(StrEnum):
    """Bevinding over een bepaling: in the contract, not in it, or otherwise but accepted with reasons."""

    PRESENT = "present"
    ABSENT = "absent"
    ACCEPTED_OTHERWISE = "accepted_otherwise"


class CertificateState(StrEnum):
    """Stand van een certificaat."""

    VALID = "valid"
    EXPIRES_SOON = "expires_soon"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Clause:
    """Bepaling: one agreement on AI, what to look for in the contract, and when it is required."""

    code: str
    title: Text
    check: Text
    why: Text
    when: Condition
    origin: ClauseOrigin
    source: str


@dataclass(frozen=True, slots=True)
class ClauseBook:
    """Bepalingenboek: the clauses in force together, and how many days before a date a reminder is sent."""

    valid_from: date
    checked_on: date
    clauses: Mapping[str, Clause]
    notice_warning_days: int
    certificate_warning_days: int


def required_clauses(book: ClauseBook, case: Case) -> tuple[Clause, ...]:
    """Return the clauses this application's contract needs. While it is unknown whether one is, it is."""
    return tuple(clause for clause in book.clauses.values() if clause.when.evaluate(case) is not False)


def missing_clauses(checked: Mapping[str, ClauseFinding], required: Iterable[Clause]) -> tuple[Clause, ...]:
    """Return the required clauses that are absent or that nobody has looked for yet. Empty means complete."""
    return tuple(
        clause for clause in required if checked.get(clause.code, ClauseFinding.ABSENT) is ClauseFinding.ABSENT
    )


def notice_by(end_date: date, months: int, is_holiday: IsHoliday) -> date:
    """Return the last working day on which notice can be given, `months` before the contract's last day.

    Counted back from a date, a term is never lengthened (Regulation 1182/71, Art. 3(4)): a weekend or holiday moves
    it to the working day before. Raises ValueError for a negative number of months.
    """
    if months < 0:
        raise ValueError("a notice period is not negative")
    last = add_months(end_date, -months)
    while not is_working_day(last, is_holiday):
        last -= timedelta(days=1)
    return last


def certificate_state(valid_until: date, on: date, warning_days: int) -> CertificateState:
    """Return how a certificate stands `on` a date; it is valid up to and including its last day."""
    if on > valid_until:
        return CertificateState.EXPIRED
    if on > valid_until - timedelta(days=warning_days):
        return CertificateState.EXPIRES_SOON
    return CertificateState.VALID
