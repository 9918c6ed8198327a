"""Deciding on screen: all advice on one page, and a form that refuses what the rules refuse."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vijfspoor.actions import _permission
from vijfspoor.actions.dossier.decide import ConditionInput, DecisionInput, correct_decision, decide
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.domain.dossier.gate import Outcome
from vijfspoor.domain.dossier.life_cycle import DECISION_ON_USE
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.organisation.responsibility import BOARD
from vijfspoor.queries import _visible
from vijfspoor.queries.dossier import dossier as query
from vijfspoor.queries.dossier.business_case import CostsAndWays, costs_and_ways
from vijfspoor.queries.dossier.gate import latest_advice
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.queries.wording import task_title
from vijfspoor.store.models import Decision, Dossier, Task
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._numbers import typed_number, typed_numbers
from vijfspoor.web._page import signed_in

MOST_CONDITIONS = 20
TYPED = ("outcome", "reasons", "deviation_reasons", "pilot_until", "pilot_measures")


def decide_form(request: HttpRequest, task: Task) -> HttpResponse:
    """Show the page of one decision, or record it on POST."""

    def send(given: DecisionInput) -> Decision:
        return decide(request.actor, task, given)

    return _form(request, task, send, {}, [])


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the newest decision on use by a new one that refers to it."""
    earlier = (
        Decision.objects.filter(pk=pk, dossier__in=_visible.dossiers(request.actor).values("pk"))
        .select_related("task__dossier__organisation", "task__dossier__department")
        .first()
    )
    if earlier is None:
        raise Http404
    _permission.require(request.actor, "correct", earlier)

    def send(given: DecisionInput) -> Decision:
        return correct_decision(request.actor, earlier, given)

    pilot = earlier.dossier.pilots.filter(decision=earlier).first()
    initial = {
        "outcome": earlier.outcome,
        "reasons": earlier.reasons,
        "deviation_reasons": earlier.deviation_reasons,
        "pilot_until": pilot.ends_on.strftime("%d-%m-%Y") if pilot else "",
        "pilot_measures": pilot.measures if pilot else "",
    }
    conditions = [
        {"text": c.text, "owner": str(c.owner_id), "due_on": c.due_on.strftime("%d-%m-%Y")}
        for c in earlier.conditions.order_by("pk")
    ]
    return _form(request, earlier.task, send, initial, conditions, earlier)


def _form(
    request: HttpRequest,
    task: Task,
    send: Any,
    values: dict[str, str],
    conditions: list[dict[str, str]],
    earlier: Decision | None = None,
) -> HttpResponse:
    errors: dict[str, list[str]] = {}
    people = _visible.people(request.actor).filter(is_active=True).order_by("name")
    if request.method == "POST":
        values = {name: request.POST.get(name, "") for name in TYPED}
        conditions = _posted_conditions(request)
        try:
            decision = send(_input(values, conditions, people))
        except InvalidInput as error:
            errors = error.errors
        else:
            return _afterwards(request, decision)
    return render(
        request,
        "task/decide.html",
        _context(request, task, values, conditions, people, errors, earlier),
        status=422 if errors else 200,
    )


def _afterwards(request: HttpRequest, decision: Decision) -> HttpResponse:
    """On the same sitting the next decision for the same person follows at once (the green route)."""
    messages.success(request, _("Your decision is recorded. It cannot be changed unseen."))
    following = (
        _visible.own_tasks(request.actor)
        .filter(dossier=decision.dossier, kind=Task.Kind.DECIDE, status=Task.Status.OPEN, gate__lte=DECISION_ON_USE)
        .first()
    )
    gate = query.gate_view(request.actor, decision.dossier) if following else None
    if following and gate and gate.may_decide:
        return redirect("task", pk=following.pk)
    return redirect("dossier", number=decision.dossier.number)


def _context(
    request: HttpRequest,
    task: Task,
    values: dict[str, str],
    conditions: list[dict[str, str]],
    people: Any,
    errors: dict[str, list[str]],
    earlier: Decision | None,
) -> dict[str, Any]:
    dossier = task.dossier
    plan = wheel_for(request.actor.organisation, request.actor.today).life_cycle.routes[Route(dossier.route)]
    stop = plan.stop_at(task.gate)
    blank = {"text": "", "owner": "", "due_on": ""}
    return {
        "task": task,
        "title": task_title(task),
        "dossier": dossier,
        "stations": query.stations(dossier),
        "gate": query.gate_view(request.actor, dossier),
        "advice": latest_advice(dossier, task.gate),
        "contributions": query.contributions(request.actor, dossier),
        "law": query.law_view(dossier, request.actor.today),
        "risk": query.risk_difference(dossier),
        "costs_and_ways": _costs_and_ways(request, task, dossier),
        "weighs_advice": bool(stop and stop.weighs_advice),
        "may_approve": plan.may_approve or task.gate != DECISION_ON_USE,
        "route": plan,
        "outcomes": list(Outcome),
        "values": values,
        "condition_rows": [*conditions, blank, blank][: max(3, len(conditions) + 1)],
        "people": people,
        "errors": errors,
        "earlier": earlier,
        "current": "desk",
    }


def _costs_and_ways(request: HttpRequest, task: Task, dossier: Dossier) -> CostsAndWays | None:
    """What it costs and what else was possible; where the board does not decide, only if somebody wrote it down."""
    found = costs_and_ways(request.actor, dossier) if task.gate == DECISION_ON_USE else None
    return found if found and (found.written or task.role in BOARD) else None


def _pilot_until(raw: str) -> date | None:
    """What is typed and no date becomes a day that has passed, so it is refused at its field."""
    return parse_dutch_date(raw) or (date.min if raw.strip() else None)


def _posted_conditions(request: HttpRequest) -> list[dict[str, str]]:
    columns = [request.POST.getlist(f"condition_{name}") for name in ("text", "owner", "due_on")]
    rows = list(zip(*columns, strict=False))[:MOST_CONDITIONS]
    return [{"text": text, "owner": owner, "due_on": due} for text, owner, due in rows if text.strip() or owner or due]


def _input(values: dict[str, str], conditions: list[dict[str, str]], people: Any) -> DecisionInput:
    wanted = typed_numbers(row["owner"] for row in conditions)
    owners = {person.pk: person for person in people.filter(pk__in=wanted)}
    return DecisionInput(
        outcome=values["outcome"],
        reasons=values["reasons"],
        deviation_reasons=values["deviation_reasons"],
        conditions=[
            ConditionInput(
                text=row["text"],
                owner=owners.get(typed_number(row["owner"]) or 0),
                due_on=parse_dutch_date(row["due_on"]),
            )
            for row in conditions
        ],
        pilot_until=_pilot_until(values["pilot_until"]),
        pilot_measures=values["pilot_measures"],
    )
