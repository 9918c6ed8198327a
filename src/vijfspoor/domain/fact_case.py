"""Feitelijke casus: plain facts held against conditions, with what the classification already established."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from vijfspoor.domain.condition import Value
from vijfspoor.domain.truth import Truth


@dataclass(frozen=True, slots=True)
class FactCase:
    """Casus van feiten: `values` by fact, and the outcomes and legal roles the classification found.

    Everything that is not given is unknown; a fact in `exceptions` counts as not so until someone shows it.
    """

    values: Mapping[str, Value]
    outcomes: Mapping[str, Truth] = field(default_factory=dict)
    roles: Mapping[str, Truth] = field(default_factory=dict)
    exceptions: frozenset[str] = frozenset()

    def value(self, question: str) -> Value:
        """Return the fact; None while it is unknown."""
        return self.values.get(question)

    def is_claimed_only(self, question: str) -> bool:
        """Whether unknown counts as not so."""
        return question in self.exceptions

    def outcome(self, code: str) -> Truth:
        """Return whether an outcome is established; None while it is unknown."""
        return self.outcomes.get(code)

    def role(self, code: str) -> Truth:
        """Return whether a legal role is held; None while it is unknown."""
        return self.roles.get(code)
