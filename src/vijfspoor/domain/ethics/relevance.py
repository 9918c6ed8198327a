"""Relevantie: which questions can still change something, given what is known."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from vijfspoor.domain.ethics.case import RuleCase
from vijfspoor.domain.ethics.condition import Always, Condition, OutcomeIs, RoleIs, Value
from vijfspoor.domain.ethics.rule_book import RuleBook


class Relevance:
    """What is still open in one case. Exceptions nobody answered count as open here, those of the scope excepted."""

    def __init__(self, book: RuleBook, answers: Mapping[str, Value]) -> None:
        self._book, self._answers = book, answers
        self._case = RuleCase(book, answers, exceptions_open=True)

    @cached_property
    def open_questions(self) -> tuple[str, ...]:
        """Questions that can still change an outcome, a role, an obligation or an instrument, in asking order."""
        conditions = [
            *(role.when for role in self._book.roles.values()),
            *(rule.when for trigger in self._book.triggers for rule in trigger.rules),
            *self._obligation_conditions(),
        ]
        return self._in_order(_open_questions(self._case, conditions))

    def _obligation_conditions(self) -> Iterator[Condition]:
        """Conditions of obligations that bind or may bind; one that never applies asks nothing."""
        for obligation in self._book.obligations:
            if obligation.only_if is None:
                continue
            if not obligation.when or any(self._case.outcomes[code] is not False for code in obligation.when):
                yield obligation.only_if

    @cached_property
    def deciding_questions(self) -> tuple[str, ...]:
        """Questions that keep an outcome open, and with it the route: these must be answered by someone."""
        return self._in_order(_open_questions(RuleCase(self._book, self._answers), ()))

    def matters(self, question: str) -> bool:
        """Whether an answer to `question` can still change anything."""
        return question in self._matter

    @cached_property
    def _matter(self) -> frozenset[str]:
        return frozenset(self.open_questions)

    def _in_order(self, codes: Iterable[str]) -> tuple[str, ...]:
        found = set(codes)
        return tuple(code for code in self._book.questions if code in found)


def _open_questions(case: RuleCase, conditions: Iterable[Condition]) -> set[str]:
    """Follow the unknown atoms of every outcome, and of `conditions`, down to the questions behind them."""
    questions: set[str] = set()
    roles: set[str] = set()
    unknown = [outcome.when for code, outcome in case.book.outcomes.items() if case.outcomes[code] is None]
    unknown += [condition for condition in conditions if condition.evaluate(case) is None]
    while unknown:
        for atom in unknown.pop().grounds(case, None):
            if isinstance(atom, RoleIs):
                if atom.code not in roles:
                    roles.add(atom.code)
                    unknown.append(case.book.roles[atom.code].when)
            elif not isinstance(atom, OutcomeIs | Always) and atom.question not in questions:
                questions.add(atom.question)
                asked = case.book.questions[atom.question].asked_when
                if asked is not None and asked.evaluate(case) is None:
                    unknown.append(asked)
    return questions
