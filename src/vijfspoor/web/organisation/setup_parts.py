"""The parts of a set-up that is being made: rows of the matrix, gates of the routes, terms and additional roles."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.organisation.write_setup import switch_roles, write_row, write_stop, write_terms
from vijfspoor.domain.dossier.life_cycle import Stop, Terms
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.organisation.responsibility import Contribution, marks_of
from vijfspoor.domain.organisation.setup import BOUNDS, EVERYONE, StopSetting
from vijfspoor.domain.organisation.wheel import Wheel
from vijfspoor.queries.organisation import setup as query
from vijfspoor.queries.organisation.setup_words import term_name
from vijfspoor.queries.wording import say
from vijfspoor.store.models import SetupVersion
from vijfspoor.web._numbers import typed_number
from vijfspoor.web._page import signed_in
from vijfspoor.web.organisation.setup import version_of

CHOICES = ("EV", "EV U", "A", "A U", "I", "I U", "U")
"""What a role can be at an activity; an adviser who also does the work owes both."""


@signed_in
@require_safe
def parts(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole matrix and the gates of the routes of a version, each with a way to change it."""
    version = version_of(request, pk)
    before, wheel = query.wheel_before(request.actor, version), query.wheel_of(version, request.actor.today)
    roles = wheel.roles_in_use(wheel.additions)
    rows = [
        (item, [_cell(before, item.code, role.code, item.marks.get(role.code, ())) for role in roles])
        for item in wheel.matrix.values()
    ]
    context = {
        "version": version,
        "roles": roles,
        "rows": rows,
        "plans": list(wheel.life_cycle.routes.values()),
        "may_write": version.state == "draft" and _permission.may(request.actor, "write_setup", version),
        "current": "tracks",
    }
    return render(request, "setup/parts.html", context)


def _cell(before: Wheel, activity: str, role: str, given: Any) -> tuple[list[Contribution], bool]:
    earlier = before.matrix[activity].marks.get(role, frozenset()) if activity in before.matrix else frozenset()
    return [item for item in Contribution if item in given], set(earlier) != set(given)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def row(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Who does what at one activity."""
    version, wheel = _draft(request, pk, "write_setup")
    activity = wheel.matrix.get(code)
    if activity is None:
        raise Http404
    roles = wheel.roles_in_use(wheel.additions)
    values = {role.code: " ".join(marks_of(activity.marks.get(role.code, ()))) for role in roles}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        values = {role.code: request.POST.get(role.code, values[role.code]) for role in roles}
        errors = _tried(lambda: write_row(request.actor, version, code, values))
        if not errors:
            return _saved(request, version)
    context = {
        "version": version,
        "activity": activity,
        "cells": [(role, values[role.code], errors.get(role.code, [])) for role in roles],
        "choices": [(choice, _choice(wheel, choice)) for choice in CHOICES],
        "gates": _asked_at(wheel, code),
        "errors": errors,
        "current": "tracks",
    }
    return render(request, "setup/row.html", context, status=422 if errors else 200)


def _choice(wheel: Wheel, choice: str) -> str:
    names = {mark.code: say(mark.name).lower() for mark in wheel.marks}
    return f"{choice}: {', '.join(names[mark] for mark in choice.split())}"


def _asked_at(wheel: Wheel, code: str) -> list[tuple[Route, str, tuple[str, ...]]]:
    return [
        (route, stop.gate, item.only)
        for route, plan in wheel.life_cycle.routes.items()
        for stop in plan.path
        for item in stop.work
        if item.activity == code
    ]


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, pk: int, route: str, gate: str) -> HttpResponse:
    """One gate of a route: its term, who decides and who is asked."""
    version, wheel = _draft(request, pk, "write_setup")
    found = wheel.life_cycle.routes[Route(route)].stop_at(gate) if route in set(Route) else None
    if found is None:
        raise Http404
    decides = [*found.decides, "", ""][:2]
    values = {"term": str(found.term), "decides": decides[0], "decides_after": decides[1]}
    asked = {item.activity: set(item.only) for item in found.work}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        values = {name: request.POST.get(name, "") for name in values}
        asked = {item.activity: set(request.POST.getlist(item.activity)) for item in found.work}
        errors = _stop_errors(wheel, found, asked)
        number = _whole(values["term"], errors, "term")
        setting = StopSetting(
            number or 0,
            tuple(role for role in (values["decides"], values["decides_after"]) if role),
            {item.activity: _only(wheel, item.activity, item.only, asked[item.activity]) for item in found.work},
        )
        errors = errors or _tried(lambda: write_stop(request.actor, version, Route(route), gate, setting))
        if not errors:
            return _saved(request, version)
    context = {
        "version": version,
        "route": route,
        "gate": gate,
        "values": values,
        "deciders": [
            (role.code, say(role.name)) for role in wheel.roles_in_use(wheel.additions) if role.code != EVERYONE
        ],
        "work": [(code, _owing(wheel, code), roles) for code, roles in asked.items()],
        "errors": errors,
        "current": "tracks",
    }
    return render(request, "setup/stop.html", context, status=422 if errors else 200)


def _owing(wheel: Wheel, activity: str) -> list[str]:
    """The roles a gate can ask something of: everyone with a mark but EV; a reporter gave theirs already."""
    marks = wheel.matrix[activity].marks
    return [role for role, given in marks.items() if role != EVERYONE and given - {Contribution.ACCOUNTABLE}]


def _stop_errors(wheel: Wheel, found: Stop, asked: dict[str, set[str]]) -> dict[str, list[str]]:
    empty = [item.activity for item in found.work if _owing(wheel, item.activity) and not asked[item.activity]]
    return {code: [_("Choose at least one role.")] for code in empty}


def _only(wheel: Wheel, activity: str, earlier: tuple[str, ...], chosen: set[str]) -> tuple[str, ...]:
    """Everyone with a mark is written as nobody in particular; a role without a mark now keeps its place."""
    owing = _owing(wheel, activity)
    if set(owing) <= chosen:
        return earlier if set(owing) <= set(earlier) else ()
    kept = [role for role in earlier if role in chosen or role not in owing]
    return (*kept, *(role for role in owing if role in chosen and role not in kept))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: HttpRequest, pk: int) -> HttpResponse:
    """The terms of the organisation and the months until a reassessment."""
    version, wheel = _draft(request, pk, "write_setup")
    now = wheel.life_cycle.terms
    values = {name: str(getattr(now, name)) for name in BOUNDS}
    values |= {f"months_{route}": str(months) for route, months in wheel.reassess_months.items()}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        values = {name: request.POST.get(name, "") for name in values}
        read = {name: _whole(raw, errors, name) or 0 for name, raw in values.items()}
        given = Terms(**{name: read[name] for name in BOUNDS})
        months = {route: read[f"months_{route}"] for route in wheel.reassess_months}
        errors = errors or _tried(lambda: write_terms(request.actor, version, given, months))
        if not errors:
            return _saved(request, version)
    context = {
        "version": version,
        "boxes": [(name, term_name(name), value) for name, value in values.items()],
        "errors": errors,
        "current": "tracks",
    }
    return render(request, "setup/terms.html", context, status=422 if errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def roles(request: HttpRequest, pk: int) -> HttpResponse:
    """Which additional roles are in use."""
    version, wheel = _draft(request, pk, "switch_roles")
    chosen = set(wheel.additions)
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        chosen = set(request.POST.getlist("additions"))
        errors = _tried(lambda: switch_roles(request.actor, version, frozenset(chosen)))
        if not errors:
            return _saved(request, version)
    context = {
        "version": version,
        "roles": [(role, role.code in chosen) for role in wheel.roles.values() if role.addition],
        "errors": errors,
        "current": "tracks",
    }
    return render(request, "setup/roles.html", context, status=422 if errors else 200)


def _draft(request: HttpRequest, pk: int, verb: str) -> tuple[SetupVersion, Wheel]:
    version = version_of(request, pk)
    _permission.require(request.actor, verb, version)
    return version, query.wheel_of(version, request.actor.today)


def _tried(verb: Callable[[], object]) -> dict[str, list[str]]:
    try:
        verb()
    except InvalidInput as error:
        return error.errors
    return {}


def _saved(request: HttpRequest, version: SetupVersion) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("setup_parts", pk=version.pk) if request.POST.get("again") else redirect("setup", pk=version.pk)


def _whole(raw: str, errors: dict[str, list[str]], name: str) -> int | None:
    number = typed_number(raw)
    if number is None:
        errors[name] = [_("Write a whole number.")]
    return number
