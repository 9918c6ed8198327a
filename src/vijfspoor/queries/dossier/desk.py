"""My desk: what is mine to do now, why me, by when, what happens next, and what runs with others."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from vijfspoor.content.law.loader import legal_dates
from vijfspoor.domain.organisation.responsibility import BOARD, Contribution
from vijfspoor.domain.organisation.wheel import Role
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.leadership import means
from vijfspoor.queries.organisation import development, findings, register_import
from vijfspoor.queries.people import campaign, learning, self_scan
from vijfspoor.queries.wording import task_title, wheel_now
from vijfspoor.store.models import (
    CampaignInvitation,
    Classification,
    Development,
    Dossier,
    MeansRuling,
    RegisterImport,
    ScanInvitation,
    Task,
)

MOST_TASKS = 50
_MARK = {
    Task.Kind.ANSWER: Contribution.INFORMS,
    Task.Kind.INFORM: Contribution.INFORMS,
    Task.Kind.ADVISE: Contribution.ADVISES,
    Task.Kind.PERFORM: Contribution.PERFORMS,
    Task.Kind.DECIDE: Contribution.ACCOUNTABLE,
    Task.Kind.CONDITION: Contribution.PERFORMS,
    Task.Kind.OBLIGATION: Contribution.PERFORMS,
    Task.Kind.VACANCY: Contribution.PERFORMS,
    Task.Kind.CONCERN: Contribution.PERFORMS,
    Task.Kind.INCIDENT: Contribution.PERFORMS,
    Task.Kind.GUIDELINE: Contribution.PERFORMS,
    Task.Kind.CHECKLIST: Contribution.PERFORMS,
    Task.Kind.REPORT: Contribution.PERFORMS,
    Task.Kind.CONTRACT: Contribution.PERFORMS,
    Task.Kind.CERTIFICATE: Contribution.PERFORMS,
    Task.Kind.SUPPLIER: Contribution.PERFORMS,
    Task.Kind.COUNCIL: Contribution.PERFORMS,
    Task.Kind.CONFIRM: Contribution.ACCOUNTABLE,
    Task.Kind.PASSED_ON: Contribution.PERFORMS,
    Task.Kind.WOO: Contribution.PERFORMS,
    Task.Kind.SETUP: Contribution.ACCOUNTABLE,
    Task.Kind.LETTER: Contribution.PERFORMS,
}


@dataclass(frozen=True, slots=True)
class DeskTask:
    """A task on the desk. `days` is negative when it is late; `can_start` is false while the gate is shut."""

    task: Task
    title: str
    mark: str
    days: int
    can_start: bool
    on_behalf_of: str = ""
    mandate_of: str = ""
    means: MeansRuling | None = None

    @property
    def tone(self) -> str:
        """How urgent it is: bad (late), warn (within three days) or info."""
        if self.days < 0:
            return "bad"
        return "warn" if self.days <= 3 else "info"


@dataclass(frozen=True, slots=True)
class LegalDate:
    """A date on which something in the law starts to apply, and how many dossiers it touches."""

    on: date
    what: str
    touches: int


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything on the desk."""

    roles: tuple[Role, ...]
    tasks: tuple[DeskTask, ...]
    blocked: tuple[DeskTask, ...]
    waiting: int
    late: int
    drafts: tuple[Dossier, ...]
    elsewhere: tuple[Task, ...]
    underway: int
    done_lately: int
    legal_dates: tuple[LegalDate, ...]
    absent_for: tuple[str, ...]
    scans: tuple[ScanInvitation, ...]
    campaigns: tuple[CampaignInvitation, ...]
    findings: int
    lessons: tuple[learning.ShelfLine, ...]
    developments: tuple[Development, ...]
    imports: tuple[RegisterImport, ...]
    means_asked: int


def desk(actor: Actor) -> Desk:
    """Return the desk of `actor`. The number of SQL statements does not grow with the work on it."""
    wheel = wheel_now()
    mine = list(
        _visible.own_tasks(actor)
        .filter(status=Task.Status.OPEN)
        .select_related("dossier__department", "dossier__team", "assignee", "unit")
        .order_by("due_on", "pk")[: MOST_TASKS * 2]
    )
    open_gates = _open_gates(mine)
    got = means.means_of(mine)
    rows = [_row(actor, task, open_gates, got) for task in mine]
    ready = [row for row in rows if row.can_start]
    return Desk(
        roles=tuple(role for code, role in wheel.roles.items() if code in actor.roles),
        tasks=tuple(ready[:MOST_TASKS]),
        blocked=tuple(row for row in rows if not row.can_start),
        waiting=len(ready),
        late=sum(row.days < 0 for row in ready),
        drafts=tuple(_drafts(actor)),
        elsewhere=tuple(_elsewhere(actor)),
        underway=_visible.dossiers(actor).filter(status=Dossier.Status.UNDERWAY).count(),
        done_lately=Task.objects.filter(closed_by=actor.person, status=Task.Status.DONE).count(),
        legal_dates=tuple(_coming_dates(actor)),
        absent_for=tuple(sorted({row.on_behalf_of for row in rows if row.on_behalf_of})),
        scans=tuple(self_scan.waiting(actor)),
        campaigns=tuple(campaign.waiting(actor)),
        findings=findings.to_act_on(actor),
        lessons=learning.to_do(actor),
        developments=tuple(development.unread(actor)),
        imports=tuple(register_import.waiting(actor)),
        means_asked=means.waiting(actor.organisation) if actor.holds(*BOARD) else 0,
    )


def _mandator(actor: Actor, task: Task) -> str:
    """In whose name the actor decides by mandate: a task on the desk that was asked of neither them nor who is away."""
    asked = task.assignee
    return asked.name if asked and asked.pk not in (actor.person.pk, *actor.stands_in_for) else ""


def _row(actor: Actor, task: Task, open_gates: set[tuple[int, str]], got: Mapping[int, means.MeansLine]) -> DeskTask:
    shut = task.kind == Task.Kind.DECIDE and (task.dossier_id, task.gate) not in open_gates
    behalf = task.assignee if task.assignee_id in actor.stands_in_for else None
    return DeskTask(
        task=task,
        title=task_title(task),
        mark=_MARK[Task.Kind(task.kind)].mark,
        days=(task.due_on - actor.today).days,
        can_start=not shut,
        on_behalf_of=behalf.name if behalf else "",
        mandate_of=_mandator(actor, task),
        means=got[task.pk].assigned if task.pk in got else None,
    )


def _open_gates(tasks: list[Task]) -> set[tuple[int, str]]:
    """Return (dossier, gate) of the decisions in `tasks` for which everything asked is in; one SQL statement."""
    wanted = {(t.dossier_id, t.gate) for t in tasks if t.kind == Task.Kind.DECIDE and t.dossier_id}
    awaited = (
        Task.objects.filter(dossier__in={dossier for dossier, _ in wanted}, status=Task.Status.OPEN)
        .filter(kind__in=[Task.Kind.ADVISE, Task.Kind.INFORM, Task.Kind.PERFORM, Task.Kind.ANSWER, Task.Kind.CHECKLIST])
        .values_list("dossier_id", "gate", "kind")
    )
    shut = {(dossier, gate) for dossier, gate, kind in awaited if kind != Task.Kind.ANSWER}
    unanswered = {dossier for dossier, _, kind in awaited if kind == Task.Kind.ANSWER}
    return {pair for pair in wanted if pair not in shut and pair[0] not in unanswered}


def _drafts(actor: Actor) -> QuerySet[Dossier]:
    mine = Dossier.objects.filter(reporter=actor.person, status=Dossier.Status.DRAFT, withdrawn_at__isnull=True)
    return mine.order_by("-changed_at")[:5]


def _elsewhere(actor: Actor) -> QuerySet[Task]:
    """Tasks of others on files that concern this person: reported by, accountable for, or contributed to."""
    concerns = (
        Q(dossier__reporter=actor.person)
        | Q(dossier__accountable=actor.person)
        | Q(dossier__in=actor.person.contributions.values("dossier"))
    )
    return (
        _visible.tasks(actor)
        .filter(concerns, status=Task.Status.OPEN, dossier__status=Dossier.Status.UNDERWAY)
        .exclude(Q(assignee=actor.person) | Q(kind=Task.Kind.DECIDE))
        .select_related("dossier", "assignee")
        .order_by("due_on", "pk")[:8]
    )


def _coming_dates(actor: Actor) -> list[LegalDate]:
    counted = (
        Classification.objects.filter(dossier__in=_visible.dossiers(actor).values("pk"))
        .filter(applies_from__gt=actor.today)
        .values("applies_from")
        .annotate(touches=Count("dossier", distinct=True))
    )
    touches = {row["applies_from"]: row["touches"] for row in counted}
    coming = [item for item in legal_dates(actor.today) if item.on > actor.today]
    return [LegalDate(item.on, item.what, touches.get(item.on, 0)) for item in coming[:4]]
