"""Bewijs: the chain of facts and articles behind an outcome, as a tree anyone can follow."""

from dataclasses import dataclass

from vijfspoor.domain.case import RuleCase
from vijfspoor.domain.condition import (
    AllOf,
    AnyOf,
    Before,
    Condition,
    Counts,
    Equals,
    Includes,
    NotSo,
    OutcomeIs,
    RoleIs,
    Value,
    parts_of,
)
from vijfspoor.domain.text import Text
from vijfspoor.domain.truth import Truth, negation


@dataclass(frozen=True, slots=True)
class ProofStep:
    """Stap in het bewijs: an outcome, a role or a question, whether it holds, on what ground and because of what."""

    code: str
    kind: str
    label: Text
    truth: Truth
    reference: str
    value: Value = None
    children: tuple["ProofStep", ...] = ()


def prove_outcome(case: RuleCase, code: str) -> ProofStep:
    """Return the proof of an outcome: only the facts that made it so, or that keep it open."""
    rule = case.book.outcomes[code]
    truth = case.outcome(code)
    return ProofStep(code, "outcome", rule.label, truth, rule.reference, children=_because(case, rule.when, truth))


def prove_role(case: RuleCase, code: str) -> ProofStep:
    """Return the proof of a legal role."""
    rule = case.book.roles[code]
    truth = case.role(code)
    return ProofStep(code, "role", rule.label, truth, rule.reference, children=_because(case, rule.when, truth))


def _because(case: RuleCase, condition: Condition, truth: Truth) -> tuple[ProofStep, ...]:
    """Return the steps that give `condition` its truth: all parts when all were needed, else the deciding ones."""
    if isinstance(condition, NotSo):
        return _because(case, condition.part, negation(truth))
    if not isinstance(condition, AllOf | AnyOf):
        step = _step(case, condition)
        return (step,) if step else ()
    steps: list[ProofStep] = []
    for part in parts_of(condition):
        part_truth = part.evaluate(case)
        if part_truth is truth:
            steps.extend(_because(case, part, part_truth))
    if isinstance(condition, AnyOf) and truth is True:
        return tuple(steps[:1])
    if isinstance(condition, AllOf) and truth is False:
        return tuple(steps[:1])
    return tuple(dict.fromkeys(steps))


def _step(case: RuleCase, atom: Condition) -> ProofStep | None:
    if isinstance(atom, OutcomeIs):
        return prove_outcome(case, atom.code)
    if isinstance(atom, RoleIs):
        return prove_role(case, atom.code)
    if isinstance(atom, Equals | Includes | Counts | Before):
        question = case.book.questions[atom.question]
        return ProofStep(
            question.code,
            "question",
            question.text,
            atom.evaluate(case),
            question.reference,
            case.value(question.code),
        )
    return None
