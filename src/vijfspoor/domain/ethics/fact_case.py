"""Feitelijke casus: plain facts held against conditions, with what the classification already established."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from vijfspoor.domain.ethics.condition import Value
from vijfspoor.domain.ethics.truth import Truth


class _Known(dict[str, Any]):
    """What is not in it is unknown."""

    def __missing__(self, code: str) -> None:
        return None


@dataclass(frozen=True, slots=True)
class FactCase:
    """Casus van feiten: `values` by fact, and the outcomes and legal roles the classification found.

    Everything that is not given is unknown; a fact in `exceptions` counts as not so until someone shows it.
    """

    values: Mapping[str, Value]
    outcomes: Mapping[str, Truth] = field(default_factory=dict)
    roles: Mapping[str, Truth] = field(default_factory=dict)
    exceptions: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for name in ("values", "outcomes", "roles"):
            object.__setattr__(self, name, _Known(getattr(self, name)))

    def is_claimed_only(self, question: str) -> bool:
        """Whether unknown counts as not so."""
        return question in self.exceptions
