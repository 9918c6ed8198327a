"""The five tracks: every role as a station, who holds it, and how much is overdue there."""

from dataclasses import dataclass

from django.db.models import Count, Q

from vijfspoor.domain.organisation.responsibility import Activity, Contribution
from vijfspoor.domain.organisation.wheel import Role, Track
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.store.models import Dossier, Person, Task


@dataclass(frozen=True, slots=True)
class RoleStation:
    """A role on its line. A vacancy is shown; overdue counts tasks past their term."""

    role: Role
    holders: tuple[Person, ...]
    open: int
    overdue: int

    @property
    def is_vacant(self) -> bool:
        """Whether nobody holds the role. Every employee is a user, so that role is never vacant."""
        return not self.holders and self.role.code != "user"


@dataclass(frozen=True, slots=True)
class Line:
    """A track with its stations and what is open on it."""

    track: Track
    stations: tuple[RoleStation, ...]

    @property
    def open(self) -> int:
        """Open tasks on the whole line."""
        return sum(station.open for station in self.stations)

    @property
    def overdue(self) -> int:
        """Overdue tasks on the whole line."""
        return sum(station.overdue for station in self.stations)

    @property
    def vacant(self) -> int:
        """Roles on the line that nobody holds."""
        return sum(station.is_vacant for station in self.stations)

    @property
    def on_time_percentage(self) -> int:
        """Share of the open tasks that is still within its term; 100 when nothing is open."""
        return 100 if not self.open else round(100 * (self.open - self.overdue) / self.open)


@dataclass(frozen=True, slots=True)
class Owned:
    """How many applications have an accountable person."""

    owned: int
    total: int


def lines(actor: Actor) -> list[Line]:
    """Return the five lines, in two SQL statements."""
    wheel = wheel_for(actor.organisation, actor.today)
    in_use = {role.code for role in wheel.roles_in_use(wheel.additions)}
    holders = Holders(actor.organisation, actor.today)
    counts = _task_counts(actor)
    return [
        Line(
            track,
            tuple(
                RoleStation(role, tuple(dict.fromkeys(holders.of(role.code))), *counts.get(role.code, (0, 0)))
                for role in track.roles
                if role.code in in_use
            ),
        )
        for track in wheel.tracks
    ]


def _task_counts(actor: Actor) -> dict[str, tuple[int, int]]:
    counted = (
        Task.objects.filter(organisation=actor.organisation, status=Task.Status.OPEN)
        .values("role")
        .annotate(open=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=actor.today)))
    )
    return {row["role"]: (row["open"], row["overdue"]) for row in counted}


def ownership(actor: Actor) -> Owned:
    """Return how many running applications have an accountable person, in one SQL statement."""
    closed = (Dossier.Status.DRAFT, Dossier.Status.RETIRED, Dossier.Status.MERGED)
    running = _visible.dossiers(actor).exclude(status__in=closed)
    counted = running.aggregate(total=Count("pk"), owned=Count("accountable"))
    return Owned(counted["owned"], counted["total"])


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One activity with the mark of every role, in the order of the columns."""

    activity: Activity
    cells: tuple[tuple[Contribution, ...], ...]


def matrix(actor: Actor) -> tuple[tuple[Role, ...], list[MatrixRow]]:
    """Return the columns (roles in use) and the rows of the responsibility matrix. No SQL."""
    wheel = wheel_for(actor.organisation, actor.today)
    roles = wheel.roles_in_use(wheel.additions)
    rows = []
    for activity in wheel.matrix.values():
        cells = tuple(tuple(c for c in Contribution if c in activity.marks.get(role.code, ())) for role in roles)
        rows.append(MatrixRow(activity, cells))
    return roles, rows


@dataclass(frozen=True, slots=True)
class RoleView:
    """One role: its duty, who holds it, and what the matrix asks of it."""

    role: Role
    track: Track
    holders: tuple[Person, ...]
    activities: tuple[tuple[Contribution, Activity], ...]
    late: tuple[Task, ...]


def role_view(actor: Actor, code: str) -> RoleView | None:
    """Return one role in use, or None when there is no such role."""
    wheel = wheel_for(actor.organisation, actor.today)
    role = next((r for r in wheel.roles_in_use(wheel.additions) if r.code == code), None)
    if role is None:
        return None
    activities = tuple(
        (contribution, activity)
        for activity in wheel.matrix.values()
        for contribution in Contribution
        if contribution in activity.marks.get(code, ())
    )
    late = _visible.tasks(actor).filter(role=code, status=Task.Status.OPEN, due_on__lt=actor.today)
    return RoleView(
        role=role,
        track=next(track for track in wheel.tracks if track.code == role.track),
        holders=tuple(dict.fromkeys(Holders(actor.organisation, actor.today).of(code))),
        activities=activities,
        late=tuple(late.select_related("dossier", "assignee", "unit").order_by("due_on")[:20]),
    )
