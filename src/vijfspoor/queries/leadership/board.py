"""What waits for the executive board: decisions with everything they rest on, meetings, and their minutes."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from vijfspoor.domain.organisation.responsibility import BOARD
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.dossier.business_case import CostsAndWays, costs_and_ways
from vijfspoor.queries.dossier.gate import GateRow, gate_rows, latest_advice
from vijfspoor.queries.leadership.means import MeansLine, of_dossier
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.store.models import (
    BoardMeeting,
    Contribution,
    Decision,
    Minutes,
    Organisation,
    Risk,
    RiskEstimate,
    Task,
)

_AWAITED = (Task.Kind.ADVISE, Task.Kind.INFORM, Task.Kind.PERFORM, Task.Kind.ANSWER)


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """A decision that waits: whether everything asked is in, and whether someone outside the board takes it."""

    task: Task
    awaited: int
    is_delegated: bool


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """One decision with what it rests on: every position, what is still awaited, risks, costs and alternatives, and
    what the measures asked before have got.
    """

    task: Task
    advice: tuple[Contribution, ...]
    awaited: tuple[GateRow, ...]
    estimate: RiskEstimate | None
    risks: tuple[Risk, ...]
    costs_and_ways: CostsAndWays | None
    measures: tuple[MeansLine, ...]


def agenda(actor: Actor) -> list[AgendaRow]:
    """Return the decisions that wait for the board, in a fixed number of statements, earliest term first."""
    tasks = list(_waiting(actor.organisation).order_by("due_on", "pk"))
    holders = Holders(actor.organisation, actor.today)
    members = {person.pk for role in BOARD for person in holders.of(role)}
    asked = Task.objects.filter(
        dossier__in={task.dossier_id for task in tasks}, status=Task.Status.OPEN, kind__in=_AWAITED
    ).values_list("dossier_id", "gate", "kind")
    waits: dict[int, list[tuple[str, str]]] = {}
    for dossier, gate, kind in asked:
        waits.setdefault(dossier, []).append((gate, kind))
    return [
        AgendaRow(
            task,
            sum(gate == task.gate or kind == Task.Kind.ANSWER for gate, kind in waits.get(task.dossier_id or 0, [])),
            task.assignee_id is not None and task.assignee_id not in members,
        )
        for task in tasks
    ]


def decision_page(actor: Actor, pk: int) -> DecisionPage | None:
    """Return one decision that waits for the board; None when it does not."""
    task = _waiting(actor.organisation).filter(pk=pk).first()
    if task is None or task.dossier is None:
        return None
    dossier = task.dossier
    risks = Risk.objects.filter(assessment__dossier=dossier).order_by("pk")
    return DecisionPage(
        task=task,
        advice=tuple(latest_advice(dossier, task.gate)),
        awaited=tuple(row for row in gate_rows(dossier, task.gate, actor.today) if not row.is_given),
        estimate=RiskEstimate.objects.filter(dossier=dossier).first(),
        risks=tuple(risks.select_related("assessment")),
        costs_and_ways=costs_and_ways(actor, dossier),
        measures=tuple(of_dossier(actor, dossier)),
    )


def meetings(organisation: Organisation) -> QuerySet[BoardMeeting]:
    """Return the meetings of the board, the last first, with their minutes, newest version first."""
    versions = Minutes.objects.select_related("adoption", "by").order_by("-version")
    found = BoardMeeting.objects.filter(organisation=organisation).prefetch_related(
        Prefetch("minutes", versions), Prefetch("agenda", Task.objects.select_related("dossier").order_by("due_on"))
    )
    return found.order_by("-on")


def may_be_on_agenda(meeting: BoardMeeting) -> QuerySet[Task]:
    """Return what can be on the agenda: what waits for the board, and what is on it already."""
    on_it = Q(pk__in=meeting.agenda.values("pk"))
    waits = Q(pk__in=_waiting(meeting.organisation).values("pk"))
    return Task.objects.filter(on_it | waits).select_related("dossier").order_by("due_on", "pk")


def decisions_on(meeting: BoardMeeting) -> list[Decision]:
    """Return the decisions taken on what was on the agenda, corrected ones left out, oldest first."""
    found = Decision.objects.filter(task__in=meeting.agenda.values("pk"), corrected_by__isnull=True)
    return list(found.select_related("dossier").prefetch_related("conditions").order_by("pk"))


def decisions_in(minutes: Minutes) -> list[Decision]:
    """Return the decisions as these minutes recorded them; one that was corrected later is still among them."""
    found = Decision.objects.filter(pk__in=minutes.decisions, organisation=minutes.meeting.organisation_id)
    return list(found.select_related("dossier").prefetch_related("conditions").order_by("pk"))


def may_see_agenda(actor: Actor) -> bool:
    """Whether the agenda of the board may be read: by everyone who may read advice."""
    return _visible.may_read_advice(actor)


def _waiting(organisation: Organisation) -> QuerySet[Task]:
    found = Task.objects.filter(organisation=organisation, kind=Task.Kind.DECIDE, status=Task.Status.OPEN)
    return found.filter(role__in=BOARD).select_related(
        "dossier__organisation", "dossier__department", "dossier__accountable", "assignee"
    )
