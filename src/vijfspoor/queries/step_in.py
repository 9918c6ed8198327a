"""The people one can step in as, in demo mode."""

from dataclasses import dataclass

from django.utils import timezone

from vijfspoor.domain.organisation.wheel import Role, Track
from vijfspoor.queries.actor import in_force
from vijfspoor.queries.wording import wheel_now
from vijfspoor.store.models import Organisation, Person, RoleAssignment


@dataclass(frozen=True, slots=True)
class DemoRole:
    """A role with the demo people who hold it."""

    role: Role
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class DemoGroup:
    """A demo organisation with its roles by track, and its administrators."""

    organisation: Organisation
    tracks: tuple[tuple[Track, tuple[DemoRole, ...]], ...]
    administrators: tuple[Person, ...]


def demo_people() -> list[DemoGroup]:
    """Return all demo people with a role, by organisation, track and role. Three SQL statements."""
    rows = (
        RoleAssignment.objects.filter(in_force(timezone.localdate()), organisation__is_demo=True)
        .select_related("person__unit")
        .order_by("pk")
    )
    holders: dict[tuple[int, str], dict[int, Person]] = {}
    for row in rows:
        holders.setdefault((row.organisation_id, row.role), {})[row.person_id] = row.person
    administrators = list(Person.objects.filter(is_administrator=True, organisation__is_demo=True))
    return [
        DemoGroup(
            organisation,
            tuple((track, _roles(track, organisation, holders)) for track in wheel_now().tracks),
            tuple(p for p in administrators if p.organisation_id == organisation.pk),
        )
        for organisation in Organisation.objects.filter(is_demo=True).order_by("pk")
    ]


def _roles(
    track: Track, organisation: Organisation, holders: dict[tuple[int, str], dict[int, Person]]
) -> tuple[DemoRole, ...]:
    found = [DemoRole(role, tuple(holders.get((organisation.pk, role.code), {}).values())) for role in track.roles]
    return tuple(item for item in found if item.people)


def demo_person(pk: int) -> Person | None:
    """Return a demo person by number; people of a real organisation cannot be stepped into."""
    return Person.objects.filter(pk=pk, organisation__is_demo=True, is_active=True).first()
