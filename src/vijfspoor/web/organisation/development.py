"""Developments on screen: the radar, sending one, and reading and asking about it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.organisation import send_development as verbs
from vijfspoor.domain.organisation.development import DevelopmentKind, Ring
from vijfspoor.queries.organisation import development as query
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.queries.wording import role_name
from vijfspoor.store.models import Development
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._numbers import typed_number
from vijfspoor.web._page import signed_in

_TYPED = ("kind", "title", "text", "source", "expected_on")


@signed_in
@require_safe
def radar(request: HttpRequest) -> HttpResponse:
    """Every development by kind and by how soon it asks something."""
    context = {
        "rows": query.radar(request.actor),
        "rings": list(Ring),
        "may_send": _permission.may(request.actor, "send_development"),
        "current": "tracks",
    }
    return render(request, "development/radar.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Send a development to who it concerns."""
    _permission.require(request.actor, "send_development")
    values: dict[str, Any] = {name: request.POST.get(name, "") for name in _TYPED}
    values |= {"roles": request.POST.getlist("roles"), "units": request.POST.getlist("units")}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            made = verbs.send_development(request.actor, _input(values))
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Sent. You see here who read it."))
            return redirect("development", pk=made.pk)
    wheel = wheel_for(request.actor.organisation, request.actor.today)
    codes = [role.code for role in wheel.roles_in_use(wheel.additions) if role.code != "user"]
    context = {
        "values": values,
        "errors": errors,
        "kinds": list(DevelopmentKind),
        "roles": [(code, role_name(code)) for code in codes],
        "units": [(str(unit.pk), unit.name) for unit in query.departments(request.actor)],
        "current": "tracks",
    }
    return render(request, "development/new.html", context, status=422 if errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One development: read it, ask about it, answer, and see who read it."""
    found = query.development_of(request.actor, pk)
    if found is None:
        raise Http404
    values = {name: request.POST.get(name, "") for name in ("text", "answer", "question")}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            _take(request, found, values)
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Recorded with your name and the date."))
            return redirect("development", pk=pk)
    received = query.receipts(found)
    context = {
        "development": found,
        "receipts": received,
        "readers": sum(row.read_at is not None for row in received),
        "own": next((row for row in received if row.person_id == request.actor.person.pk), None),
        "questions": found.questions.select_related("asked_by", "answered_by").order_by("pk"),
        "may_answer": _permission.may(request.actor, "answer_about_development", found),
        "values": values,
        "errors": errors,
        "current": "tracks",
    }
    return render(request, "development/one.html", context, status=422 if errors else 200)


def _take(request: HttpRequest, found: Development, values: dict[str, str]) -> None:
    step = request.POST.get("step", "")
    if step == "read":
        verbs.read_development(request.actor, found)
    elif step == "ask":
        verbs.ask_about_development(request.actor, found, text=values["text"])
    elif step == "answer":
        question = found.questions.filter(pk=typed_number(values["question"])).first()
        if question is None:
            raise Http404
        verbs.answer_about_development(request.actor, question, answer=values["answer"])
    else:
        raise Http404


def _input(values: dict[str, Any]) -> verbs.DevelopmentInput:
    raw = values["expected_on"].strip()
    expected_on = parse_dutch_date(raw)
    if raw and expected_on is None:
        raise InvalidInput({"expected_on": [_("Write the date as dd-mm-yyyy, for example 02-12-2027.")]})
    units = tuple(typed_number(code) or 0 for code in values["units"])
    texts = {name: values[name] for name in ("kind", "title", "text", "source")}
    return verbs.DevelopmentInput(**texts, expected_on=expected_on, roles=tuple(values["roles"]), units=units)
