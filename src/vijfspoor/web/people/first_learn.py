"""What the users of an application finish before they use it: kept, asked of them, and how far their groups are."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput, NotAllowed
from vijfspoor.actions.people.assign_learning import assign_path
from vijfspoor.actions.people.keep_path import require_modules, withdraw_path
from vijfspoor.queries.people.learning_paths import path_of
from vijfspoor.queries.people.module_access import group_lines, own_first
from vijfspoor.web._numbers import MOST_COUNTED, typed_number
from vijfspoor.web._page import signed_in
from vijfspoor.web.dossier._life_form import TAB
from vijfspoor.web.dossier.dossier import dossier_context
from vijfspoor.web.people.learning_paths import steps


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, number: int) -> HttpResponse:
    """Show what is asked first and how far each group is; POST says which modules it is."""
    context = dossier_context(request, number, TAB)
    if request.method == "POST":
        modules, days = request.POST.getlist("modules"), request.POST.get("days", "")
        try:
            require_modules(request.actor, context["dossier"], modules, days=typed_number(days, MOST_COUNTED))
        except InvalidInput as error:
            return _show(request, context, errors=error.errors, modules=modules, days=days)
        messages.success(request, _("Saved. Who did not finish it may not use the application yet."))
        return redirect("first_learn", number=number)
    return _show(request, context)


@signed_in
@require_POST
def ask(request: HttpRequest, number: int) -> HttpResponse:
    """Ask the users of the application to do it."""
    context = dossier_context(request, number, TAB)
    found = path_of(context["dossier"], request.actor.today)
    if found is None:
        raise NotAllowed("assign_path")
    try:
        assign_path(request.actor, found.row, reason=request.POST.get("reason", ""))
    except InvalidInput as error:
        return _show(request, context, errors=error.errors, reason=request.POST.get("reason", ""))
    messages.success(request, _("Asked. Every user sees it on the desk and gets a mail."))
    return redirect("first_learn", number=number)


@signed_in
@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Ask nothing first any more."""
    context = dossier_context(request, number, TAB)
    found = path_of(context["dossier"], request.actor.today)
    if found is None:
        raise NotAllowed("require_modules")
    withdraw_path(request.actor, found.row)
    messages.success(request, _("Nothing has to be finished first any more."))
    return redirect("first_learn", number=number)


def _show(request: HttpRequest, context: dict[str, Any], **extra: Any) -> HttpResponse:
    actor, dossier = request.actor, context["dossier"]
    found = path_of(dossier, actor.today)
    context |= {
        "path": found,
        "groups": group_lines(dossier),
        "mine": [module for item in own_first(actor) if item.dossier == dossier for module in item.modules],
        "may_require": _permission.may(actor, "require_modules", dossier),
        "may_ask": found is not None and _permission.may(actor, "assign_path", found.row),
        "days": found.row.days if found else 30,
        "reason": "",
        "errors": {},
        **steps(actor, extra.get("modules", found.row.modules if found else [])),
    } | extra
    return render(request, "learning/first_learn.html", context, status=422 if extra.get("errors") else 200)
