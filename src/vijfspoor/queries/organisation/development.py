"""Developments: the radar, one with who read it and what was asked, and what waits on somebody's desk."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from vijfspoor.domain.organisation.development import DevelopmentKind, Ring, ring
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor, in_force
from vijfspoor.store.models import Development, DevelopmentReceipt, Person, RoleAssignment, Unit

MOST = 100


@dataclass(frozen=True, slots=True)
class RadarRow:
    """Developments of one kind, per ring, the newest first."""

    kind: DevelopmentKind
    rings: Mapping[Ring, tuple[Development, ...]]


def radar(actor: Actor) -> list[RadarRow]:
    """Return what the actor may see on the radar, in one SQL statement; each with `people` and `readers`."""
    counted = {"people": Count("receipts"), "readers": Count("receipts", filter=Q(receipts__read_at__isnull=False))}
    found = list(_visible.developments(actor).annotate(**counted).order_by("-sent_at", "-pk")[:MOST])
    return [RadarRow(kind, _by_ring(actor, [row for row in found if row.kind == kind])) for kind in DevelopmentKind]


def development_of(actor: Actor, pk: int) -> Development | None:
    """Return one the actor may see."""
    return _visible.developments(actor).select_related("sent_by", "organisation").filter(pk=pk).first()


def receipts(development: Development) -> list[DevelopmentReceipt]:
    """Return who it was sent to, who did not read it yet first."""
    return list(development.receipts.select_related("person__unit").order_by("read_at", "person__name"))


def unread(actor: Actor) -> list[Development]:
    """Return what was sent to the actor and waits to be read, the newest first."""
    mine = Development.objects.filter(receipts__person=actor.person, receipts__read_at__isnull=True)
    return list(mine.order_by("-sent_at", "-pk")[:10])


def recipients(actor: Actor, roles: Iterable[str], units: Iterable[int]) -> list[Person]:
    """Return who holds one of `roles`, and who has a role in one of `units` or a team of it, by name."""
    wanted = Q(role__in=list(roles)) | Q(unit__in=list(units)) | Q(unit__parent__in=list(units))
    held = RoleAssignment.objects.filter(in_force(actor.today), wanted, organisation=actor.organisation)
    return list(_visible.people(actor).filter(pk__in=held.values("person"), is_active=True).order_by("name", "pk"))


def departments(actor: Actor) -> QuerySet[Unit]:
    """Return the departments one may send something to."""
    return _visible.units(actor).filter(kind=Unit.Kind.DEPARTMENT, is_outside=False).order_by("name")


def _by_ring(actor: Actor, rows: list[Development]) -> Mapping[Ring, tuple[Development, ...]]:
    return {item: tuple(row for row in rows if ring(row.expected_on, actor.today) is item) for item in Ring}
