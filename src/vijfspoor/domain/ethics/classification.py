"""Classificatie: what the law makes of one application, with its proof, its open questions and a receipt.

Sources: Regulation (EU) 2024/1689 as amended by (EU) 2026/1744, and the Dutch instruments in the rule book.
The outcome is never final by itself: a named person confirms it (triage, G1).
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.ethics.answers import AnswerError, parse_answers
from vijfspoor.domain.ethics.case import RuleCase
from vijfspoor.domain.ethics.condition import Value
from vijfspoor.domain.ethics.legal_dates import LegalDates
from vijfspoor.domain.ethics.proof import ProofStep, Prover
from vijfspoor.domain.ethics.relevance import Relevance
from vijfspoor.domain.ethics.rule_book import Obligation, Outcome, RuleBook, Trigger
from vijfspoor.domain.ethics.truth import Truth

__all__ = ["AnswerError", "BindingObligation", "Classification", "Receipt", "classify", "parse_answers"]

ENGINE = "1.0"
# Strictest first: the first of these that holds decides from when the law applies to the application.
_DECISIVE = ("PROHIBITED", "HR_ANNEX_III", "HR_ANNEX_I_A", "HR_ANNEX_I_B", "HR_EXEMPT_6_3")
_TRANSPARENCY = ("TR_50_1", "TR_50_2", "TR_50_3", "TR_50_4_DF", "TR_50_4_TXT", "GPAI_SYSTEMIC", "GPAI_MODEL")


@dataclass(frozen=True, slots=True)
class Receipt:
    """Ontvangstbewijs: with which rules, as of which day and on which answers this was worked out."""

    rule_book: str
    version: str
    as_of: date
    engine: str
    digest: str


class BindingObligation(NamedTuple):
    """Verplichting die geldt: the rule, the role it binds and its dates for this application."""

    rule: Obligation
    role: str
    roles: tuple[str, ...]
    applies_from: date | None


class Classification:
    """Uitkomst van de wet for one application as of a date. Everything is worked out from `case` on first use."""

    def __init__(self, case: RuleCase, answers: Mapping[str, Value], as_of: date) -> None:
        self.case, self.book, self.as_of = case, case.book, as_of
        self.answers = answers

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        """Established outcomes with legal effect, in the order of the rule book."""
        return tuple(outcome.code for outcome in self._by_truth[True] if outcome.has_legal_effect)

    @cached_property
    def possible(self) -> tuple[str, ...]:
        """Outcomes with legal effect that are neither established nor excluded."""
        return tuple(outcome.code for outcome in self._by_truth[None] if outcome.has_legal_effect)

    @cached_property
    def _by_truth(self) -> dict[Truth, list[Outcome]]:
        """Every outcome under its truth, in the order of the rule book."""
        found: dict[Truth, list[Outcome]] = {True: [], None: [], False: []}
        truths = self.case.outcomes
        for code, outcome in self.book.outcomes.items():
            found[truths[code]].append(outcome)
        return found

    @cached_property
    def annex_iii(self) -> tuple[str, ...]:
        """Points of Annex III that apply, such as `4(a)`."""
        if self.case.outcome("ANNEX_III_HIT") is not True:
            return ()
        points = {point for code, point in self.book.annex_iii_points.items() if self.case.value(code) is True}
        return tuple(sorted(points))

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """Legal roles of the municipality."""
        truths = self.case.roles
        return tuple(code for code in self.book.roles if truths[code] is True)

    @cached_property
    def review(self) -> bool:
        """Whether a lawyer must look: something is still possible, or the answers contradict each other."""
        if self.case.overruled:
            return False
        return bool(self.case.contradictions) or any(outcome.raises_review for outcome in self._by_truth[None])

    @cached_property
    def route(self) -> Route:
        """The road to travel: the strictest route of what is established; doubt means at least oranje."""
        return self._strictest(True) or Route.GROEN

    @cached_property
    def possible_route(self) -> Route | None:
        """A stricter route that is still possible; it blocks going live until a lawyer has decided."""
        possible = self._strictest(None)
        return possible if possible and possible.is_stricter_than(self.route) else None

    def _strictest(self, truth: bool | None) -> Route | None:
        routes = {outcome.route for outcome in self._by_truth[truth] if outcome.route is not None}
        if truth and self.review:
            routes.add(Route.ORANJE)
        return max(routes, key=lambda route: route.severity, default=None)

    @cached_property
    def register(self) -> str:
        """Category of the Algoritmeregister: A high risk, B impactful (doubt counts as yes), C other."""
        if self.case.outcome("HIGH_RISK") is True:
            return "A"
        return "C" if self.case.outcome("IMPACTFUL") is False else "B"

    @cached_property
    def requires(self) -> dict[str, str]:
        """Instrument -> level, such as `dpia: verplicht`. What is not proven gets the weaker level."""
        return {trigger.key: self._level(trigger) for trigger in self.book.triggers}

    def _level(self, trigger: Trigger) -> str:
        unknown = False
        for rule in trigger.rules:
            truth = rule.when.evaluate(self.case)
            if truth is True:
                return rule.level
            unknown = unknown or truth is None
        return trigger.when_unknown if unknown else trigger.otherwise

    @cached_property
    def applies_from(self) -> date | None:
        """From when the strictest outcome applies; None when the AI Act asks nothing special."""
        for code in _DECISIVE:
            if self.case.outcome(code) is True:
                return self._dates.of_outcome(code)
        dates = [self._dates.of_outcome(code) for code in _TRANSPARENCY if self.case.outcome(code) is True]
        return min((found for found in dates if found), default=None)

    @cached_property
    def _dates(self) -> LegalDates:
        return LegalDates(self.case)

    @cached_property
    def obligations(self) -> tuple[BindingObligation, ...]:
        """Duties that bind, in the order of the rule book."""
        held, found = frozenset(self.roles), []
        for place in self._places_of_obligations():
            rule = self.book.obligations[place]
            if held.isdisjoint(rule.roles) or (rule.only_if and rule.only_if.evaluate(self.case) is not True):
                continue
            roles = tuple([role for role in rule.roles if role in held])
            found.append(BindingObligation(rule, roles[0], roles, self._dates.of_obligation(rule)))
        return tuple(found)

    def _places_of_obligations(self) -> list[int]:
        """Where in the rule book the obligations are whose outcome is established, or that need none."""
        places = self.book.obligations_by_outcome
        found = set(places.get(None, ()))
        for outcome in self._by_truth[True]:
            found.update(places.get(outcome.code, ()))
        return sorted(found)

    @cached_property
    def _relevance(self) -> Relevance:
        return Relevance(self.book, self.answers)

    @cached_property
    def open_questions(self) -> tuple[str, ...]:
        """Questions that can still change something, in asking order."""
        return self._relevance.open_questions

    @cached_property
    def deciding_questions(self) -> tuple[str, ...]:
        """Open questions that keep an outcome, and so the route, undecided."""
        return self._relevance.deciding_questions

    @property
    def contradictions(self) -> tuple[str, ...]:
        """Questions whose answer contradicts another one."""
        return self.case.contradictions

    @cached_property
    def proof(self) -> tuple[ProofStep, ...]:
        """Why: the proof of each established and possible outcome with legal effect, and of what set the route."""
        codes = [*self.outcomes, *self.possible]
        helpers = [o.code for o in self._by_truth[True] if not o.has_legal_effect and o.route is self.route]
        prover = Prover(self.case)
        return tuple(prover.outcome(code) for code in dict.fromkeys([*codes, *helpers]))

    @cached_property
    def receipt(self) -> Receipt:
        """The receipt. The digest depends on the rule book and the answers only."""
        known = {code: value for code, value in self.answers.items() if value is not None}
        content = _CANONICAL.encode([self.book.id, self.book.version, known])
        digest = hashlib.sha256(content.encode()).hexdigest()
        return Receipt(self.book.id, self.book.version, self.as_of, ENGINE, digest)

    def is_in_force(self, code: str) -> bool:
        """Whether an established outcome already applies on the date of this classification."""
        starts = self.starts_on(code)
        return starts is None or starts <= self.as_of

    def starts_on(self, code: str) -> date | None:
        """Return from when an established outcome applies to this application; None when it has no date."""
        return self._dates.of_outcome(code)

    def as_dict(self, language: str = "nl") -> dict[str, Any]:
        """Return everything as plain data, in the shape promised in docs/interfaces."""
        return {
            "outcomes": list(self.outcomes),
            "possible": list(self.possible),
            "annex_iii": list(self.annex_iii),
            "roles": list(self.roles),
            "route": str(self.route),
            "possible_route": str(self.possible_route) if self.possible_route else None,
            "register": self.register,
            "requires": self.requires,
            "applies_from": _iso(self.applies_from),
            "not_yet_in_force": [code for code in self.outcomes if not self.is_in_force(code)],
            "review": self.review,
            "contradictions": list(self.contradictions),
            "obligations": [_obligation(item, language) for item in self.obligations],
            "open_questions": list(self.open_questions),
            "proof": [_step(step, language) for step in self.proof],
            "receipt": {
                "rule_book": self.receipt.rule_book,
                "version": self.receipt.version,
                "as_of": self.receipt.as_of.isoformat(),
                "engine": self.receipt.engine,
                "digest": self.receipt.digest,
            },
        }


def classify(
    book: RuleBook, answers: Mapping[str, Value], as_of: date, *, overruled: Mapping[str, bool] | None = None
) -> Classification:
    """Classify one application by its `answers` (see `parse_answers`) with `book`, as of a date.

    `overruled` (outcome code -> established or not) is what a legal adviser decided against the rules; everything
    that follows from these outcomes follows from the adviser's word instead.
    """
    return Classification(RuleCase(book, answers, overruled=overruled), answers, as_of)


def _plain(value: Value) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, date) else value


# What the digest of a receipt is taken over; made once, because making it costs more than using it.
_CANONICAL = json.JSONEncoder(sort_keys=True, ensure_ascii=False, default=_plain)


def _obligation(item: BindingObligation, language: str) -> dict[str, Any]:
    rule = item.rule
    return {
        "id": rule.code,
        "role": item.role,
        "roles": list(item.roles),
        "duty_nl": rule.duty.nl,
        "duty_en": rule.duty.en,
        "ref": rule.reference,
        "applies_from": _iso(item.applies_from),
        "literal_date": _iso(rule.literal_date),
        "deadline": rule.deadline.in_language(language),
        "evidence": [text.in_language(language) for text in rule.evidence],
        "condition": rule.condition.in_language(language) if rule.condition else None,
        "on_event": rule.on_event,
        "basis": rule.basis,
    }


def _step(step: ProofStep, language: str) -> dict[str, Any]:
    return {
        "code": step.code,
        "kind": step.kind,
        "label": step.label.in_language(language),
        "truth": step.truth,
        "ref": step.reference,
        "value": _plain(step.value),
        "children": [_step(child, language) for child in step.children],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
