"""Who holds which role, where nobody does, who stands in for whom, and which roles are combined."""

from dataclasses import dataclass

from vijfspoor.domain.organisation.staffing import Combination, combinations
from vijfspoor.domain.organisation.wheel import Role
from vijfspoor.queries.actor import Actor, in_force
from vijfspoor.queries.organisation.holders import stand_ins
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.store.models import Person, RoleAssignment


@dataclass(frozen=True, slots=True)
class Seat:
    """A holder of a role, for which unit, and who stands in today when the holder is away."""

    person: Person
    unit: str
    stand_in: Person | None


@dataclass(frozen=True, slots=True)
class Staffing:
    """Every role in use with who holds it, and everyone who holds more than one."""

    roles: tuple[tuple[Role, tuple[Seat, ...]], ...]
    combined: tuple[tuple[Person, Combination], ...]

    @property
    def vacant(self) -> int:
        """How many roles nobody holds."""
        return sum(not seats for _role, seats in self.roles)


def staffing(actor: Actor) -> Staffing:
    """Return how the roles in use are filled today, in two SQL statements."""
    wheel = wheel_for(actor.organisation, actor.today)
    rows = list(
        RoleAssignment.objects.filter(
            in_force(actor.today), organisation=actor.organisation, person__is_active=True
        ).select_related("person", "unit").order_by("pk")
    )  # fmt: skip
    away = stand_ins({row.person_id for row in rows}, actor.today)
    people = {row.person_id: row.person for row in rows}
    seats: dict[str, list[Seat]] = {}
    held: dict[int, set[str]] = {}
    for row in rows:
        unit = row.unit.name if row.unit else ""
        seats.setdefault(row.role, []).append(Seat(row.person, unit, away.get(row.person_id)))
        held.setdefault(row.person_id, set()).add(row.role)
    in_use = [role for role in wheel.roles_in_use(wheel.additions) if role.code != "user"]
    return Staffing(
        tuple((role, tuple(seats.get(role.code, ()))) for role in in_use),
        tuple((people[item.person], item) for item in combinations(held, wheel.forbidden)),
    )
