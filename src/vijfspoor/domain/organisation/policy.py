"""Kader: policy of the municipality with rules that an application meets, or not, by what the register knows.

Pure functions; dates are arguments. The rules use the condition language of the law.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vijfspoor.domain.ethics.condition import Case, Condition
from vijfspoor.domain.text import Text


class RuleStanding(StrEnum):
    """Stand van een toepassing bij een regel van een kader."""

    MEETS = "meets"
    EVIDENCED = "evidenced"
    EXCEPTED = "excepted"
    FLAGGED = "flagged"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"

    @property
    def is_settled(self) -> bool:
        """Whether nothing is asked any more."""
        return self in (RuleStanding.MEETS, RuleStanding.EVIDENCED, RuleStanding.EXCEPTED)


class SettlementKind(StrEnum):
    """Wat na een melding is vastgelegd: evidence, its refusal, or an exception until a day."""

    EVIDENCE = "evidence"
    REFUSED = "refused"
    EXCEPTION = "exception"


@dataclass(frozen=True, slots=True)
class PolicyFact:
    """Registerfeit: what a rule may test besides the answers on the law, yes or no."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class PolicyRule:
    """Regel van een kader. `applies_to` says to which applications; without `test` only evidence shows it."""

    code: str
    statement: str
    applies_to: Condition
    test: Condition | None = None


@dataclass(frozen=True, slots=True)
class Settlement:
    """Afdoening: the newest word on one rule for one application; `until` is the last day of an exception."""

    kind: SettlementKind
    until: date | None = None


def standing(rule: PolicyRule, case: Case, settlement: Settlement | None, on: date) -> RuleStanding:
    """Return how an application stands. What is known goes first, then evidence, then an exception that runs.

    A rule of which it is unknown whether it applies, applies.
    """
    if rule.applies_to.evaluate(case) is False:
        return RuleStanding.NOT_APPLICABLE
    shown = rule.test.evaluate(case) if rule.test else None
    if shown:
        return RuleStanding.MEETS
    if settlement is not None and settlement.kind is SettlementKind.EVIDENCE:
        return RuleStanding.EVIDENCED
    if settlement is not None and settlement.kind is SettlementKind.EXCEPTION and _runs(settlement, on):
        return RuleStanding.EXCEPTED
    return RuleStanding.UNKNOWN if rule.test is not None and shown is None else RuleStanding.FLAGGED


def compliance(standings: Iterable[RuleStanding]) -> int | None:
    """Return which part of the applications a rule applies to meets it, as a whole percentage rounded down.

    None when it applies to none.
    """
    applying = [item for item in standings if item is not RuleStanding.NOT_APPLICABLE]
    return sum(item.is_settled for item in applying) * 100 // len(applying) if applying else None


def counted(standings: Iterable[RuleStanding]) -> Mapping[RuleStanding, int]:
    """Return how many applications stand how; every standing is in it."""
    found = dict.fromkeys(RuleStanding, 0)
    for item in standings:
        found[item] += 1
    return found


def _runs(settlement: Settlement, on: date) -> bool:
    return settlement.until is not None and on <= settlement.until
