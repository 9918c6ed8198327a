"""The municipality's own architecture guidelines on screen: write one, see what it would flag, adopt or withdraw it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.technology.keep_guideline import (
    GuidelineInput,
    adopt_guideline,
    propose_guideline,
    withdraw_guideline,
)
from vijfspoor.content.guidelines.loader import guideline_book_in_force
from vijfspoor.domain.dossier.route import Route
from vijfspoor.queries.technology import own_guidelines as query
from vijfspoor.queries.technology.guidelines import overview_with
from vijfspoor.queries.wording import route_name, say
from vijfspoor.store.models import OwnGuideline
from vijfspoor.web._page import signed_in

_TEXTS = ("title", "statement", "rationale", "test")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Write a guideline, or the next version of one."""
    _permission.require(request.actor, "propose_guideline")
    found = _row(request, pk) if pk else None
    values: dict[str, Any] = {}
    if found is not None:
        values = {name: getattr(found, name) for name in _TEXTS} | {"routes": tuple(found.routes)}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        values = {name: request.POST.get(name, "") for name in _TEXTS}
        values["routes"] = tuple(request.POST.getlist("routes"))
        try:
            row = propose_guideline(request.actor, GuidelineInput(**values), found.code if found else "")
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Saved. Below you see what it would flag."))
            return redirect("own_guideline", pk=row.pk)
    choices = query.choices_to_test(request.actor.today)
    context = {
        "guideline": found,
        "values": values,
        "errors": errors,
        "routes": [(route.value, route_name(route.value)) for route in Route if route is not Route.ZWART],
        "tests": [(item.condition, f"{say(item.text)} {item.value}") for item in choices],
        "current": "tracks",
    }
    return render(request, "guideline/own_form.html", context, status=422 if errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """A guideline with what it flags or would flag and its versions; the board adopts or withdraws it on POST."""
    row = _row(request, pk)
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        act = adopt_guideline if row.adopted_at is None else withdraw_guideline
        try:
            row = act(request.actor, row, reasons=request.POST.get("reasons", ""))
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Recorded with your name and the date."))
            return redirect("own_guideline", pk=pk)
    shipped = guideline_book_in_force(request.actor.today)
    overview = overview_with(request.actor, query.with_own(shipped, [row]))
    versions = [item for item in query.listing(request.actor) if item.code == row.code]
    context = {
        "guideline": row,
        "flags": next((item for item in overview.rows if item.guideline.code == row.code), None),
        "versions": versions,
        "earlier": next((item for item in versions if item.version == row.version - 1), None),
        "is_newest": versions[0].pk == row.pk,
        "test": _in_words(request, row),
        "may_adopt": row.withdrawn_at is None and _permission.may(request.actor, "adopt_guideline", row),
        "may_propose": _permission.may(request.actor, "propose_guideline"),
        "errors": errors,
        "reasons": request.POST.get("reasons", ""),
        "current": "tracks",
    }
    return render(request, "guideline/own.html", context, status=422 if errors else 200)


def _row(request: HttpRequest, pk: int) -> OwnGuideline:
    found = query.listing(request.actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _in_words(request: HttpRequest, row: OwnGuideline) -> str:
    choices = query.choices_to_test(request.actor.today)
    return next((f"{say(item.text)} {item.value}" for item in choices if item.condition == row.test), "")
