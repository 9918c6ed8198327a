"""Voorwaarde: the condition tree in which every rule is written, evaluated in three-valued logic."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from vijfspoor.domain.text import Text
from vijfspoor.domain.truth import Truth, negation

Value = bool | str | frozenset[str] | date | None


class Case(Protocol):
    """What a condition is held against: the facts of one case and what follows from them."""

    def value(self, question: str) -> Value:
        """Return the value that counts for a question; None when unknown."""

    def is_claimed_only(self, question: str) -> bool:
        """Whether unknown counts as not so: an exception must be shown by who invokes it."""

    def outcome(self, code: str) -> Truth:
        """Return whether an outcome is established."""

    def role(self, code: str) -> Truth:
        """Return whether a legal role is held."""


@dataclass(frozen=True, slots=True)
class Always:
    """Altijd waar: a condition that asks nothing."""

    def evaluate(self, case: Case) -> Truth:
        """True for every case."""
        return True


@dataclass(frozen=True, slots=True)
class Equals:
    """Een antwoord is gelijk aan een waarde (`S1=ja`)."""

    question: str
    expected: Value

    def evaluate(self, case: Case) -> Truth:
        """Unknown while the answer is; false for an exception nobody has shown."""
        value = case.value(self.question)
        if value is None:
            return False if case.is_claimed_only(self.question) else None
        return self.fits(value)

    def fits(self, value: Value) -> bool:
        """Whether this answer is the expected one."""
        return value == self.expected


@dataclass(frozen=True, slots=True)
class Includes:
    """Een lijst bevat een keuze (`H0~werk`)."""

    question: str
    option: str

    def evaluate(self, case: Case) -> Truth:
        """Unknown while the list is."""
        value = case.value(self.question)
        if value is None:
            return None
        return self.fits(value)

    def fits(self, value: Value) -> bool:
        """Whether this list has the choice."""
        return isinstance(value, frozenset) and self.option in value


@dataclass(frozen=True, slots=True)
class Counts:
    """Het aantal keuzes in een lijst (`N7#>=2`, `N7#=1`)."""

    question: str
    number: int
    exactly: bool = False

    def evaluate(self, case: Case) -> Truth:
        """Unknown while the list is."""
        value = case.value(self.question)
        if value is None:
            return None
        return self.fits(value)

    def fits(self, value: Value) -> bool:
        """Whether this list has the number of choices asked for."""
        count = len(value) if isinstance(value, frozenset) else 0
        return count == self.number if self.exactly else count >= self.number


@dataclass(frozen=True, slots=True)
class Before:
    """Een datum ligt voor een andere (`LD1<2027-12-02`)."""

    question: str
    limit: date

    def evaluate(self, case: Case) -> Truth:
        """Unknown while the date is; false for a legacy date nobody has shown."""
        value = case.value(self.question)
        if value is None:
            return False if case.is_claimed_only(self.question) else None
        return self.fits(value)

    def fits(self, value: Value) -> bool:
        """Whether this is a day before the limit."""
        return isinstance(value, date) and value < self.limit


@dataclass(frozen=True, slots=True)
class OutcomeIs:
    """Een andere uitkomst staat vast (`outcome:HIGH_RISK`)."""

    code: str

    def evaluate(self, case: Case) -> Truth:
        """The truth of that outcome."""
        return case.outcome(self.code)


@dataclass(frozen=True, slots=True)
class RoleIs:
    """Een juridische rol wordt vervuld (`role:PROVIDER`)."""

    code: str

    def evaluate(self, case: Case) -> Truth:
        """The truth of that role."""
        return case.role(self.code)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Alle voorwaarden."""

    parts: tuple["Condition", ...]

    def evaluate(self, case: Case) -> Truth:
        """False wins, then unknown. A plain loop: this is where the engine spends its time."""
        result: Truth = True
        for part in self.parts:
            truth = part.evaluate(case)
            if truth is False:
                return False
            if truth is None:
                result = None
        return result


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Ten minste een voorwaarde."""

    parts: tuple["Condition", ...]

    def evaluate(self, case: Case) -> Truth:
        """True wins, then unknown. A plain loop: this is where the engine spends its time."""
        result: Truth = False
        for part in self.parts:
            truth = part.evaluate(case)
            if truth is True:
                return True
            if truth is None:
                result = None
        return result


@dataclass(frozen=True, slots=True)
class NotSo:
    """Het tegendeel van een voorwaarde."""

    part: "Condition"

    def evaluate(self, case: Case) -> Truth:
        """The opposite; unknown stays unknown."""
        return negation(self.part.evaluate(case))


Fact = Equals | Includes | Counts | Before
Atom = Always | Fact | OutcomeIs | RoleIs
Condition = Atom | AllOf | AnyOf | NotSo


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """Return the direct parts of a condition; none for an atom."""
    if isinstance(condition, AllOf | AnyOf):
        return condition.parts
    return (condition.part,) if isinstance(condition, NotSo) else ()


def atoms(condition: Condition) -> Iterator[Atom]:
    """Yield every atom in the tree."""
    if isinstance(condition, AllOf | AnyOf | NotSo):
        for part in parts_of(condition):
            yield from atoms(part)
    else:
        yield condition


def open_atoms(condition: Condition, case: Case) -> Iterator[Atom]:
    """Yield the unknown atoms that can still decide this condition; nothing when it is decided."""
    if condition.evaluate(case) is not None:
        return
    if isinstance(condition, AllOf | AnyOf | NotSo):
        for part in parts_of(condition):
            yield from open_atoms(part, case)
    else:
        yield condition


_YES_NO = {True: "ja", False: "nee"}


def in_words(condition: Condition) -> Text:
    """Return the condition as a lawyer writes it in the rule book, with the connecting words of each language."""
    return Text(_words(condition, ("en", "of", "niet")), _words(condition, ("and", "or", "not")))


def _words(condition: Condition, linked: tuple[str, str, str]) -> str:
    if isinstance(condition, NotSo):
        return f"{linked[2]} {_words(condition.part, linked)}"
    if isinstance(condition, AllOf | AnyOf):
        link = linked[0] if isinstance(condition, AllOf) else linked[1]
        return f"({f' {link} '.join(_words(part, linked) for part in condition.parts)})"
    return _atom_in_words(condition)


def _atom_in_words(atom: Atom) -> str:
    match atom:
        case Equals(question, expected):
            return f"{question}={_YES_NO[expected] if isinstance(expected, bool) else expected}"
        case Includes(question, option):
            return f"{question}~{option}"
        case Counts(question, number, exactly):
            return f"{question}#{'=' if exactly else '>='}{number}"
        case Before(question, limit):
            return f"{question}<{limit.isoformat()}"
        case OutcomeIs(code):
            return f"outcome:{code}"
        case RoleIs(code):
            return f"role:{code}"
        case Always():
            return "altijd"
