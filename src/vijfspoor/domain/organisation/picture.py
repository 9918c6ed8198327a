"""Beeld: small frozen snapshots of what the platform holds, made for the rules of the governance linter.

Persons appear by number. Days are dates in the Netherlands.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from vijfspoor.domain.dossier.separation import ForbiddenCombination
from vijfspoor.domain.leadership.means import MeansState

USED = ("pilot", "in_use")


@dataclass(frozen=True, slots=True)
class PersonPicture:
    """Persoon in een beeld. `is_covered`: present, or away with somebody present who stands in."""

    pk: int
    is_active: bool = True
    is_covered: bool = True
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TaskPicture:
    """Taak in een beeld; withdrawn tasks are left out. `is_measure`: it lowers a risk of an assessment.

    `means` says how its means stand, where a decision, an assessment or the law asks it.
    """

    pk: int
    kind: str
    gate: str
    activity: str
    role: str
    is_open: bool
    due_on: date
    created_at: datetime
    closed_at: datetime | None = None
    assignee: PersonPicture | None = None
    is_measure: bool = False
    is_condition: bool = False
    means: MeansState | None = None
    created_on: date | None = None


@dataclass(frozen=True, slots=True)
class DecisionPicture:
    """Besluit dat staat. `positions` are those of the advice it rests on, the last of each role."""

    pk: int
    gate: str
    passes: bool
    route: str
    at: datetime
    on: date
    person: int
    has_deviation_reasons: bool
    positions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DemandPicture:
    """Eis in een beeld. `is_evidence_gone`: every file that was given with the answer was taken away."""

    pk: int
    number: int
    asked_on: date
    answered_on: date | None = None
    is_met: bool = False
    is_evidence_gone: bool = False


@dataclass(frozen=True, slots=True)
class AssessmentPicture:
    """Assessment in een beeld; `is_last` marks the newest accepted one of its kind, `is_open` one not yet accepted."""

    pk: int
    code: str
    status: str
    performer: PersonPicture
    performer_role: str
    overseer_role: str
    started_on: date
    submitted_on: date | None = None
    accepted_by: int | None = None
    valid_until: date | None = None
    is_last: bool = False
    is_version_old: bool = False
    has_high_risk_left: bool = False
    demands: tuple[DemandPicture, ...] = ()


@dataclass(frozen=True, slots=True)
class LawPicture:
    """Laatste classificatie in een beeld: `binding` is obligation -> first day it applies, when that is known."""

    classified_on: date
    is_old: bool
    needs_review: bool
    is_reviewed: bool
    register: str
    binding: Mapping[str, date | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ObligationPicture:
    """Verplichting met een eigenaar, in een beeld."""

    pk: int
    code: str
    is_open: bool
    due_on: date
    owner: PersonPicture


@dataclass(frozen=True, slots=True)
class ConcernPicture:
    """Signaal in een beeld, without those that are part of another. Only open ones."""

    pk: int
    reported_on: date
    has_reply: bool
    assignee: PersonPicture | None = None


@dataclass(frozen=True, slots=True)
class ClockPicture:
    """Klok van een open incident die nog iets vraagt."""

    pk: int
    code: str
    deadline: datetime
    deadline_on: date
    is_binding: bool


@dataclass(frozen=True, slots=True)
class IncidentPicture:
    """Open incident in een beeld."""

    pk: int
    opened_on: date
    assignee: PersonPicture | None = None
    clocks: tuple[ClockPicture, ...] = ()


@dataclass(frozen=True, slots=True)
class ContractPicture:
    """Contract in een beeld: its last day (None: until further notice), and the clauses that were found absent."""

    ends_on: date | None
    absent: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ExceptionPicture:
    """Uitzondering op een architectuurrichtlijn in een beeld, with its last day."""

    code: str
    until: date


@dataclass(frozen=True, slots=True)
class DataPicture:
    """Gegevens van een toepassing in een beeld. `flows_in_doubt`: on a ground for the legal adviser.

    `next_check_on` is the first day on which a quality check is due, `measured_until` the last day of the newest
    measurement of outcomes.
    """

    is_described: bool = False
    next_check_on: date | None = None
    poor_flows: int = 0
    flows_in_doubt: int = 0
    measured_until: date | None = None


@dataclass(frozen=True, slots=True)
class RulePicture:
    """Regel van een kader voor een toepassing in een beeld: settled or not; `until` ends an exception."""

    code: str
    statement: str
    is_settled: bool
    until: date | None = None


@dataclass(frozen=True, slots=True)
class DossierPicture:
    """Dossier in een beeld: everything the rules need to know of one application."""

    pk: int
    status: str
    use: str
    route: str
    created_on: date
    changed_on: date
    reporter: PersonPicture
    accountable: PersonPicture | None = None
    in_use_since: date | None = None
    stopped_on: date | None = None
    summary: str = ""
    purpose: str = ""
    supplier: str = ""
    is_built_here: bool = False
    has_department: bool = True
    has_team: bool = True
    has_estimate: bool = True
    has_business_case: bool = True
    reassess_months: int | None = None
    conflict_since: date | None = None
    is_published: bool = False
    differs_from_publication: bool = False
    missing_texts: int = 0
    required: tuple[str, ...] = ()
    rejected_samples: tuple[str, ...] = ()
    forbidden: tuple[ForbiddenCombination, ...] = ()
    law: LawPicture | None = None
    tasks: tuple[TaskPicture, ...] = ()
    decisions: tuple[DecisionPicture, ...] = ()
    assessments: tuple[AssessmentPicture, ...] = ()
    obligations: tuple[ObligationPicture, ...] = ()
    concerns: tuple[ConcernPicture, ...] = ()
    incidents: tuple[IncidentPicture, ...] = ()
    is_bought: bool = False
    product_ai: str = ""
    contracts: tuple[ContractPicture, ...] = ()
    exceptions: tuple[ExceptionPicture, ...] = ()
    untrained: int = 0
    data: DataPicture = field(default_factory=DataPicture)
    policy_rules: tuple[RulePicture, ...] = ()

    @property
    def is_live(self) -> bool:
        """Whether it is on the road or approved, and not ended."""
        return self.status in ("underway", "approved") and self.use != "ended"

    @property
    def is_used(self) -> bool:
        """Whether people use it now: not a draft, in a pilot or in use, and not stopped."""
        return self.status != "draft" and self.use in USED and self.stopped_on is None

    @property
    def last_decision(self) -> DecisionPicture | None:
        """The newest decision on use (G4)."""
        on_use = [item for item in self.decisions if item.gate == "G4"]
        return max(on_use, key=lambda item: item.at) if on_use else None
