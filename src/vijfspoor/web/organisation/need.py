"""Needs on screen: the board by department, logging one, and settling it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.organisation.keep_need import NeedInput, drop_need, link_need, log_need, report_need
from vijfspoor.queries import _visible
from vijfspoor.queries.organisation import need as query
from vijfspoor.queries.technology import concerns
from vijfspoor.store.models import Need, Unit
from vijfspoor.web._chosen import chosen_application
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._numbers import typed_number
from vijfspoor.web._page import signed_in

_TYPED = ("title", "text", "unit", "heard_on")


@signed_in
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Every need in one state, by department; `?stand=` chooses the state."""
    state = request.GET.get("stand", Need.State.OPEN)
    if state not in Need.State.values:
        raise Http404
    context = {
        "columns": query.board(request.actor, state=state),
        "states": Need.State.values,
        "state": state,
        "may_log": _permission.may(request.actor, "log_need"),
        "current": "tracks",
    }
    return render(request, "need/board.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Log a need."""
    _permission.require(request.actor, "log_need")
    values = {name: request.POST.get(name, "") for name in _TYPED}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        given = NeedInput(
            values["title"], values["text"], _unit(request, values["unit"]), parse_dutch_date(values["heard_on"])
        )
        try:
            made = log_need(request.actor, given)
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Logged. Below you see what may meet it already."))
            return redirect("need", pk=made.pk)
    else:
        values["heard_on"] = request.actor.today.strftime("%d-%m-%Y")
    units = [(str(unit.pk), unit.name) for unit in _visible.units(request.actor).order_by("name")]
    context = {"values": values, "errors": errors, "units": units, "current": "tracks"}
    return render(request, "need/new.html", context, status=422 if errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One need beside what may meet it; it is settled on POST."""
    need = query.need_of(request.actor, pk)
    if need is None:
        raise Http404
    values = {name: request.POST.get(name, "") for name in ("dossier", "elsewhere", "outcome")}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            return _settle(request, need, values)
        except InvalidInput as error:
            errors = error.errors
    is_open = need.state == Need.State.OPEN
    names = concerns.applications(request.actor).values_list("number", "name")
    context: dict[str, Any] = {
        "need": need,
        "solutions": query.solutions(request.actor, need) if is_open else [],
        "may_settle": is_open and _permission.may(request.actor, "settle_need", need),
        "applications": [(str(number), name) for number, name in names],
        "values": values,
        "errors": errors,
        "step": request.POST.get("step", ""),
        "current": "tracks",
    }
    return render(request, "need/one.html", context, status=422 if errors else 200)


def _settle(request: HttpRequest, need: Need, values: dict[str, str]) -> HttpResponse:
    step = request.POST.get("step", "")
    if step == "report":
        draft = report_need(request.actor, need)
        messages.success(request, _("A report is started with what is known. Answer what is left."))
        return redirect("intake_page", number=draft.number, page="what")
    if step == "link":
        dossier = chosen_application(request, values["dossier"])
        link_need(request.actor, need, dossier=dossier, elsewhere=values["elsewhere"], outcome=values["outcome"])
    elif step == "drop":
        drop_need(request.actor, need, outcome=values["outcome"])
    else:
        raise Http404
    messages.success(request, _("Recorded with your name and the date."))
    return redirect("need", pk=need.pk)


def _unit(request: HttpRequest, raw: str) -> Unit | None:
    return _visible.units(request.actor).filter(pk=typed_number(raw)).first()
