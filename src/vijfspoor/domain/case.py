"""Casus: the answers on one application, held against a rule book; outcomes are worked out once and remembered."""

from collections.abc import Mapping

from vijfspoor.domain.answers import empty_value
from vijfspoor.domain.condition import Value
from vijfspoor.domain.rule_book import RuleBook
from vijfspoor.domain.truth import Truth

# Exceptions to the scope of the regulation are only ever claimed, never asked around.
_NEVER_OPEN_BLOCK = "scope"
_MISSING = object()


class RuleCase:
    """The case of one application.

    With `exceptions_open` an exception nobody answered is unknown instead of not shown: this tells what could still
    change, never what is so. `overruled` holds the outcomes a legal adviser established or set aside by name.
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
        self._values: dict[str, Value] = {}
        self._outcomes: dict[str, Truth] = dict(self.overruled)
        self._roles: dict[str, Truth] = {}
        self._follow_consequences()

    def _follow_consequences(self) -> None:
        contradictions = []
        for consequence in self.book.consequences:
            if consequence.when.evaluate(self) is not True:
                continue
            stated = self.given.get(consequence.question)
            if stated is None:
                self.given[consequence.question] = consequence.value
                self._values.clear()
            elif stated != consequence.value:
                contradictions.append(consequence.question)
        self.contradictions = tuple(contradictions)
        self._values.clear()
        self._outcomes = dict(self.overruled)

    def value(self, question: str) -> Value:
        """Return the answer; no when the question does not apply; None while it is unknown."""
        found = self.given.get(question, _MISSING)
        if found is not _MISSING:
            return found  # type: ignore[return-value]
        if question not in self._values:
            asked = self.book.questions[question].asked_when
            applies = True if asked is None else asked.evaluate(self)
            rule = self.book.questions[question]
            self._values[question] = empty_value(rule) if applies is False else None
        return self._values[question]

    def is_claimed_only(self, question: str) -> bool:
        """Whether unknown counts as not so."""
        rule = self.book.questions[question]
        return rule.is_exception and not (self._exceptions_open and rule.block != _NEVER_OPEN_BLOCK)

    def outcome(self, code: str) -> Truth:
        """Return whether the outcome is established; None when it is possible."""
        if code not in self._outcomes:
            self._outcomes[code] = self.book.outcomes[code].when.evaluate(self)
        return self._outcomes[code]

    def role(self, code: str) -> Truth:
        """Return whether the municipality holds the legal role."""
        if code not in self._roles:
            self._roles[code] = self.book.roles[code].when.evaluate(self)
        return self._roles[code]
