"""The executive board on screen: what waits for its decision, one page per decision, and its meetings."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.leadership.keep_board_meeting import adopt_minutes, plan_board_meeting, set_agenda, write_minutes
from vijfspoor.queries.leadership import board as query
from vijfspoor.queries.leadership import means
from vijfspoor.queries.leadership.council_letters import letters_waiting
from vijfspoor.queries.leadership.minutes_document import minutes_document
from vijfspoor.store.models import BoardMeeting, Minutes, Task
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._numbers import typed_numbers
from vijfspoor.web._page import signed_in
from vijfspoor.web.dossier.documents import attachment, language_asked


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request: HttpRequest) -> HttpResponse:
    """Show what waits for the board and its meetings; POST plans a meeting."""
    _readable(request)
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        on, title = parse_dutch_date(request.POST.get("on", "")), request.POST.get("title", "")
        try:
            made = plan_board_meeting(request.actor, on, title)
        except InvalidInput as error:
            errors = error.errors
        else:
            return redirect("board_meeting", pk=made.pk)
    context = {
        "rows": query.agenda(request.actor),
        "meetings": query.meetings(request.actor.organisation)[:24],
        "letters_waiting": letters_waiting(request.actor),
        "may_keep": _permission.may(request.actor, "keep_board_agenda"),
        "means_waiting": means.waiting(request.actor.organisation),
        "values": request.POST,
        "errors": errors,
        "current": "board",
    }
    return render(request, "board/agenda.html", context, status=422 if errors else 200)


@signed_in
@require_safe
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one decision with every position, what is awaited, and the risks on file."""
    _readable(request)
    page = query.decision_page(request.actor, pk)
    if page is None:
        raise Http404
    may_decide = not page.awaited and _permission.may(request.actor, "decide", page.task)
    return render(request, "board/decision.html", {"page": page, "may_decide": may_decide, "current": "board"})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a meeting with its agenda, decisions and minutes; POST writes a version of the minutes."""
    found = _find(request, pk)
    if request.method == "POST":
        try:
            made = write_minutes(request.actor, found, text=request.POST.get("text", ""))
        except InvalidInput as error:
            return _show(request, found, errors=error.errors, text=request.POST.get("text", ""))
        messages.success(request, _("Saved as version %(version)s.") % {"version": made.version})
        return redirect("board_meeting", pk=pk)
    return _show(request, found)


@signed_in
@require_POST
def set_items(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the chosen decisions on the agenda."""
    found = _find(request, pk)
    try:
        set_agenda(request.actor, found, _chosen(found, request.POST.getlist("tasks")))
    except InvalidInput as error:
        return _show(request, found, errors=error.errors)
    messages.success(request, _("The agenda is saved."))
    return redirect("board_meeting", pk=pk)


@signed_in
@require_POST
def adopt(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """Adopt a version of the minutes."""
    adopt_minutes(request.actor, _version(_find(request, pk), version))
    messages.success(request, _("Adopted. It can only be corrected by a newer version."))
    return redirect("board_meeting", pk=pk)


@signed_in
@require_safe
def document(request: HttpRequest, pk: int, version: int, form: str) -> HttpResponse:
    """Send a version of the minutes, `?taal=` in a language."""
    return attachment(minutes_document(_version(_find(request, pk), version), language_asked(request)), form)


def _show(request: HttpRequest, found: BoardMeeting, **extra: Any) -> HttpResponse:
    versions = list(found.minutes.all())
    newest = versions[0] if versions else None
    is_fixed = any(hasattr(row, "adoption") for row in versions)
    may_keep = _permission.may(request.actor, "keep_board_agenda", found)
    on_it = {task.pk for task in found.agenda.all()}
    context = {
        "meeting": found,
        "items": found.agenda.all(),
        "choices": [] if is_fixed or not may_keep else [(t, t.pk in on_it) for t in query.may_be_on_agenda(found)],
        "decisions": query.decisions_on(found),
        "means_waiting": means.waiting(found.organisation) if found.on >= request.actor.today else 0,
        "versions": versions,
        "newest": newest,
        "may_write": may_keep and found.on <= request.actor.today,
        "may_adopt": newest is not None
        and not hasattr(newest, "adoption")
        and _permission.may(request.actor, "adopt_minutes", found),
        "text": newest.text if newest else "",
        "current": "board",
    } | extra
    return render(request, "board/meeting.html", context, status=422 if extra.get("errors") else 200)


def _readable(request: HttpRequest) -> None:
    if not query.may_see_agenda(request.actor):
        raise PermissionDenied


def _find(request: HttpRequest, pk: int) -> BoardMeeting:
    _readable(request)
    found = query.meetings(request.actor.organisation).select_related("organisation")
    meeting = found.filter(pk=pk).first()
    if meeting is None:
        raise Http404
    return meeting


def _version(meeting: BoardMeeting, version: int) -> Minutes:
    found = next((row for row in meeting.minutes.all() if row.version == version), None)
    if found is None:
        raise Http404
    found.meeting = meeting
    return found


def _chosen(meeting: BoardMeeting, raw: Iterable[str]) -> list[Task]:
    return list(query.may_be_on_agenda(meeting).filter(pk__in=typed_numbers(raw)))
