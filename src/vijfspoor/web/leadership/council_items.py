"""Motions, promises and letters of the council for who signed in: the list, registering one, and the board's answer."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.leadership.answer_council import answer_council
from vijfspoor.actions.leadership.register_council_item import (
    CouncilItemInput,
    keep_council_meeting,
    register_council_item,
    withdraw_council_item,
)
from vijfspoor.queries.leadership import council
from vijfspoor.queries.technology import concerns
from vijfspoor.queries.wording import council_kinds
from vijfspoor.store.models import CouncilItem
from vijfspoor.web._chosen import chosen_application
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._page import signed_in

TYPED = ("kind", "title", "text", "by", "on", "due_on", "dossier")


@signed_in
@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """Show what the council asked and was promised, open ones first by term, and its meetings."""
    return _list(request)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Register a motion, a promise or a letter."""
    _permission.require(request.actor, "keep_council")
    values = {name: request.POST.get(name, "") for name in TYPED}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            made = register_council_item(request.actor, _input(request, values))
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Registered. It stands on the public page, and the board has a task."))
            return redirect("council_item", pk=made.pk)
    names = concerns.applications(request.actor).values_list("number", "name")
    context = {
        "values": values,
        "errors": errors,
        "kinds": council_kinds().items(),
        "applications": [(str(number), name) for number, name in names],
        "current": "council",
    }
    return render(request, "council/new.html", context, status=422 if errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one item with its answers; the board answers it on POST."""
    item = _find(request, pk)
    errors: dict[str, list[str]] = {}
    text = request.POST.get("text", "")
    if request.method == "POST":
        settles = request.POST.get("then") == "settle"
        try:
            answer_council(request.actor, item, text=text, settles=settles)
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Your answer is public now."))
            return redirect("council_item", pk=pk)
    is_open = item.status == CouncilItem.Status.OPEN
    context = {
        "item": item,
        "is_open": is_open,
        "text": text,
        "errors": errors,
        "may_answer": is_open and _permission.may(request.actor, "answer_council", item),
        "may_withdraw": is_open and not item.replies.all() and _permission.may(request.actor, "keep_council", item),
        "current": "council",
    }
    return render(request, "council/one.html", context, status=422 if errors else 200)


@signed_in
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an item back that was registered by mistake."""
    withdraw_council_item(request.actor, _find(request, pk))
    messages.success(request, _("Taken back. It is no longer on the public page."))
    return redirect("council_items")


@signed_in
@require_POST
def meeting(request: HttpRequest) -> HttpResponse:
    """Put a meeting on the calendar of the council, or take it off."""
    raw = request.POST.get("on", "")
    try:
        keep_council_meeting(request.actor, parse_dutch_date(raw), remove=request.POST.get("then") == "remove")
    except InvalidInput as error:
        return _list(request, errors=error.errors, on=raw)
    return redirect("council_items")


def _list(request: HttpRequest, **extra: Any) -> HttpResponse:
    context = {
        "items": council.items(request.actor.organisation)[: council.MOST_ITEMS],
        "meetings": council.meeting_days(request.actor.organisation)[:24],
        "may_register": _permission.may(request.actor, "keep_council"),
        "current": "council",
    } | extra
    return render(request, "council/list.html", context, status=422 if extra.get("errors") else 200)


def _find(request: HttpRequest, pk: int) -> CouncilItem:
    found = council.items(request.actor.organisation).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _input(request: HttpRequest, values: dict[str, str]) -> CouncilItemInput:
    return CouncilItemInput(
        kind=values["kind"],
        title=values["title"],
        text=values["text"],
        by=values["by"],
        on=parse_dutch_date(values["on"]),
        due_on=parse_dutch_date(values["due_on"]),
        dossier=chosen_application(request, values["dossier"]),
    )
