"""Functiescheiding: on one file the doer is never the overseer, and the FG never performs."""

from collections.abc import Iterable
from dataclasses import dataclass

from vijfspoor.domain.organisation.responsibility import Contribution


@dataclass(frozen=True, slots=True)
class Involvement:
    """Betrokkenheid: that a person contributed (or is asked to) to an activity on one file."""

    person: int
    role: str
    activity: str
    contribution: Contribution


@dataclass(frozen=True, slots=True)
class ForbiddenCombination:
    """Verboden combinatie: these two roles may not be one person on one file for this activity."""

    performer: str
    overseer: str
    activity: str


def may_take_up(asked: Involvement, earlier: Iterable[Involvement], forbidden: Iterable[ForbiddenCombination]) -> bool:
    """Whether the person of `asked` may do this without overseeing their own work (AVG art. 38(6))."""
    pairs = {(pair.activity, pair.performer, pair.overseer) for pair in forbidden if pair.activity == asked.activity}
    for other in earlier:
        if other.person != asked.person or other.activity != asked.activity:
            continue
        if (asked.activity, asked.role, other.role) in pairs:
            return False
        if (asked.activity, other.role, asked.role) in pairs:
            return False
    return True
