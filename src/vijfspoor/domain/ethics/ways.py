"""Wegen: which changed answers could give a condition another truth, found by walking its tree.

What is found is a candidate: one change can undo what another brought about, so whoever uses it classifies again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import product

from vijfspoor.domain.ethics.answers import empty_value
from vijfspoor.domain.ethics.case import RuleCase
from vijfspoor.domain.ethics.condition import (
    AllOf,
    Always,
    AnyOf,
    Before,
    Condition,
    Counts,
    Fact,
    Includes,
    NotSo,
    OutcomeIs,
    RoleIs,
    Value,
)
from vijfspoor.domain.ethics.rule_book import Consequence, LegalRole, Outcome, Question
from vijfspoor.domain.ethics.truth import Truth, negation


@dataclass(frozen=True, slots=True)
class ChangedAnswer:
    """Ander antwoord: `present` (None when unanswered) becomes `new`. `reference` is the rule in which it counts.

    The same change is one change, whatever rule it was found in.
    """

    question: str
    present: Value
    new: Value
    reference: str = field(compare=False)


Changes = frozenset[ChangedAnswer]
Truths = frozenset[Truth]

NOTHING: Changes = frozenset()
ESTABLISHED: Truths = frozenset({True})
EXCLUDED: Truths = frozenset({False})
NOT_ESTABLISHED: Truths = frozenset({False, None})
NOT_EXCLUDED: Truths = frozenset({True, None})
DECIDED: Truths = frozenset({True, False})


class Ways:
    """Wegen in one case: sets of at most `at_most` changed answers that may give a wanted truth.

    `answers` are those given by hand; what follows from others is not an answer.
    """

    def __init__(self, case: RuleCase, answers: Mapping[str, Value], at_most: int) -> None:
        self._case, self._answers, self._at_most = case, answers, at_most
        self._known: dict[tuple[str, str, Truths], frozenset[Changes]] = {}

    def outcome(self, code: str, wanted: Truths) -> frozenset[Changes]:
        """Return the ways to one of the truths `wanted` for an outcome; {NOTHING} when it has it already."""
        return self._rule("outcome", self._case.book.outcomes[code], wanted)

    def without_contradiction(self, consequence: Consequence) -> frozenset[Changes]:
        """Return the ways to make an answer agree with `consequence`: its ground falls away, or it is followed."""
        followed = self._change(consequence.question, consequence.value, consequence.reference)
        return self._smallest({followed, *self._ways(consequence.when, NOT_ESTABLISHED, consequence.reference)})

    def together(self, parts: Iterable[frozenset[Changes]]) -> frozenset[Changes]:
        """Return the ways that go one of the ways of every part; nothing when one part has none, or two clash."""
        found = frozenset({NOTHING})
        for ways in parts:
            if NOTHING not in ways:
                joined = (one | other for one, other in product(found, ways))
                found = self._smallest(changes for changes in joined if self._is_possible(changes))
            if not found:
                break
        return found

    def _rule(self, kind: str, rule: Outcome | LegalRole, wanted: Truths) -> frozenset[Changes]:
        key = (kind, rule.code, wanted)
        if key not in self._known:
            self._known[key] = self._ways(rule.when, wanted, rule.reference)
        return self._known[key]

    def _ways(self, condition: Condition, wanted: Truths, reference: str) -> frozenset[Changes]:
        if condition.evaluate(self._case) in wanted:
            return frozenset({NOTHING})
        if isinstance(condition, NotSo):
            return self._ways(condition.part, frozenset(negation(truth) for truth in wanted), reference)
        if isinstance(condition, AllOf | AnyOf):
            return self._parts(condition, wanted, reference)
        if isinstance(condition, OutcomeIs):
            return self._rule("outcome", self._case.book.outcomes[condition.code], wanted)
        if isinstance(condition, RoleIs):
            return self._rule("role", self._case.book.roles[condition.code], wanted)
        return frozenset() if isinstance(condition, Always) else self._fact(condition, wanted, reference)

    def _parts(self, condition: AllOf | AnyOf, wanted: Truths, reference: str) -> frozenset[Changes]:
        """One part is enough for the truth that wins here (see `truth`); for the other one all parts are needed."""
        wins = isinstance(condition, AnyOf)
        found: set[Changes] = set()
        if wins in wanted:
            for part in condition.parts:
                found |= self._ways(part, wanted - {not wins}, reference)
        if (not wins) in wanted:
            found |= self.together(self._ways(part, wanted - {wins}, reference) for part in condition.parts)
        return self._smallest(found)

    def _fact(self, fact: Fact, wanted: Truths, reference: str) -> frozenset[Changes]:
        question = self._case.book.questions[fact.question]
        stated = self._answers.get(question.code)
        found: set[Changes] = set()
        new = next((value for value in _values(question, fact, stated) if fact.fits(value) in wanted), None)
        if new is not None:
            found.add(self._change(question.code, new, reference or question.reference))
        if stated is None:
            for ways in self._not_by_hand(question, fact, wanted):
                found |= ways
        return self._smallest(found)

    def _not_by_hand(self, question: Question, fact: Fact, wanted: Truths) -> Iterator[frozenset[Changes]]:
        """Yield the ways that change what an unanswered question counts as: whether it applies, or what it follows."""
        unknown = False if self._case.is_claimed_only(question.code) else None
        follows = [c for c in self._case.book.consequences if c.question == question.code]
        for consequence in follows:
            if fact.fits(consequence.value) in wanted:
                yield self._ways(consequence.when, ESTABLISHED, consequence.reference)
            elif unknown in wanted and consequence.when.evaluate(self._case) is True:
                yield self._ways(consequence.when, NOT_ESTABLISHED, consequence.reference)
        if question.asked_when is None or question.code in self._case.given:
            return
        if fact.fits(empty_value(question)) in wanted:
            yield self._ways(question.asked_when, EXCLUDED, question.reference)
        elif unknown in wanted:
            yield self._ways(question.asked_when, NOT_EXCLUDED, question.reference)

    def _change(self, question: str, value: Value, reference: str) -> Changes:
        return frozenset({ChangedAnswer(question, self._answers.get(question), value, reference)})

    def _is_possible(self, changes: Changes) -> bool:
        return len(changes) <= self._at_most and len({change.question for change in changes}) == len(changes)

    def _smallest(self, found: Iterable[Changes]) -> frozenset[Changes]:
        """Return the ways of which no other way is a part."""
        small = {changes for changes in found if len(changes) <= self._at_most}
        if len({len(changes) for changes in small}) < 2:
            return frozenset(small)
        kept: list[Changes] = []
        for changes in sorted(small, key=len):
            if not any(smaller <= changes for smaller in kept):
                kept.append(changes)
        return frozenset(kept)


def _values(question: Question, fact: Fact, stated: Value) -> Iterator[Value]:
    """Yield the answers to try for this fact, the nearest to what was stated first."""
    if isinstance(fact, Before):
        yield from (fact.limit - timedelta(days=1), fact.limit)
    elif question.kind == "yes_no":
        yield from (True, False)
    elif question.kind == "one":
        yield from (empty_value(question), *question.options)
    elif question.kind == "many":
        chosen = stated if isinstance(stated, frozenset) else frozenset()
        yield from _lists(question, fact, chosen)


def _lists(question: Question, fact: Fact, chosen: frozenset[str]) -> Iterator[frozenset[str]]:
    if isinstance(fact, Includes):
        yield from (chosen | {fact.option}, chosen - {fact.option})
    if not isinstance(fact, Counts):
        return
    options = [option for option in question.options if option != question.empty]
    kept = [option for option in options if option in chosen]
    others = [option for option in options if option not in chosen]
    for number in (fact.number, fact.number - 1, fact.number + 1):
        if 0 <= number <= len(options):
            yield frozenset([*kept, *others][:number])
