"""Voorwaarde: the condition tree in which every rule is written, evaluated in three-valued logic."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from vijfspoor.domain.ethics.truth import Truth, negation

Value = bool | str | frozenset[str] | date | None


class Case(Protocol):
    """What a condition is held against: the facts of one case and what follows from them."""

    @property
    def values(self) -> Mapping[str, Value]:
        """Question -> the value that counts; None when unknown."""

    @property
    def outcomes(self) -> Mapping[str, Truth]:
        """Outcome -> whether it is established."""

    @property
    def roles(self) -> Mapping[str, Truth]:
        """Legal role -> whether it is held."""

    def is_claimed_only(self, question: str) -> bool:
        """Whether unknown counts as not so: an exception must be shown by who invokes it."""


@dataclass(frozen=True, slots=True)
class Always:
    """Altijd waar: a condition that asks nothing."""

    def evaluate(self, case: Case) -> Truth:
        """True for every case."""
        return True

    def grounds(self, case: Case, truth: Truth) -> tuple["Atom", ...]:
        """No ground is needed."""
        return ()


@dataclass(frozen=True, slots=True)
class Equals:
    """Een antwoord is gelijk aan een waarde (`S1=ja`)."""

    question: str
    expected: Value

    def evaluate(self, case: Case) -> Truth:
        """Unknown while the answer is; false for an exception nobody has shown."""
        value = case.values[self.question]
        if value is None:
            return False if case.is_claimed_only(self.question) else None
        return value == self.expected

    def fits(self, value: Value) -> bool:
        """Whether this answer is the expected one."""
        return value == self.expected

    def grounds(self, case: Case, truth: Truth) -> tuple["Atom", ...]:
        """The fact itself."""
        return (self,)


@dataclass(frozen=True, slots=True)
class Includes:
    """Een lijst bevat een keuze (`H0~werk`)."""

    question: str
    option: str

    def evaluate(self, case: Case) -> Truth:
        """Unknown while the list is."""
        value = case.values[self.question]
        if value is None:
            return None
        return self.fits(value)

    def fits(self, value: Value) -> bool:
        """Whether this list has the choice."""
        return isinstance(value, frozenset) and self.option in value

    def grounds(self, case: Case, truth: Truth) -> tuple["Atom", ...]:
        """The fact itself."""
        return (self,)


@dataclass(frozen=True, slots=True)
class Counts:
    """Het aantal keuzes in een lijst (`N7#>=2`, `N7#=1`)."""

    question: str
    number: int
    exactly: bool = False

    def evaluate(self, case: Case) -> Truth:
        """Unknown while the list is."""
        value = case.values[self.question]
        if value is None:
            return None
        return self.fits(value)

    def fits(self, value: Value) -> bool:
        """Whether this list has the number of choices asked for."""
        count = len(value) if isinstance(value, frozenset) else 0
        return count == self.number if self.exactly else count >= self.number

    def grounds(self, case: Case, truth: Truth) -> tuple["Atom", ...]:
        """The fact itself."""
        return (self,)


@dataclass(frozen=True, slots=True)
class Before:
    """Een datum ligt voor een andere (`LD1<2027-12-02`)."""

    question: str
    limit: date

    def evaluate(self, case: Case) -> Truth:
        """Unknown while the date is; false for a legacy date nobody has shown."""
        value = case.values[self.question]
        if value is None:
            return False if case.is_claimed_only(self.question) else None
        return self.fits(value)

    def fits(self, value: Value) -> bool:
        """Whether this is a day before the limit."""
        return isinstance(value, date) and value < self.limit

    def grounds(self, case: Case, truth: Truth) -> tuple["Atom", ...]:
        """The fact itself."""
        return (self,)


@dataclass(frozen=True, slots=True)
class OutcomeIs:
    """Een andere uitkomst staat vast (`outcome:HIGH_RISK`)."""

    code: str

    def evaluate(self, case: Case) -> Truth:
        """The truth of that outcome."""
        return case.outcomes[self.code]

    def grounds(self, case: Case, truth: Truth) -> tuple["Atom", ...]:
        """The outcome itself."""
        return (self,)


@dataclass(frozen=True, slots=True)
class RoleIs:
    """Een juridische rol wordt vervuld (`role:PROVIDER`)."""

    code: str

    def evaluate(self, case: Case) -> Truth:
        """The truth of that role."""
        return case.roles[self.code]

    def grounds(self, case: Case, truth: Truth) -> tuple["Atom", ...]:
        """The role itself."""
        return (self,)


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

    def grounds(self, case: Case, truth: Truth) -> tuple["Atom", ...]:
        """The grounds of the first part that is false when that decided, else those of every part that is so."""
        return _grounds_of_parts(self.parts, case, truth, wins=False)


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

    def grounds(self, case: Case, truth: Truth) -> tuple["Atom", ...]:
        """The grounds of the first part that is true when that decided, else those of every part that is so."""
        return _grounds_of_parts(self.parts, case, truth, wins=True)


@dataclass(frozen=True, slots=True)
class NotSo:
    """Het tegendeel van een voorwaarde."""

    part: "Condition"

    def evaluate(self, case: Case) -> Truth:
        """The opposite; unknown stays unknown."""
        return negation(self.part.evaluate(case))

    def grounds(self, case: Case, truth: Truth) -> tuple["Atom", ...]:
        """The grounds for the opposite of the part."""
        return self.part.grounds(case, negation(truth))


Fact = Equals | Includes | Counts | Before
Atom = Always | Fact | OutcomeIs | RoleIs
Condition = Atom | AllOf | AnyOf | NotSo


def _grounds_of_parts(parts: tuple[Condition, ...], case: Case, truth: Truth, *, wins: bool) -> tuple[Atom, ...]:
    """One part is ground enough for the truth that `wins`; all parts are needed for its opposite."""
    found: tuple[Atom, ...] = ()
    for part in parts:
        if truth is not None and truth is not wins:
            found += part.grounds(case, truth)
        elif part.evaluate(case) is truth:
            found += part.grounds(case, truth)
            if truth is wins:
                break
    return found


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
