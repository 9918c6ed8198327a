"""Regelboek: the law of one period as questions, outcomes, roles, obligations and triggers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.ethics.condition import Condition, OutcomeIs, atoms
from vijfspoor.domain.text import Text


@dataclass(frozen=True, slots=True)
class Question:
    """Vraag: one fact the law asks about. `kind` is yes_no, one, many or date.

    `asked_when` false means the question does not apply and counts as no. `is_exception`: unknown counts as not so.
    `empty` is the option that stands for none.
    """

    code: str
    name: str
    block: str
    text: Text
    reference: str
    kind: str = "yes_no"
    help: Text | None = None
    options: Mapping[str, Text] = field(default_factory=dict)
    empty: str | None = None
    asked_when: Condition | None = None
    is_exception: bool = False
    answered_by: str = "legal_adviser"

    @property
    def is_multiple(self) -> bool:
        """Whether several options may be chosen."""
        return self.kind == "many"


@dataclass(frozen=True, slots=True)
class Consequence:
    """Gevolg: when this is so, `question` counts as `value` unless it was answered otherwise (a contradiction)."""

    when: Condition
    question: str
    value: bool
    reference: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Uitkomst. `has_legal_effect` marks the labels a reader is told; the others are steps in the proof."""

    code: str
    label: Text
    when: Condition
    reference: str = ""
    applies_from: date | None = None
    route: Route | None = None
    has_legal_effect: bool = False
    raises_review: bool = True
    effect: Text | None = None


@dataclass(frozen=True, slots=True)
class LegalRole:
    """Juridische rol of the municipality under the AI Act, the GDPR or administrative law."""

    code: str
    label: Text
    when: Condition
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Obligation:
    """Verplichting: a duty with its source, its date, its term and the evidence that settles it."""

    code: str
    roles: tuple[str, ...]
    when: tuple[str, ...]
    duty: Text
    reference: str
    deadline: Text
    evidence: tuple[Text, ...]
    basis: str
    applies_from: date | None = None
    applies_from_annex_i: date | None = None
    literal_date: date | None = None
    only_if: Condition | None = None
    condition: Text | None = None
    note: Text | None = None
    on_event: bool = False


@dataclass(frozen=True, slots=True)
class TriggerRule:
    """Regel: when it holds, the instrument is asked at this level."""

    level: str
    when: Condition
    reference: str
    applies_from: date | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """Aanleiding voor een instrument, such as a DPIA. `levels` runs from strongest to the value for not asked."""

    code: str
    key: str
    instrument: Text
    rules: tuple[TriggerRule, ...]
    otherwise: str = "niet"
    when_unknown: str = "niet"


@dataclass(frozen=True, slots=True)
class LegalDate:
    """Wetsdatum: from this day something applies."""

    on: date
    what: Text
    reference: str


@dataclass(frozen=True, slots=True)
class Relief:
    """Overgangsrecht (art. 111): systems of before a date follow later, until their design changes significantly."""

    outcomes: tuple[str, ...]
    before: date
    applies_from: date
    reference: str
    ends_on_change: bool = True


@dataclass(frozen=True)
class RuleBook:
    """Regelboek in force from `in_force_from` up to and including `in_force_until`; None while nothing follows it.

    Without slots, so that it can keep what is worked out once per book.
    """

    id: str
    version: str
    in_force_from: date
    in_force_until: date | None
    law_state: Text
    questions: Mapping[str, Question]
    consequences: tuple[Consequence, ...]
    outcomes: Mapping[str, Outcome]
    roles: Mapping[str, LegalRole]
    obligations: tuple[Obligation, ...]
    triggers: tuple[Trigger, ...]
    reliefs: tuple[Relief, ...]
    dates: tuple[LegalDate, ...]
    annex_iii_points: Mapping[str, str]
    by_name: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def outcomes_named_by(self) -> Mapping[str, tuple[str, ...]]:
        """Outcome -> the outcomes its own condition names."""
        return {
            outcome.code: tuple(atom.code for atom in atoms(outcome.when) if isinstance(atom, OutcomeIs))
            for outcome in self.outcomes.values()
        }

    @cached_property
    def obligations_by_outcome(self) -> Mapping[str | None, tuple[int, ...]]:
        """Outcome -> the places in `obligations` of those it may make binding; None -> those that need no outcome."""
        places: dict[str | None, list[int]] = {}
        for place, obligation in enumerate(self.obligations):
            for code in obligation.when or (None,):
                places.setdefault(code, []).append(place)
        return {code: tuple(found) for code, found in places.items()}
