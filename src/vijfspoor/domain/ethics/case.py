"""Casus: the answers on one application, held against a rule book; outcomes are worked out once and remembered."""

from collections.abc import Mapping

from vijfspoor.domain.ethics.answers import empty_value
from vijfspoor.domain.ethics.condition import Value
from vijfspoor.domain.ethics.rule_book import LegalRole, Outcome, RuleBook
from vijfspoor.domain.ethics.truth import Truth

# Exceptions to the scope of the regulation are only ever claimed, never asked around.
_NEVER_OPEN_BLOCK = "scope"


class _Values(dict[str, Value]):
    """What was answered; what an unanswered question counts as is worked out once, when it is first asked for."""

    def __init__(self, case: "RuleCase") -> None:
        super().__init__(case.given)
        self._case = case

    def __missing__(self, question: str) -> Value:
        rule = self._case.book.questions[question]
        does_not_apply = rule.asked_when is not None and rule.asked_when.evaluate(self._case) is False
        value = self[question] = empty_value(rule) if does_not_apply else None
        return value


class _Truths(dict[str, Truth]):
    """Whether outcomes are established or roles are held; each is worked out once, when it is first asked for."""

    def __init__(
        self,
        case: "RuleCase",
        rules: Mapping[str, Outcome] | Mapping[str, LegalRole],
        given: Mapping[str, bool] | None = None,
    ) -> None:
        super().__init__(given or {})
        self._case, self._rules = case, rules

    def __missing__(self, code: str) -> Truth:
        truth = self[code] = self._rules[code].when.evaluate(self._case)
        return truth


class RuleCase:
    """The case of one application.

    `values`, `outcomes` and `roles` are worked out per code on first use (see `condition.Case`). With
    `exceptions_open` an exception nobody answered is unknown instead of not shown: this tells what could still change,
    never what is so. `overruled` holds the outcomes a legal adviser established or set aside by name.
    """

    def __init__(
        self,
        book: RuleBook,
        answers: Mapping[str, Value],
        *,
        exceptions_open: bool = False,
        overruled: Mapping[str, bool] | None = None,
    ) -> None:
        self.book = book
        self.overruled = dict(overruled or {})
        self.given = {code: value for code, value in answers.items() if value is not None}
        self.contradictions: tuple[str, ...] = ()
        self._exceptions_open = exceptions_open
        self._start()
        self._follow_consequences()

    def _start(self) -> None:
        self.values = _Values(self)
        self.outcomes = _Truths(self, self.book.outcomes, self.overruled)
        self.roles = _Truths(self, self.book.roles)

    def _follow_consequences(self) -> None:
        contradictions = []
        for consequence in self.book.consequences:
            if consequence.when.evaluate(self) is not True:
                continue
            stated = self.given.get(consequence.question)
            if stated is None:
                self.given[consequence.question] = consequence.value
                self._start()
            elif stated != consequence.value:
                contradictions.append(consequence.question)
        self.contradictions = tuple(contradictions)

    def value(self, question: str) -> Value:
        """Return the answer; no when the question does not apply; None while it is unknown."""
        return self.values[question]

    def is_claimed_only(self, question: str) -> bool:
        """Whether unknown counts as not so."""
        rule = self.book.questions[question]
        return rule.is_exception and not (self._exceptions_open and rule.block != _NEVER_OPEN_BLOCK)

    def outcome(self, code: str) -> Truth:
        """Return whether the outcome is established; None when it is possible."""
        return self.outcomes[code]

    def role(self, code: str) -> Truth:
        """Return whether the municipality holds the legal role."""
        return self.roles[code]
