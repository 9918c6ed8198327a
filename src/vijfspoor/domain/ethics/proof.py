"""Bewijs: the chain of facts and articles behind an outcome, as a tree anyone can follow."""

from typing import NamedTuple

from vijfspoor.domain.ethics.case import RuleCase
from vijfspoor.domain.ethics.condition import Always, Fact, OutcomeIs, RoleIs, Value
from vijfspoor.domain.ethics.rule_book import LegalRole, Outcome
from vijfspoor.domain.ethics.truth import Truth
from vijfspoor.domain.text import Text


class ProofStep(NamedTuple):
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
        self._outcomes: dict[str, ProofStep] = {}
        self._roles: dict[str, ProofStep] = {}

    def outcome(self, code: str) -> ProofStep:
        """Return the proof of an outcome: only the facts that made it so, or that keep it open."""
        step = self._outcomes.get(code)
        if step is None:
            rule, truth = self._case.book.outcomes[code], self._case.outcomes[code]
            if code in self._case.overruled:
                step = ProofStep(code, "overruled", rule.label, truth, rule.reference)
            else:
                step = self._proven("outcome", rule, truth)
            self._outcomes[code] = step
        return step

    def role(self, code: str) -> ProofStep:
        """Return the proof of a legal role."""
        step = self._roles.get(code)
        if step is None:
            step = self._roles[code] = self._proven("role", self._case.book.roles[code], self._case.roles[code])
        return step

    def _proven(self, kind: str, rule: Outcome | LegalRole, truth: Truth) -> ProofStep:
        steps: dict[tuple[str, str], ProofStep] = {}
        for atom in rule.when.grounds(self._case, truth):
            if isinstance(atom, OutcomeIs):
                steps["outcome", atom.code] = self.outcome(atom.code)
            elif isinstance(atom, RoleIs):
                steps["role", atom.code] = self.role(atom.code)
            elif not isinstance(atom, Always):
                steps["question", atom.question] = self._question(atom)
        return ProofStep(rule.code, kind, rule.label, truth, rule.reference, None, tuple(steps.values()))

    def _question(self, fact: Fact) -> ProofStep:
        question = self._case.book.questions[fact.question]
        value, truth = self._case.values[fact.question], fact.evaluate(self._case)
        return ProofStep(fact.question, "question", question.text, truth, question.reference, value)
