"""Who is acting: a person with the roles held today and the colleagues they stand in for."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from vijfspoor.store.models import Absence, Organisation, Person, RoleAssignment


@dataclass(frozen=True, slots=True)
class Scope:
    """A role held for the whole organisation (`unit` None) or for one department or team."""

    role: str
    unit: int | None


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind a request, with everything a permission may depend on. `now` is aware."""

    person: Person
    organisation: Organisation
    scopes: frozenset[Scope]
    stands_in_for: frozenset[int]
    now: datetime
    via: str = "web"

    @property
    def roles(self) -> frozenset[str]:
        """Codes of the roles held today."""
        return frozenset(scope.role for scope in self.scopes)

    @property
    def today(self) -> date:
        """The date in the Netherlands at `now`."""
        return timezone.localdate(self.now)

    def holds(self, *roles: str) -> bool:
        """Whether the person holds one of `roles` today."""
        return not self.roles.isdisjoint(roles)

    def holds_in(self, role: str, units: tuple[int | None, ...]) -> bool:
        """Whether the person holds `role` for the whole organisation or for one of `units`."""
        return any(s.role == role and (s.unit is None or s.unit in units) for s in self.scopes)


def actor_for(person: Person, now: datetime, via: str = "web") -> Actor:
    """Return the actor for `person` at `now`, in two SQL statements. Every employee is a user."""
    today = timezone.localdate(now)
    held = RoleAssignment.objects.filter(in_force(today), person=person).values_list("role", "unit_id")
    scopes = {Scope(role, unit) for role, unit in held} or {Scope("user", None)}
    away = Absence.objects.filter(stand_in=person, starts_on__lte=today, ends_on__gte=today)
    return Actor(
        person=person,
        organisation=person.organisation,
        scopes=frozenset(scopes),
        stands_in_for=frozenset(away.values_list("person_id", flat=True)),
        now=now,
        via=via,
    )


def in_force(on: date, prefix: str = "") -> Q:
    """Return the filter for role assignments in force `on` a date (`prefix` for a related lookup)."""
    return Q(**{f"{prefix}valid_from__lte": on}) & (
        Q(**{f"{prefix}valid_until__isnull": True}) | Q(**{f"{prefix}valid_until__gte": on})
    )
