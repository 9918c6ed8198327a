"""My processes: the applications someone answers for, by work process, and what each asks of its owner now."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Max, Q, QuerySet

from vijfspoor.domain.technology.fairness import MeasureState
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.dossier.dossier import is_stoppable
from vijfspoor.queries.leadership.confirmation import USED, LastConfirmed, last_confirmed, open_requests
from vijfspoor.store.models import Concern, ConfirmationRequest, Dossier, OutcomeFigure, OutcomeRound, Task

HEAD = "department_head"
GO_LIVE = "G6"
_ENDED = (Dossier.Status.DRAFT, Dossier.Status.REJECTED, Dossier.Status.RETIRED)
_MEASURES = (Task.Kind.CONDITION, Task.Kind.OBLIGATION, Task.Kind.GUIDELINE)


@dataclass(frozen=True, slots=True)
class OwnedApplication:
    """An application with what waits: points before go-live, values outside their threshold, measures, concerns."""

    dossier: Dossier
    checklist: int
    breached: int
    measures: int
    late: int
    concerns: int
    objections: int
    last: LastConfirmed | None
    may_stop: bool

    @property
    def is_used(self) -> bool:
        """Whether it is in a pilot or in use."""
        return self.dossier.use in USED

    @property
    def before_go_live(self) -> bool:
        """Whether it stands before go-live."""
        return self.dossier.gate == GO_LIVE and self.dossier.status == Dossier.Status.APPROVED and not self.is_used

    @property
    def asks(self) -> bool:
        """Whether something is wrong or waits."""
        return bool(self.checklist or self.breached or self.late or self.concerns or self.objections)


@dataclass(frozen=True, slots=True)
class Process:
    """Werkproces with its applications; `name` is empty for what has no process yet."""

    name: str
    applications: tuple[OwnedApplication, ...]


@dataclass(frozen=True, slots=True)
class MyProcesses:
    """The page, with what waits to be confirmed."""

    processes: tuple[Process, ...]
    requests: tuple[ConfirmationRequest, ...]

    @property
    def applications(self) -> tuple[OwnedApplication, ...]:
        """Every application on the page."""
        return tuple(item for process in self.processes for item in process.applications)


def my_processes(actor: Actor) -> MyProcesses:
    """Return what the actor answers for. The number of SQL statements does not grow with it."""
    rows = list(_owned(actor).select_related("process", "department").order_by("process__name", "name", "pk"))
    items = _items(actor, rows)
    return MyProcesses(
        processes=tuple(
            Process(name, tuple(items[row.pk] for row in group))
            for name, group in groupby(rows, key=lambda row: row.process.name if row.process else "")
        ),
        requests=tuple(row for row in open_requests(actor) if row.team_id is None),
    )


def _owned(actor: Actor) -> QuerySet[Dossier]:
    """Applications the actor answers for or stands in for; of a department they head also those nobody answers for."""
    units = [scope.unit for scope in actor.scopes if scope.role == HEAD and scope.unit is not None]
    mine = Q(accountable=actor.person) | Q(accountable__in=actor.stands_in_for)
    mine |= Q(accountable__isnull=True) & (Q(department__in=units) | Q(team__in=units))
    return _visible.dossiers(actor).filter(mine).exclude(status__in=_ENDED)


def _items(actor: Actor, rows: list[Dossier]) -> dict[int, OwnedApplication]:
    tasks = Task.objects.filter(dossier__in=rows, status=Task.Status.OPEN)
    checklist = _counted(tasks.filter(kind=Task.Kind.CHECKLIST))
    measures = _counted(tasks.filter(kind__in=_MEASURES))
    late = _counted(tasks.filter(kind__in=_MEASURES, due_on__lt=actor.today))
    concerns = Concern.objects.filter(dossier__in=rows, status=Concern.Status.OPEN, part_of__isnull=True)
    own = _counted(concerns.filter(kind=Concern.Kind.COLLEAGUE))
    residents = _counted(concerns.filter(kind=Concern.Kind.RESIDENT))
    breached = _breached(rows)
    last = last_confirmed([row.pk for row in rows], actor.today)
    return {
        row.pk: OwnedApplication(
            dossier=row,
            checklist=checklist.get(row.pk, 0),
            breached=breached.get(row.pk, 0),
            measures=measures.get(row.pk, 0),
            late=late.get(row.pk, 0),
            concerns=own.get(row.pk, 0),
            objections=residents.get(row.pk, 0),
            last=last.get(row.pk),
            may_stop=is_stoppable(row),
        )
        for row in rows
    }


def _counted(rows: QuerySet[Task] | QuerySet[Concern]) -> dict[int, int]:
    return dict(rows.order_by().values_list("dossier_id").annotate(n=Count("pk")))


def _breached(rows: Iterable[Dossier]) -> dict[int, int]:
    """Return application -> how many values of its newest measurement are outside their threshold."""
    newest = OutcomeRound.objects.filter(dossier__in=rows).order_by().values("dossier").annotate(pk=Max("id"))
    figures = OutcomeFigure.objects.filter(round__in=newest.values("pk"), state=MeasureState.BREACHED)
    return dict(figures.order_by().values_list("round__dossier_id").annotate(n=Count("pk")))
