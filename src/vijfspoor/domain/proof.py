"""Bewijs: the chain of facts and articles behind an outcome, as a tree anyone can follow."""

from dataclasses import dataclass

from vijfspoor.domain.case import RuleCase
from vijfspoor.domain.condition import (
    AllOf,
    Always,
    AnyOf,
    Condition,
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


class Prover:
    """Bewijsvoerder: draws up the proofs of one case; a step that is needed twice is worked out once."""

    def __init__(self, case: RuleCase) -> None:
        self._case = case
        self._steps: dict[tuple[str, str], ProofStep] = {}

    def outcome(self, code: str) -> ProofStep:
        """Return the proof of an outcome: only the facts that made it so, or that keep it open."""
        if ("outcome", code) not in self._steps:
            rule, truth = self._case.book.outcomes[code], self._case.outcome(code)
            overruled = code in self._case.overruled
            because = () if overruled else self._because(rule.when, truth)
            kind = "overruled" if overruled else "outcome"
            step = ProofStep(code, kind, rule.label, truth, rule.reference, children=because)
            self._steps["outcome", code] = step
        return self._steps["outcome", code]

    def role(self, code: str) -> ProofStep:
        """Return the proof of a legal role."""
        if ("role", code) not in self._steps:
            rule, truth = self._case.book.roles[code], self._case.role(code)
            because = self._because(rule.when, truth)
            self._steps["role", code] = ProofStep(code, "role", rule.label, truth, rule.reference, children=because)
        return self._steps["role", code]

    def _because(self, condition: Condition, truth: Truth) -> tuple[ProofStep, ...]:
        """Return the steps that give `condition` its truth: all parts when all were needed, else the deciding one."""
        if isinstance(condition, NotSo):
            return self._because(condition.part, negation(truth))
        if not isinstance(condition, AllOf | AnyOf):
            step = self._step(condition)
            return (step,) if step else ()
        one_decides = truth is isinstance(condition, AnyOf)
        steps: dict[tuple[str, str], ProofStep] = {}
        for part in parts_of(condition):
            if part.evaluate(self._case) is truth:
                steps |= {(step.kind, step.code): step for step in self._because(part, truth)}
                if one_decides:
                    break
        return tuple(steps.values())

    def _step(self, atom: Condition) -> ProofStep | None:
        if isinstance(atom, OutcomeIs):
            return self.outcome(atom.code)
        if isinstance(atom, RoleIs):
            return self.role(atom.code)
        return None if isinstance(atom, Always) else self._question(atom)

    def _question(self, atom: Condition) -> ProofStep:
        question = self._case.book.questions[atom.question]  # type: ignore[union-attr]
        value, truth = self._case.value(question.code), atom.evaluate(self._case)
        return ProofStep(question.code, "question", question.text, truth, question.reference, value)
