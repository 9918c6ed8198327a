"""Means on screen: the sources of the board, every measure with what it asks and has got, and the owner's request."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.leadership.ask_means import ask_means, need_no_means
from vijfspoor.actions.leadership.assign_means import assign_means, refuse_means, withdraw_means
from vijfspoor.actions.leadership.keep_means import (
    SourceInput,
    add_means_source,
    change_means_source,
    stop_means_source,
)
from vijfspoor.domain.leadership.means import Means
from vijfspoor.queries import _visible
from vijfspoor.queries.leadership import means as query
from vijfspoor.queries.leadership.board import may_see_agenda
from vijfspoor.queries.wording import means as in_words
from vijfspoor.queries.wording import task_title
from vijfspoor.store.models import MeansSource, Task
from vijfspoor.web._numbers import page_number, typed_number, whole_number
from vijfspoor.web._page import signed_in

_LISTS = {"alle": "all", "gevraagd": "asked", "zonder": "without", "toegewezen": "assigned"}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: HttpRequest) -> HttpResponse:
    """Every source and every measure; POST adds a source."""
    _readable(request)
    errors: dict[str, list[str]] = {}
    values: Any = {"year": request.actor.today.year}
    if request.method == "POST":
        values = request.POST
        try:
            add_means_source(request.actor, _source_input(request))
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("The source is there. You can assign from it now."))
            return redirect("means")
    asked = request.GET.get("lijst", "")
    which = _LISTS.get(asked, "all")
    context = {
        "sources": query.source_lines(request.actor),
        "page": query.measure_page(request.actor, which, page_number(request)),
        "waiting": query.waiting(request.actor.organisation),
        "lists": _LISTS.items(),
        "which": which,
        "query": f"lijst={asked}" if asked in _LISTS else "",
        "may_keep": _permission.may(request.actor, "keep_means"),
        "may_assign": _permission.may(request.actor, "assign_means"),
        "values": values,
        "errors": errors,
        "current": "board",
    }
    return render(request, "means/overview.html", context, status=422 if errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """One source; the board changes what it holds on POST."""
    found = _source(request, pk)
    values: Any = {"name": found.name, "hours": found.hours, "euros": found.euros}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        values = request.POST
        try:
            change_means_source(request.actor, found, _source_input(request))
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("The source is changed."))
            return redirect("means")
    context = {
        "line": query.source_line(found),
        "rulings": query.drawn_from(found),
        "may_keep": found.retired_at is None and _permission.may(request.actor, "keep_means", found),
        "values": values,
        "errors": errors,
        "current": "board",
    }
    return render(request, "means/source.html", context, status=422 if errors else 200)


@signed_in
@require_POST
def stop_source(request: HttpRequest, pk: int) -> HttpResponse:
    """Assign no more from a source."""
    stop_means_source(request.actor, _source(request, pk))
    messages.success(request, _("Nothing more is assigned from this source. What was assigned stays."))
    return redirect("means")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def measure(request: HttpRequest, pk: int) -> HttpResponse:
    """One measure with what was asked and said; the board assigns, refuses or takes back on POST."""
    _readable(request)
    line = query.measure_line(request.actor, pk)
    if line is None:
        raise Http404
    wanted = line.assigned or line.request
    values: Any = {"hours": wanted.hours, "euros": wanted.euros} if wanted else {}
    if line.assigned:
        values["source"] = line.assigned.source_id
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        values = request.POST
        try:
            said = _STEPS[request.POST.get("step", "")](request, line.task)
        except InvalidInput as error:
            errors = error.errors
        except KeyError as error:
            raise Http404 from error
        else:
            messages.success(request, said)
            return redirect("means")
    context = {
        "line": line,
        "task": line.task,
        "dossier": line.task.dossier,
        "history": query.history(line.task),
        "sources": _choices(request, line),
        "may_assign": _permission.may(request.actor, "assign_means", line.task),
        "may_take_back": line.assigned and _permission.may(request.actor, "withdraw_means", line.task),
        "may_ask": line.task.status == Task.Status.OPEN and _permission.may(request.actor, "ask_means", line.task),
        "values": values,
        "errors": errors,
        "current": "board",
    }
    return render(request, "means/measure.html", context, status=422 if errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """The owner of a measure says what it takes, or that it needs nothing."""
    tasks = _visible.tasks(request.actor).select_related("dossier__organisation", "assignee")
    task = tasks.filter(pk=pk).first()
    if task is None or not query.is_measure(task):
        raise Http404
    _permission.require(request.actor, "ask_means", task)
    if task.status != Task.Status.OPEN:
        messages.info(request, _("This task was already done or is no longer needed."))
        return redirect("dossier", number=task.dossier.number)
    line = query.means_of([task])[task.pk]
    before = line.request
    values: Any = {"hours": before.hours, "euros": before.euros, "why": before.why} if before else {}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        values = request.POST
        try:
            messages.success(request, _asked(request, task))
        except InvalidInput as error:
            errors = error.errors
        else:
            return redirect("task", pk=pk)
    context = {
        "task": task,
        "title": task_title(task),
        "dossier": task.dossier,
        "line": line,
        "values": values,
        "errors": errors,
        "current": "desk",
    }
    return render(request, "means/ask.html", context, status=422 if errors else 200)


def _asked(request: HttpRequest, task: Task) -> str:
    if request.POST.get("step") == "none":
        need_no_means(request.actor, task)
        return _("Noted: this measure needs no hours or money of the board.")
    ask_means(request.actor, task, _typed(request), why=request.POST.get("why", ""))
    return _("The board sees what you ask. You get a message when it decides.")


def _assign(request: HttpRequest, task: Task) -> str:
    found = _visible.means_sources(request.actor).filter(pk=typed_number(request.POST.get("source", ""))).first()
    ruling = assign_means(request.actor, task, found, _typed(request))
    return _("Assigned: %(means)s. The owner gets a message.") % {"means": in_words(ruling.means)}


def _refuse(request: HttpRequest, task: Task) -> str:
    refuse_means(request.actor, task, reasons=request.POST.get("reasons", ""))
    return _("Refused. The owner gets a message with your reason.")


def _take_back(request: HttpRequest, task: Task) -> str:
    withdraw_means(request.actor, task, reasons=request.POST.get("take_back", ""))
    return _("Taken back. What was assigned is in its source again.")


_STEPS = {"assign": _assign, "refuse": _refuse, "withdraw": _take_back}


def _typed(request: HttpRequest) -> Means:
    return Means(*(whole_number(request.POST.get(name, "")) or 0 for name in ("hours", "euros")))


def _source_input(request: HttpRequest) -> SourceInput:
    year = whole_number(request.POST.get("year", "")) or 0
    return SourceInput(request.POST.get("name", ""), _typed(request), year)


def _choices(request: HttpRequest, line: query.MeansLine) -> list[tuple[int, str]]:
    """Return the sources to choose from, each with what is left; what the measure has now counts as left."""
    found = list(query.assignable(request.actor.organisation, request.actor.today, line.assigned))
    left = query.left_in(found, line.assigned)
    words = _("%(name)s (%(year)s): %(left)s left")
    return [(row.pk, words % {"name": row.name, "year": row.year, "left": in_words(left[row.pk])}) for row in found]


def _source(request: HttpRequest, pk: int) -> MeansSource:
    _readable(request)
    found = _visible.means_sources(request.actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _readable(request: HttpRequest) -> None:
    if not may_see_agenda(request.actor):
        raise PermissionDenied
