"""The modules on offer: own lessons, courses elsewhere and packages; keeping them, and taking their results over."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.people.import_completions import check_completions, import_completions
from vijfspoor.actions.people.keep_module import ModuleInput, keep_module, withdraw_module
from vijfspoor.integrations.results.completions import read_statements
from vijfspoor.integrations.results.tables import read_csv, read_xlsx
from vijfspoor.queries import _visible
from vijfspoor.queries.people.learning_paths import offer
from vijfspoor.store.models import LearningModule
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._numbers import MOST_COUNTED, typed_number
from vijfspoor.web._page import signed_in
from vijfspoor.web.people._result_file import carried, rows_sent
from vijfspoor.web.people.literacy import tabs

FIELDS = ("kind", "title", "about", "link", "minutes", "made_on", "confirmed_by", "identifier", "version")
TABLES = {"csv": read_csv, "txt": read_csv, "xlsx": read_xlsx}
READERS = {**TABLES, "json": read_statements}


@signed_in
@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """Every module, and which are older than the last release of an application they belong to."""
    _permission.require(request.actor, "keep_modules")
    context = tabs(request.actor, "learning") | {"page": "modules", "offer": offer(request.actor)}
    return render(request, "learning/modules.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Ask what a module is, or keep it on POST."""
    found = _module(request, pk) if pk else None
    _permission.require(request.actor, "keep_modules", found)
    values: dict[str, Any] = {name: getattr(found, name) for name in FIELDS} if found else {"kind": "course"}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        values = {name: request.POST.get(name, "") for name in FIELDS}
        try:
            keep_module(request.actor, _given(values), found)
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Saved. It can now be part of a path, and be asked of a group."))
            return redirect("learning_modules")
    context = tabs(request.actor, "learning") | {
        "module": found,
        "values": values,
        "errors": errors,
        "kinds": [("course", _("A course elsewhere")), ("package", _("A SCORM or xAPI package"))],
        "confirms": [("self", _("People say so themselves")), ("list", _("A list of who took part says so"))],
    }
    return render(request, "learning/module_form.html", context, status=422 if errors else 200)


@signed_in
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop offering a module."""
    withdraw_module(request.actor, _module(request, pk))
    messages.success(request, _("It is no longer offered. What people finished stays."))
    return redirect("learning_modules")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a file with results; POST shows what would happen, and with `confirm` takes it over."""
    found = _module(request, pk)
    _permission.require(request.actor, "import_completions", found)
    context = tabs(request.actor, "learning") | {"module": found}
    if request.method == "POST":
        purpose = f"completions-{found.pk}"
        readers = READERS if found.kind == LearningModule.Kind.PACKAGE else TABLES
        try:
            rows = rows_sent(request, readers, purpose)
        except InvalidInput as error:
            return render(request, "learning/results.html", context | {"errors": error.errors}, status=422)
        if "confirm" in request.POST:
            count = len(import_completions(request.actor, found, rows).people)
            said = ngettext("%(n)s result was taken over.", "%(n)s results were taken over.", count) % {"n": count}
            messages.success(request, said)
            return redirect("learning_modules")
        context |= {
            "checked": check_completions(request.actor, found, rows),
            "carried": carried(request, rows, purpose),
        }
    response = render(request, "learning/results.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _given(values: dict[str, Any]) -> ModuleInput:
    return ModuleInput(
        **{
            **values,
            "minutes": typed_number(values["minutes"], MOST_COUNTED),
            "made_on": parse_dutch_date(values["made_on"]),
        }
    )


def _module(request: HttpRequest, pk: int) -> LearningModule:
    found = _visible.learning_modules(request.actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
