"""Learning paths on screen: which there are, their modules in order, and asking a group to do one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.people.assign_learning import assign_path
from vijfspoor.actions.people.keep_path import MOST_MODULES, PathInput, keep_path, withdraw_path
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.people import learning_paths as query
from vijfspoor.queries.people.learning import module_choices
from vijfspoor.queries.people.learning_paths import PathLine
from vijfspoor.queries.wording import say, wheel_now
from vijfspoor.store.models import Unit
from vijfspoor.web._numbers import MOST_COUNTED, typed_number
from vijfspoor.web._page import signed_in
from vijfspoor.web.people.literacy import tabs

FEWEST_STEPS = 5


@signed_in
@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """Every path: for a role, or before an application is used."""
    _permission.require(request.actor, "keep_paths")
    context = tabs(request.actor, "learning") | {"page": "paths", "paths": query.paths(request.actor)}
    return render(request, "learning/paths.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Show a path with its modules in order and whom to ask it; POST keeps it."""
    actor = request.actor
    found = _path(request, pk) if pk else None
    _permission.require(actor, "keep_paths", found.row if found else None)
    if found and found.row.dossier:
        return redirect("first_learn", number=found.row.dossier.number)
    values: dict[str, Any] = {"modules": [], "days": 30}
    if found:
        row = found.row
        values = {"name": row.name, "about": row.about, "role": row.role, "days": row.days, "modules": row.modules}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        values = {name: request.POST.get(name, "") for name in ("name", "about", "role", "days")}
        values["modules"] = request.POST.getlist("modules")
        days = typed_number(values["days"], MOST_COUNTED)
        given = PathInput(values["name"], values["modules"], days, values["about"], values["role"])
        try:
            saved = keep_path(actor, given, found.row if found else None)
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Saved. Now ask a group to do it."))
            return redirect("learning_path", pk=saved.pk)
    return _show(request, found, values, errors)


@signed_in
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a group to do the path."""
    found = _path(request, pk)
    unit = typed_number(request.POST.get("unit", "")) or 0
    role, reason = request.POST.get("for_role", ""), request.POST.get("reason", "")
    try:
        assign_path(request.actor, found.row, reason=reason, unit=unit, role=role)
    except InvalidInput as error:
        row = found.row
        values = {"name": row.name, "about": row.about, "role": row.role, "days": row.days, "modules": row.modules}
        errors = {("for_role" if name == "role" else name): texts for name, texts in error.errors.items()}
        return _show(request, found, values, errors)
    messages.success(request, _("Asked. Everyone in the group sees it on the desk and gets a mail."))
    return redirect("learning_assignments")


@signed_in
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """End a path."""
    withdraw_path(request.actor, _path(request, pk).row)
    messages.success(request, _("The path has ended. What was asked of groups stays."))
    return redirect("learning_paths")


def steps(actor: Actor, chosen: list[str]) -> dict[str, Any]:
    """Return what the choice of modules in order needs: a few more steps than are in use."""
    number = min(max(FEWEST_STEPS, len(chosen) + 2), MOST_MODULES)
    padded = [*chosen, *[""] * number][:number]
    return {"steps": padded, "module_choices": module_choices(actor.organisation, actor.today)}


def _show(request: HttpRequest, found: PathLine | None, values: dict[str, Any], errors: Any) -> HttpResponse:
    actor = request.actor
    context = tabs(actor, "learning") | {
        "path": found,
        "values": values,
        "errors": errors,
        "roles": [(role.code, say(role.name)) for role in wheel_now().roles.values()],
        "units": _visible.units(actor).filter(is_outside=False).order_by("kind", "name"),
        "team": Unit.Kind.TEAM,
        "typed": {
            "reason": request.POST.get("reason", ""),
            "unit": request.POST.get("unit", ""),
            "for_role": request.POST.get("for_role", found.row.role if found else ""),
        },
        **steps(actor, values["modules"]),
    }
    return render(request, "learning/path.html", context, status=422 if errors else 200)


def _path(request: HttpRequest, pk: int) -> PathLine:
    found = query.path(request.actor, pk)
    if found is None:
        raise Http404
    return found
