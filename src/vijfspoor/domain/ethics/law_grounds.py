"""Grond van een verschil: the rules that are different themselves, below what stands differently for a case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.ethics.classification import Classification
from vijfspoor.domain.ethics.condition import Condition, OutcomeIs, RoleIs, atoms
from vijfspoor.domain.ethics.rule_book import LegalRole, Obligation, Outcome, Trigger
from vijfspoor.domain.ethics.truth import Truth


@dataclass(frozen=True, slots=True)
class Ground:
    """Grond: the outcome, role, question, obligation or instrument that differs, with its reference."""

    code: str
    reference: str


class Grounds:
    """Gronden van de verschillen tussen twee classificaties of the same answers: follows each down to its cause."""

    def __init__(self, before: Classification, after: Classification) -> None:
        self._sides = (before, after)

    def of_outcome(self, code: str) -> tuple[Ground, ...]:
        """Return the outcomes below this one that stand differently; itself when there are none."""
        old, new = (side.book.outcomes.get(code) for side in self._sides)
        if old is None or new is None:
            return _own(old, new)
        if transition := self._transition(code):
            return transition
        before, after = self._sides
        if _truth(before, code) is _truth(after, code) and old.applies_from != new.applies_from:
            return _own(old, new)
        return self._below(old.when, new.when) or (*_own(old, new), *self._asked_by_one(old.when, new.when))

    def of_route(self) -> tuple[Ground, ...]:
        """Return what gives the stricter route on one side only; otherwise what is in doubt on one side only."""
        before, after = self._sides
        codes = dict.fromkeys([*before.book.outcomes, *after.book.outcomes])
        strictest = max(before.route, after.route, key=lambda route: route.severity)
        decisive = [c for c in codes if (_route(before, c) is strictest) is not (_route(after, c) is strictest)]
        doubtful = [c for c in codes if (_truth(before, c) is None) is not (_truth(after, c) is None)]
        return _joined(self.of_outcome(code) for code in decisive or doubtful)

    def of_obligation(self, code: str) -> tuple[Ground, ...]:
        """Return the outcomes and roles it hangs on that stand differently; its own rule when its dates changed."""
        rules = [next((rule for rule in side.book.obligations if rule.code == code), None) for side in self._sides]
        old, new = rules
        if old is None or new is None or self._is_moved(old, new):
            return _own(old, new)
        hangs_on: list[Condition] = [OutcomeIs(outcome) for outcome in (*old.when, *new.when)]
        hangs_on += [RoleIs(role) for role in (*old.roles, *new.roles)]
        hangs_on += [rule.only_if for rule in (old, new) if rule.only_if is not None]
        return self._below(*hangs_on) or _own(old, new)

    def of_instrument(self, old: Trigger | None, new: Trigger | None) -> tuple[Ground, ...]:
        """Return what its rules hang on and stands differently; the rules themselves when nothing does."""
        triggers = [trigger for trigger in (old, new) if trigger is not None]
        rules = [(trigger.code, rule) for trigger in triggers for rule in trigger.rules]
        inner = self._below(*(rule.when for _, rule in rules)) if len(triggers) > 1 else ()
        return inner or _joined((Ground(code, rule.reference),) for code, rule in rules)

    def _is_moved(self, old: Obligation, new: Obligation) -> bool:
        """Whether the duty binds on both sides, by other dates of its own."""
        binds = all(any(item.rule.code == new.code for item in side.obligations) for side in self._sides)
        dates = [(rule.applies_from, rule.applies_from_annex_i) for rule in (old, new)]
        return binds and dates[0] != dates[1]

    def _transition(self, code: str) -> tuple[Ground, ...]:
        """Return the transition (Art. 111) that postpones an outcome on one side only."""
        postponed = [side for side in self._sides if _is_postponed(side, code)]
        if len(postponed) != 1:
            return ()
        reliefs = [relief for relief in postponed[0].book.reliefs if code in relief.outcomes]
        return tuple(Ground(code, relief.reference) for relief in reliefs[:1])

    def _below(self, *conditions: Condition) -> tuple[Ground, ...]:
        found: list[tuple[Ground, ...]] = []
        for atom in dict.fromkeys(atom for condition in conditions for atom in atoms(condition)):
            if isinstance(atom, OutcomeIs) and self._differs(atom.code):
                found.append(self.of_outcome(atom.code))
            elif isinstance(atom, RoleIs):
                found.append(self._of_role(atom.code))
        return _joined(found)

    def _differs(self, code: str) -> bool:
        before, after = self._sides
        return (_truth(before, code), _starts(before, code)) != (_truth(after, code), _starts(after, code))

    def _of_role(self, code: str) -> tuple[Ground, ...]:
        old, new = (side.book.roles.get(code) for side in self._sides)
        if old is None or new is None:
            return _own(old, new)
        truths = [side.case.role(code) for side in self._sides]
        return () if truths[0] is truths[1] else self._below(old.when, new.when) or _own(old, new)

    def _asked_by_one(self, old: Condition, new: Condition) -> tuple[Ground, ...]:
        """Return the questions in the conditions that only one of the rule books asks."""
        books = [side.book.questions for side in self._sides]
        asked: Mapping[str, str] = {q.code: q.reference for book in books for q in book.values()}
        named = dict.fromkeys(getattr(atom, "question", "") for part in (old, new) for atom in atoms(part))
        return tuple(Ground(code, asked[code]) for code in named if (code in books[0]) is not (code in books[1]))


def _own(
    old: Outcome | LegalRole | Obligation | None, new: Outcome | LegalRole | Obligation | None
) -> tuple[Ground, ...]:
    """Return the rule itself, by the reference it has now."""
    return tuple(Ground(rule.code, rule.reference) for rule in [new or old] if rule is not None)


def _truth(side: Classification, code: str) -> Truth:
    return side.case.outcome(code) if code in side.book.outcomes else False


def _starts(side: Classification, code: str) -> date | None:
    return side.starts_on(code) if _truth(side, code) is True else None


def _route(side: Classification, code: str) -> Route | None:
    return side.book.outcomes[code].route if _truth(side, code) is True else None


def _is_postponed(side: Classification, code: str) -> bool:
    usual = side.book.outcomes[code].applies_from
    return usual is not None and _truth(side, code) is True and _starts(side, code) != usual


def _joined(found: Iterable[tuple[Ground, ...]]) -> tuple[Ground, ...]:
    return tuple(dict.fromkeys(ground for grounds in found for ground in grounds))
