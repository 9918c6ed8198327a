"""Wat zou het anders maken: the smallest sets of answers whose change would change an outcome or the route.

Never written by hand: candidates come from the conditions of the rule book (see `ways`), and every one is proven by
classifying again with the changed answers. Only facts are listed; whether someone can truthfully change one is not
judged here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.ethics.classification import Classification, classify
from vijfspoor.domain.ethics.condition import Value
from vijfspoor.domain.ethics.truth import Truth
from vijfspoor.domain.ethics.ways import (
    DECIDED,
    ESTABLISHED,
    NOT_ESTABLISHED,
    NOT_EXCLUDED,
    NOTHING,
    ChangedAnswer,
    Changes,
    Truths,
    Ways,
)

MOST_CHANGES = 3
MOST_RESULTS = 20
# Keeps the search for one outcome under 150 ms; the sets it then still missed need the most changes.
_MOST_TRIALS = 200


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """Wat het anders zou maken: these answers together, none of them to spare. `becomes` is the truth or route then."""

    changes: tuple[ChangedAnswer, ...]
    becomes: Truth | Route

    def applied_to(self, answers: Mapping[str, Value]) -> dict[str, Value]:
        """Return `answers` with these changes."""
        return {**answers, **{change.question: change.new for change in self.changes}}


def counterfactuals(
    result: Classification, outcome: str, *, at_most: int = MOST_CHANGES, limit: int = MOST_RESULTS
) -> tuple[Counterfactual, ...]:
    """Return what would withdraw an established outcome, or establish one that is possible or absent.

    Smallest sets first, then in asking order. A set never brings a contradiction into the answers. Of sets on the same
    questions one is listed. Raises KeyError for an outcome that is not in the rule book.
    """
    wanted = NOT_ESTABLISHED if result.case.outcome(outcome) is True else ESTABLISHED
    return _Search(result, _OutcomeGoal(outcome, wanted), at_most, limit).found()


def counterfactuals_for_route(
    result: Classification, *, stricter: bool, at_most: int = MOST_CHANGES, limit: int = MOST_RESULTS
) -> tuple[Counterfactual, ...]:
    """Return what would give a stricter or a lighter route; as `counterfactuals`. None beyond zwart and groen."""
    return _Search(result, _RouteGoal(result.route, stricter), at_most, limit).found()


class _Goal(Protocol):
    def becomes(self, result: Classification) -> Truth | Route: ...

    def is_reached(self, result: Classification) -> bool: ...

    def ways(self, result: Classification, ways: Ways) -> frozenset[Changes]: ...


@dataclass(frozen=True, slots=True)
class _OutcomeGoal:
    code: str
    wanted: Truths

    def becomes(self, result: Classification) -> Truth:
        return result.case.outcome(self.code)

    def is_reached(self, result: Classification) -> bool:
        return result.case.outcome(self.code) in self.wanted

    def ways(self, result: Classification, ways: Ways) -> frozenset[Changes]:
        return ways.outcome(self.code, self.wanted)


@dataclass(frozen=True, slots=True)
class _RouteGoal:
    present: Route
    stricter: bool

    def becomes(self, result: Classification) -> Route:
        return result.route

    def is_reached(self, result: Classification) -> bool:
        if self.stricter:
            return result.route.is_stricter_than(self.present)
        return self.present.is_stricter_than(result.route)

    def ways(self, result: Classification, ways: Ways) -> frozenset[Changes]:
        if self.is_reached(result):
            return frozenset({NOTHING})
        return self._stricter(result, ways) if self.stricter else self._lighter(result, ways)

    def _stricter(self, result: Classification, ways: Ways) -> frozenset[Changes]:
        found: set[Changes] = set()
        doubt_counts = Route.ORANJE.is_stricter_than(self.present)
        for code, outcome in result.book.outcomes.items():
            if outcome.route is not None and outcome.route.is_stricter_than(self.present):
                found |= ways.outcome(code, ESTABLISHED)
            if doubt_counts and outcome.raises_review:
                found |= ways.outcome(code, NOT_EXCLUDED)
        return frozenset(found)

    def _lighter(self, result: Classification, ways: Ways) -> frozenset[Changes]:
        """Everything that holds the application on this route or a stricter one must go; below oranje also doubt."""
        if self.present is Route.GROEN:
            return frozenset()
        doubt_counts = not self.present.is_stricter_than(Route.ORANJE)
        parts: list[frozenset[Changes]] = []
        for code, outcome in result.book.outcomes.items():
            if outcome.route is not None and not self.present.is_stricter_than(outcome.route):
                parts.append(ways.outcome(code, NOT_ESTABLISHED))
            if doubt_counts and outcome.raises_review:
                parts.append(ways.outcome(code, DECIDED))
        if doubt_counts:
            parts += _ways_out(result, result.contradictions, ways)
        return ways.together(parts)


class _Search:
    """Goes through candidates from small to large; one that does not do it is taken further from where it leads."""

    def __init__(self, result: Classification, goal: _Goal, at_most: int, limit: int) -> None:
        self._result, self._goal, self._at_most, self._limit = result, goal, at_most, limit
        self._order = {code: place for place, code in enumerate(result.book.questions)}
        self._waiting: dict[int, set[Changes]] = {size: set() for size in range(1, at_most + 1)}
        self._trials: dict[Changes, Classification] = {}
        self._kept: list[Changes] = []

    def found(self) -> tuple[Counterfactual, ...]:
        """Return the counterfactuals, smallest first."""
        self._go_on_from(NOTHING)
        for size in range(1, self._at_most + 1):
            for changes in sorted(self._waiting[size], key=self._place):
                if len(self._kept) >= self._limit or len(self._trials) >= _MOST_TRIALS:
                    break
                self._try(changes)
        ordered = sorted(self._kept, key=lambda changes: (len(changes), self._place(changes)))
        smallest: list[Changes] = []
        for changes in ordered:
            if not _has_questions_of(smallest, changes):
                smallest.append(changes)
        return tuple(self._told(changes) for changes in smallest[: self._limit])

    def _try(self, changes: Changes) -> None:
        if _has_questions_of(self._kept, changes):
            return
        if not self._does_it(changes):
            self._go_on_from(changes)
            return
        for size in range(1, len(changes)):
            smaller = [part for part in map(frozenset, combinations(changes, size)) if self._does_it(part)]
            if smaller:
                self._kept += smaller
                return
        self._kept.append(changes)

    def _does_it(self, changes: Changes) -> bool:
        after = self._after(changes)
        return self._goal.is_reached(after) and not self._new_contradictions(after)

    def _new_contradictions(self, after: Classification) -> set[str]:
        return set(after.contradictions) - set(self._result.contradictions)

    def _after(self, changes: Changes) -> Classification:
        if changes not in self._trials:
            answers = {**self._result.answers, **{change.question: change.new for change in changes}}
            self._trials[changes] = classify(self._result.book, answers, self._result.as_of)
        return self._trials[changes]

    def _go_on_from(self, changes: Changes) -> None:
        """Look for what else must change once `changes` are made."""
        left = self._at_most - len(changes)
        if left == 0:
            return
        after = self._after(changes)
        ways = Ways(after.case, after.answers, left)
        to_goal = self._goal.ways(after, ways)
        changed = _questions(changes)
        for more in ways.together([to_goal, *_ways_out(after, self._new_contradictions(after), ways)]):
            if more and changed.isdisjoint(_questions(more)):
                self._waiting[len(changes) + len(more)].add(changes | more)

    def _told(self, changes: Changes) -> Counterfactual:
        ordered = sorted(changes, key=lambda change: self._order[change.question])
        return Counterfactual(tuple(ordered), self._goal.becomes(self._after(changes)))

    def _place(self, changes: Changes) -> list[tuple[int, str]]:
        return sorted((self._order[change.question], _written(change.new)) for change in changes)


def _ways_out(result: Classification, contradictions: Iterable[str], ways: Ways) -> list[frozenset[Changes]]:
    """Return, per contradicted question, the ways out of the contradiction."""
    contradicted = set(contradictions)
    return [
        ways.without_contradiction(consequence)
        for consequence in result.book.consequences
        if consequence.question in contradicted and consequence.when.evaluate(result.case) is True
    ]


def _has_questions_of(kept: list[Changes], changes: Changes) -> bool:
    """Whether `changes` concerns at least the questions of one that is kept."""
    questions = _questions(changes)
    return any(_questions(other) <= questions for other in kept)


def _questions(changes: Changes) -> set[str]:
    return {change.question for change in changes}


def _written(value: Value) -> str:
    return ",".join(sorted(value)) if isinstance(value, frozenset) else str(value)
