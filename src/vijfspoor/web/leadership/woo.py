"""Openness on request on screen: the pieces of a file, what was chosen for each, the bundle, and requests."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.leadership.choose_woo import accept_woo_proposals, choose_woo
from vijfspoor.actions.leadership.handle_woo_request import (
    WooRequestInput,
    close_woo_request,
    extend_woo_request,
    register_woo_request,
)
from vijfspoor.actions.leadership.make_woo_bundle import make_woo_bundle
from vijfspoor.queries import _visible
from vijfspoor.queries.leadership import woo as query
from vijfspoor.queries.wording import say
from vijfspoor.store.models import WooRequest
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._page import signed_in
from vijfspoor.web._send_file import send_file
from vijfspoor.web.dossier.dossier import dossier_context

TAB = "woo"


@signed_in
@require_safe
def page(request: HttpRequest, number: int) -> HttpResponse:
    """Every piece of the file with what was chosen for it, the bundles made, and the requests."""
    context = _context(request, number)
    lines = query.lines(context["dossier"], request.actor.today)
    context |= {
        "lines": lines,
        "waiting": [line for line in lines if line.choice is None],
        "proposed": sum(line.choice is None and line.kind.proposal is not None for line in lines),
        "bundles": query.bundles(context["dossier"]),
        "requests": query.requests(request.actor).filter(dossier=context["dossier"]),
    }
    return render(request, "woo/dossier.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, number: int, item: str) -> HttpResponse:
    """Choose for one piece, with the ground on which it stays out."""
    context = _context(request, number)
    _permission.require(request.actor, "weigh_woo", context["dossier"])
    lines = query.lines(context["dossier"], request.actor.today)
    line = next((line for line in lines if line.piece.key == item), None)
    if line is None:
        raise Http404
    values = _values_of(line)
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        values = {name: request.POST.get(name, "") for name in ("outcome", "ground", "reason")}
        try:
            choose_woo(request.actor, context["dossier"], item, **values)
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Recorded with your name and the date."))
            return redirect("woo_of_dossier", number=number)
    grounds = [(code, f"{say(g.title)} ({g.reference})") for code, g in line.book.grounds.items()]
    context |= {"line": line, "values": values, "errors": errors, "grounds": grounds}
    return render(request, "woo/choose.html", context, status=422 if errors else 200)


@signed_in
@require_POST
def accept(request: HttpRequest, number: int) -> HttpResponse:
    """Take over every proposal that is open."""
    count = accept_woo_proposals(request.actor, _context(request, number)["dossier"])
    text = ngettext("%(n)s proposal taken over under your name.", "%(n)s proposals taken over under your name.", count)
    messages.success(request, text % {"n": count})
    return redirect("woo_of_dossier", number=number)


@signed_in
@require_POST
def make(request: HttpRequest, number: int) -> HttpResponse:
    """Make the next version of the bundle."""
    try:
        made = make_woo_bundle(request.actor, _context(request, number)["dossier"])
    except Conflict as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Version %(version)s of the bundle is ready.") % {"version": made.version})
    return redirect("woo_of_dossier", number=number)


@signed_in
@require_safe
def bundle(request: HttpRequest, number: int, version: int) -> FileResponse:
    """Send one version of the bundle."""
    dossier = _context(request, number)["dossier"]
    found = dossier.woo_bundles.filter(version=version).first()
    if found is None or not default_storage.exists(found.stored_name):
        raise Http404
    name = f"woo-{dossier.organisation.slug}-{dossier.number}-v{version}.zip"
    return send_file(default_storage.open(found.stored_name), name, "application/zip")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new_request(request: HttpRequest, number: int) -> HttpResponse:
    """Register a request about the application."""
    context = _context(request, number)
    _permission.require(request.actor, "register_woo_request", context["dossier"])
    people = list(_visible.people(request.actor).filter(is_active=True).order_by("name"))
    names = ("reference", "subject", "received_on", "handler")
    values = {name: request.POST.get(name, "") for name in names}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        handler = next((person for person in people if str(person.pk) == values["handler"]), None)
        received_on = parse_dutch_date(values["received_on"])
        given = WooRequestInput(values["reference"], values["subject"], received_on, handler)
        try:
            made = register_woo_request(request.actor, context["dossier"], given)
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Registered. The term runs."))
            return redirect("woo_request", pk=made.pk)
    values["handler"] = values["handler"] or str(request.actor.person.pk)
    options = [(str(person.pk), person.name) for person in people]
    context |= {"values": values, "errors": errors, "people": options}
    return render(request, "woo/request_new.html", context, status=422 if errors else 200)


@signed_in
@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """Every request with its term, and which applications have a complete bundle."""
    if not query.may_read(request.actor):
        raise PermissionDenied
    context = {
        "requests": query.requests(request.actor)[:200],
        "ready": query.woo_ready(request.actor),
        "today": request.actor.today,
        "current": "insight",
    }
    return render(request, "woo/list.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def one_request(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: its term, and what can be done with it."""
    found = query.requests(request.actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    values = {name: request.POST.get(name, "") for name in ("reason", "note")}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            _take(request, found, values)
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Recorded with your name and the date."))
            return redirect("woo_request", pk=pk)
    is_open = found.status == WooRequest.Status.OPEN
    may_answer = is_open and _permission.may(request.actor, "answer_woo_request", found)
    context = {
        "item": found,
        "may_answer": may_answer,
        "may_extend": may_answer and found.extended_at is None and found.due_on >= request.actor.today,
        "term": query.woo_book(request.actor.today).term,
        "values": values,
        "errors": errors,
        "today": request.actor.today,
        "current": "insight",
    }
    return render(request, "woo/request.html", context, status=422 if errors else 200)


def _take(request: HttpRequest, found: WooRequest, values: dict[str, str]) -> None:
    step = request.POST.get("step", "")
    if step == "extend":
        extend_woo_request(request.actor, found, reason=values["reason"])
    elif step in ("settle", "withdraw"):
        close_woo_request(request.actor, found, note=values["note"], withdrawn=step == "withdraw")
    else:
        raise Http404


def _context(request: HttpRequest, number: int) -> dict[str, Any]:
    """What the pages of a dossier share. Raises PermissionDenied for who may not read that advice exists."""
    if not query.may_read(request.actor):
        raise PermissionDenied
    context = dossier_context(request, number, TAB)
    may_weigh = _permission.may(request.actor, "weigh_woo", context["dossier"])
    return context | {"may_weigh": may_weigh, "today": request.actor.today}


def _values_of(line: query.WooLine) -> dict[str, str]:
    """What the form shows at first: the last choice, else the proposal."""
    if line.choice:
        return {"outcome": line.choice.outcome, "ground": line.choice.ground, "reason": line.choice.reason}
    return {"outcome": line.kind.proposal or "", "ground": line.kind.ground, "reason": ""}
