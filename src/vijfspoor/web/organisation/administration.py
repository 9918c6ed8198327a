"""Administration: people and their roles, and verifying the audit trail."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.organisation.add_person import add_person, deactivate_person
from vijfspoor.actions.organisation.assign_role import assign_role, end_role
from vijfspoor.actions.organisation.set_absence import end_absence, set_absence
from vijfspoor.queries import _visible
from vijfspoor.queries.organisation import people as query
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.store.models import Person, RoleAssignment
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._numbers import typed_number
from vijfspoor.web._page import administrator


@administrator
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """List colleagues; add one on POST."""
    values = {f: request.POST.get(f, "") for f in ("name", "email", "unit", "function")}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        unit = _unit(request, values["unit"])
        try:
            added = add_person(
                request.actor, name=values["name"], email=values["email"], unit=unit, function=values["function"]
            )
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("%(name)s was added. Give a role if needed.") % {"name": added.name})
            return redirect("person", pk=added.pk)
    q = request.GET.get("q", "")[:100]
    context = {
        "page": query.people(request.actor, q, request.GET.get("pagina", "1")),
        "q": q,
        "q_query": urlencode({"q": q}) if q else "",
        "values": values,
        "errors": errors,
        "units": _visible.units(request.actor).order_by("name"),
        "current": "administration",
    }
    return render(request, "administration/people.html", context, status=422 if errors else 200)


@administrator
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one colleague; give a role on POST."""
    found = _person(request, pk)
    values = {f: request.POST.get(f, "") for f in ("role", "unit", "valid_from", "valid_until")}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            assign_role(
                request.actor,
                found,
                role=values["role"],
                unit=_unit(request, values["unit"]),
                valid_from=parse_dutch_date(values["valid_from"]),
                valid_until=parse_dutch_date(values["valid_until"]),
            )
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("The role was given."))
            return redirect("person", pk=pk)
    return _show(request, found, values, errors)


@administrator
@require_POST
def absence(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that a colleague is away, for who cannot do it themselves."""
    found = _person(request, pk)
    values = {f: request.POST.get(f, "") for f in ("stand_in", "starts_on", "ends_on")}
    try:
        set_absence(
            request.actor,
            found,
            stand_in=query.person(request.actor, typed_number(values["stand_in"]) or 0),
            starts_on=parse_dutch_date(values["starts_on"]),
            ends_on=parse_dutch_date(values["ends_on"]),
        )
    except InvalidInput as error:
        return _show(request, found, values, error.errors)
    messages.success(request, _("Recorded. %(name)s and the stand-in get a message.") % {"name": found.name})
    return redirect("person", pk=pk)


@administrator
@require_POST
def take_back_absence(request: HttpRequest, pk: int, absence: int) -> HttpResponse:
    """Take an absence of a colleague back."""
    found = _person(request, pk)
    row = next((row for row in query.absences(found) if row.pk == absence), None)
    if row is None:
        raise Http404
    end_absence(request.actor, row)
    messages.success(request, _("Taken back. %(name)s and the stand-in get a message.") % {"name": found.name})
    return redirect("person", pk=pk)


def _show(request: HttpRequest, found: Person, values: dict[str, str], errors: dict[str, list[str]]) -> HttpResponse:
    wheel = wheel_for(request.actor.organisation, request.actor.today)
    context: dict[str, Any] = {
        "found": found,
        "assignments": found.role_assignments.select_related("unit").order_by("role"),
        "absences": query.absences(found),
        "stand_ins": query.may_stand_in(request.actor, found).values_list("pk", "name"),
        "roles": wheel.roles_in_use(wheel.additions),
        "units": _visible.units(request.actor).order_by("name"),
        "values": values,
        "errors": errors,
        "current": "administration",
    }
    return render(request, "administration/person.html", context, status=422 if errors else 200)


@administrator
@require_POST
def end_assignment(request: HttpRequest, pk: int) -> HttpResponse:
    """End a role as of today."""
    row = RoleAssignment.objects.filter(organisation=request.actor.organisation, pk=pk).first()
    if row is None:
        raise Http404
    end_role(request.actor, row)
    messages.success(request, _("The role was ended."))
    return redirect("person", pk=row.person_id)


@administrator
@require_POST
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a colleague go."""
    found = _person(request, pk)
    try:
        deactivate_person(request.actor, found)
    except InvalidInput as error:
        messages.error(request, " ".join(error.errors["person"]))
    else:
        messages.success(request, _("%(name)s can no longer sign in.") % {"name": found.name})
    return redirect("person", pk=pk)


@administrator
@require_http_methods(["GET", "HEAD"])
def audit(request: HttpRequest) -> HttpResponse:
    """Recompute the audit chain and show the result."""
    context = {"verification": query.verify_chain(request.actor.organisation), "current": "administration"}
    return render(request, "administration/audit.html", context)


def _person(request: HttpRequest, pk: int) -> Person:
    found = query.person(request.actor, pk)
    if found is None:
        raise Http404
    return found


def _unit(request: HttpRequest, raw: str) -> Any:
    return _visible.units(request.actor).filter(pk=typed_number(raw)).first()
