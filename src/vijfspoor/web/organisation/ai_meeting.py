"""The AI-overleg on screen: its agenda, own items, and the record of a meeting."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.organisation.keep_ai_meeting import put_on_ai_meeting, record_ai_meeting, settle_ai_meeting_item
from vijfspoor.queries.organisation import ai_meeting as query
from vijfspoor.queries.organisation.ai_meeting_document import agenda_document, record_document
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.queries.wording import say
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._page import signed_in
from vijfspoor.web.dossier.documents import attachment, language_asked


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Show the agenda and the records; POST puts an own item on it."""
    _readable(request)
    values = {name: request.POST.get(name, "") for name in ("title", "text")}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            put_on_ai_meeting(request.actor, **values)
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("It stands on the agenda."))
            return redirect("ai_meeting")
    context = {
        "parts": query.agenda(request.actor),
        "items": query.open_items(request.actor),
        "records": query.records(request.actor),
        "may_put": _permission.may(request.actor, "put_on_ai_meeting"),
        "may_keep": _permission.may(request.actor, "keep_ai_meeting"),
        "values": values,
        "errors": errors,
        "current": "insight",
    }
    return render(request, "reports/ai_meeting.html", context, status=422 if errors else 200)


@signed_in
@require_safe
def agenda_file(request: HttpRequest, form: str) -> HttpResponse:
    """Send the agenda as it stands today."""
    _readable(request)
    return attachment(agenda_document(request.actor, language_asked(request)), form)


@signed_in
@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an own item off the agenda."""
    _readable(request)
    found = query.open_items(request.actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    settle_ai_meeting_item(request.actor, found)
    return redirect("ai_meeting")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    """Write the record of a meeting: the day, who was there, and notes on the points of the agenda."""
    _permission.require(request.actor, "keep_ai_meeting")
    parts = query.agenda(request.actor)
    notes = {point.key: request.POST.get(point.key, "") for part in parts for point in part.points}
    on = request.POST.get("on", request.actor.today.strftime("%d-%m-%Y"))
    roles, general = request.POST.getlist("roles"), request.POST.get("general", "")
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            record_ai_meeting(request.actor, parse_dutch_date(on), roles=roles, notes=notes, general=general)
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Recorded with your name and the date."))
            return redirect("ai_meeting")
    context: dict[str, Any] = {
        "parts": [(part.title, [(point, notes[point.key]) for point in part.points]) for part in parts],
        "roles": _roles(request, roles),
        "on": on,
        "general": general,
        "errors": errors,
        "current": "insight",
    }
    return render(request, "reports/ai_meeting_record.html", context, status=422 if errors else 200)


@signed_in
@require_safe
def record_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Send the newest record of a day."""
    _readable(request)
    found = next((row for row in query.records(request.actor) if row.pk == pk), None)
    if found is None:
        raise Http404
    return attachment(record_document(found, language_asked(request)), form)


def _roles(request: HttpRequest, chosen: list[str]) -> list[tuple[str, str, bool]]:
    actor = request.actor
    wheel = wheel_for(actor.organisation, actor.today)
    in_use = wheel.roles_in_use(wheel.additions)
    return [(role.code, say(role.name), role.code in chosen) for role in in_use]


def _readable(request: HttpRequest) -> None:
    if not query.may_read(request.actor):
        raise PermissionDenied
