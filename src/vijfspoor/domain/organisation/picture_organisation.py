"""Beeld van de organisatie: what the governance linter sees of roles, people, units and loose work."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from vijfspoor.domain.organisation.picture import ConcernPicture, PersonPicture, TaskPicture


@dataclass(frozen=True, slots=True)
class RolePicture:
    """Rol die deze organisatie gebruikt. `holders` are in service."""

    code: str
    holders: tuple[PersonPicture, ...] = ()
    never_performs: bool = False
    decides: bool = False
    performs: bool = False


@dataclass(frozen=True, slots=True)
class UnitPicture:
    """Afdeling met het aantal toepassingen dat er loopt, and whether anyone heads it."""

    pk: int
    name: str
    live: int
    has_head: bool


@dataclass(frozen=True, slots=True)
class SamplePicture:
    """Steekproef: how many drawn applications were not looked at yet."""

    pk: int
    role: str
    drawn_on: date
    by: PersonPicture
    not_looked_at: int


@dataclass(frozen=True, slots=True)
class TokenPicture:
    """API-sleutel die nog werkt."""

    pk: int
    name: str
    is_holder_active: bool
    last_used_on: date


@dataclass(frozen=True, slots=True)
class PolicyPicture:
    """Kader dat geldt, in een beeld, with the day on which it is looked at again."""

    pk: int
    title: str
    review_on: date


@dataclass(frozen=True, slots=True)
class ConfirmationPicture:
    """Bevestiging die nog wacht, in een beeld, by the number of its task: of a team or of an owner."""

    pk: int
    role: str
    subject: str
    due_on: date
    assignee: PersonPicture | None = None


@dataclass(frozen=True, slots=True)
class OrganisationPicture:
    """Organisatie in een beeld: roles, people, units and what belongs to no application.

    `forbidden` are the pairs of roles (performer, overseer) that one person may not hold on one file.
    """

    pk: int
    administrators: int
    is_law_behind: bool
    used: int
    roles: tuple[RolePicture, ...] = ()
    people: tuple[PersonPicture, ...] = ()
    out_of_service_with_role: tuple[tuple[int, str], ...] = ()
    forbidden: tuple[tuple[str, str], ...] = ()
    units: tuple[UnitPicture, ...] = ()
    samples: tuple[SamplePicture, ...] = ()
    tokens: tuple[TokenPicture, ...] = ()
    loose_concerns: tuple[ConcernPicture, ...] = ()
    loose_tasks: tuple[TaskPicture, ...] = ()
    last_sample_on: Mapping[str, date] = field(default_factory=dict)
    policies: tuple[PolicyPicture, ...] = ()
    confirmations: tuple[ConfirmationPicture, ...] = ()
