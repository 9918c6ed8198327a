"""Tasks, and what settles them: contributions and decisions."""

from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router

from vijfspoor.actions.dossier._conditions import ConditionInput
from vijfspoor.actions.dossier.contribute import contribute, correct_contribution
from vijfspoor.actions.dossier.decide import DecisionInput, correct_decision, decide
from vijfspoor.api import _rows
from vijfspoor.api._auth import actor_with
from vijfspoor.api._paging import listing, stamp
from vijfspoor.api._problem import ERRORS, ERRORS_WITH_CONFLICT
from vijfspoor.api._shapes import (
    ContributionIn,
    ContributionOut,
    DecisionIn,
    DecisionOut,
    Listing,
    TaskOut,
)
from vijfspoor.api.dossiers import Page, Size, find
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.dossier import dossier as query
from vijfspoor.store.models import Contribution, Decision, Task

router = Router(tags=["tasks"], by_alias=True)


def _task(actor: Actor, pk: int) -> Task:
    rows = _visible.tasks(actor).select_related("dossier", "assignee")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@router.get("/tasks", response={200: Listing[TaskOut], **ERRORS}, summary="List my tasks")
def list_tasks(
    request: HttpRequest,
    response: HttpResponse,
    status: Annotated[str, Query(max_length=10)] = "open",
    page: Page = 1,
    page_size: Size = 50,
) -> dict[str, Any]:
    """Return the tasks the person behind the key may do, most urgent first."""
    rows = _visible.own_tasks(actor_with(request, "read")).filter(status=status)
    found = rows.select_related("dossier", "assignee").order_by("due_on", "pk")
    return listing(request, response, found, _rows.task, page, page_size)


@router.get("/tasks/{int:pk}", response={200: TaskOut, **ERRORS}, summary="Read a task")
def read_task(request: HttpRequest, response: HttpResponse, pk: int) -> dict[str, Any]:
    """Return one task."""
    stamp(response)
    return _rows.task(_task(actor_with(request, "read"), pk))


@router.post(
    "/tasks/{int:pk}/contributions", response={201: ContributionOut, **ERRORS_WITH_CONFLICT}, summary="Contribute"
)
def add_contribution(request: HttpRequest, response: HttpResponse, pk: int, body: ContributionIn) -> Any:
    """Give what the task asks: information, or a signed position."""
    actor = actor_with(request, "contribute")
    given = contribute(actor, _task(actor, pk), text=body.text, position=body.position, conditions=body.conditions)
    stamp(response)
    return 201, _rows.contribution(given)


@router.post(
    "/contributions/{int:pk}/corrections",
    response={201: ContributionOut, **ERRORS_WITH_CONFLICT},
    summary="Correct a contribution",
)
def add_correction(request: HttpRequest, response: HttpResponse, pk: int, body: ContributionIn) -> Any:
    """Replace one's own contribution by a new one that refers to it."""
    actor = actor_with(request, "contribute")
    earlier: Contribution | None = _visible.contributions(actor).filter(pk=pk).first()
    if earlier is None:
        raise Http404
    given = correct_contribution(actor, earlier, text=body.text, position=body.position, conditions=body.conditions)
    stamp(response)
    return 201, _rows.contribution(given)


@router.get(
    "/dossiers/{int:number}/contributions",
    response={200: list[ContributionOut], **ERRORS},
    summary="List contributions",
)
def list_contributions(request: HttpRequest, response: HttpResponse, number: int) -> list[dict[str, Any]]:
    """Return what was contributed and may be read."""
    actor = actor_with(request, "read")
    stamp(response)
    return [_rows.contribution(row) for row in query.contributions(actor, find(actor, number))]


@router.post("/tasks/{int:pk}/decisions", response={201: DecisionOut, **ERRORS_WITH_CONFLICT}, summary="Decide")
def add_decision(request: HttpRequest, response: HttpResponse, pk: int, body: DecisionIn) -> Any:
    """Record the decision the task asks for."""
    actor = actor_with(request, "decide")
    task = _task(actor, pk)
    if task.dossier is None:
        raise Http404
    made = decide(actor, task, _decision(actor, body))
    stamp(response)
    return 201, _rows.decision(made)


@router.post(
    "/decisions/{int:pk}/corrections", response={201: DecisionOut, **ERRORS_WITH_CONFLICT}, summary="Correct a decision"
)
def add_decision_correction(request: HttpRequest, response: HttpResponse, pk: int, body: DecisionIn) -> Any:
    """Replace the newest decision on use by a new one that refers to it."""
    actor = actor_with(request, "decide")
    rows = Decision.objects.filter(dossier__in=_visible.dossiers(actor).values("pk"))
    earlier = rows.filter(pk=pk).first()
    if earlier is None:
        raise Http404
    made = correct_decision(actor, earlier, _decision(actor, body))
    stamp(response)
    return 201, _rows.decision(made)


@router.get("/dossiers/{int:number}/decisions", response={200: list[DecisionOut], **ERRORS}, summary="List decisions")
def list_decisions(request: HttpRequest, response: HttpResponse, number: int) -> list[dict[str, Any]]:
    """Return all decisions, newest first."""
    actor = actor_with(request, "read")
    stamp(response)
    return [_rows.decision(row) for row in query.decisions(find(actor, number))]


def _decision(actor: Actor, body: DecisionIn) -> DecisionInput:
    wanted = [item.owner for item in body.conditions if 0 <= item.owner < 2**63]
    owners = {person.pk: person for person in _visible.people(actor).filter(pk__in=wanted, is_active=True)}
    return DecisionInput(
        outcome=body.outcome,
        reasons=body.reasons,
        deviation_reasons=body.deviation_reasons,
        conditions=[ConditionInput(c.text, owners.get(c.owner), c.due_on) for c in body.conditions],
    )
