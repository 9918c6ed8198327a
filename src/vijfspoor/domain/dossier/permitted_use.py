"""Mag ik dit gebruiken: what the register says to a colleague who wants to use a tool. A pure function."""

from dataclasses import dataclass
from enum import StrEnum


class PermittedUse(StrEnum):
    """Antwoord op "mag ik dit gebruiken?"."""

    YES = "yes"
    UNDER_RULES = "under_rules"
    AFTER_LEARNING = "after_learning"
    NOT_YET = "not_yet"
    NO = "no"


@dataclass(frozen=True, slots=True)
class UseFacts:
    """Wat het register weet: state and use, whether it was stopped, and whether anything must be kept to.

    `must_learn`: who asks has yet to finish what the application asks of its users.
    """

    status: str
    use: str
    route: str
    is_stopped: bool
    has_rules: bool
    must_learn: bool = False


def permitted_use(facts: UseFacts) -> PermittedUse:
    """Return the answer. Without an approval the answer is never yes, also where the tool is used already.

    Stopped, rejected, retired, ended or prohibited (AI Act Art. 5) is no.
    """
    if facts.is_stopped or facts.route == "zwart" or facts.status in ("rejected", "retired") or facts.use == "ended":
        return PermittedUse.NO
    if facts.status != "approved" or facts.use not in ("pilot", "in_use"):
        return PermittedUse.NOT_YET
    if facts.must_learn:
        return PermittedUse.AFTER_LEARNING
    if facts.has_rules or facts.use == "pilot":
        return PermittedUse.UNDER_RULES
    return PermittedUse.YES
