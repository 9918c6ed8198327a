"""Poort: when a gate on an application's road opens, and what a decision at it must contain.

Rules kept here: I is a delivery, A a signed position, silence is neither (mission rule 2); deviating from advice
needs reasons (rule 4). Pure functions; dates are arguments.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from vijfspoor.domain.organisation.responsibility import Contribution


class Position(StrEnum):
    """Standpunt: the signed position of an adviser."""

    POSITIVE = "positive"
    POSITIVE_WITH_CONDITIONS = "positive_with_conditions"
    NEGATIVE = "negative"
    ABSTAIN = "abstain"


class Outcome(StrEnum):
    """Besluit: what the accountable person decides at a gate."""

    APPROVE = "approve"
    APPROVE_WITH_CONDITIONS = "approve_with_conditions"
    REJECT = "reject"

    @property
    def lets_pass(self) -> bool:
        """Whether the application may travel on."""
        return self is not Outcome.REJECT


@dataclass(frozen=True, slots=True)
class Ask:
    """Uitvraag: one thing asked at a gate; `given` once it was delivered or signed."""

    role: str
    contribution: Contribution
    given: bool
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Advice:
    """Advies: the position one role took, with the conditions it attached."""

    role: str
    position: Position
    conditions: int = 0


@dataclass(frozen=True, slots=True)
class ProposedDecision:
    """Voorgenomen besluit: what the accountable person wants to record."""

    outcome: Outcome
    reasons: str
    deviation_reasons: str
    conditions: int
    incomplete_conditions: int = 0


@dataclass(frozen=True, slots=True)
class Objection:
    """Bezwaar tegen vastlegging: the field that is wrong and a stable code for the message."""

    field: str
    code: str


def waiting_for(asks: Iterable[Ask]) -> tuple[Ask, ...]:
    """Return what still holds the gate shut: everything asked and not given. Empty means open."""
    return tuple(ask for ask in asks if not ask.given)


def deviates_from(advices: Sequence[Advice], proposed: ProposedDecision) -> tuple[Advice, ...]:
    """Return the advice the proposed decision goes against.

    Passing against a negative position deviates; so does passing without any condition where conditions
    were advised. Rejecting deviates only when nobody who took a position was negative.
    """
    if proposed.outcome.lets_pass:
        return tuple(advice for advice in advices if _passing_ignores(advice, proposed))
    spoken = [advice for advice in advices if advice.position is not Position.ABSTAIN]
    if any(advice.position is Position.NEGATIVE for advice in spoken):
        return ()
    return tuple(spoken)


def _passing_ignores(advice: Advice, proposed: ProposedDecision) -> bool:
    if advice.position is Position.NEGATIVE:
        return True
    return advice.position is Position.POSITIVE_WITH_CONDITIONS and proposed.conditions == 0


def objections(
    advices: Sequence[Advice], proposed: ProposedDecision, *, may_approve: bool = True
) -> tuple[Objection, ...]:
    """Return why the decision may not be recorded as proposed; empty when it may."""
    found: list[Objection] = []
    if proposed.outcome.lets_pass and not may_approve:
        found.append(Objection("outcome", "prohibited"))
    if not proposed.reasons.strip():
        found.append(Objection("reasons", "missing"))
    if deviates_from(advices, proposed) and not proposed.deviation_reasons.strip():
        found.append(Objection("deviation_reasons", "deviates"))
    if proposed.outcome is Outcome.APPROVE_WITH_CONDITIONS and proposed.conditions == 0:
        found.append(Objection("conditions", "missing"))
    if proposed.outcome is Outcome.APPROVE and proposed.conditions:
        found.append(Objection("conditions", "not_with_plain_approval"))
    if proposed.incomplete_conditions:
        found.append(Objection("conditions", "incomplete"))
    if proposed.outcome.lets_pass and _negative(advices) and proposed.conditions == 0:
        found.append(Objection("conditions", "required_against_negative"))
    return tuple(found)


def _negative(advices: Sequence[Advice]) -> bool:
    return any(advice.position is Position.NEGATIVE for advice in advices)
