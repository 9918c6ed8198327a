"""Rounds of the self-scan on screen: which there are, sending one, and publishing its figures."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput, NotAllowed
from vijfspoor.actions.people.release_figures import release_figures
from vijfspoor.actions.people.send_scan import RoundInput, send_scan
from vijfspoor.domain.people.literacy_figures import rounded_people
from vijfspoor.queries import _visible
from vijfspoor.queries.people import literacy as query
from vijfspoor.queries.people.literacy_norm import adoption
from vijfspoor.store.models import Unit
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._numbers import typed_numbers
from vijfspoor.web._page import signed_in
from vijfspoor.web.people.literacy import require_figures, tabs


@signed_in
@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """Every round and every import."""
    require_figures(request.actor, everything=True)
    context = tabs(request.actor, "rounds") | {
        "rounds": query.rounds(request.actor),
        "open_rounds": query.open_rounds(request.actor),
        "adopted": adoption(request.actor.organisation),
    }
    return render(request, "literacy/rounds.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Fill in a round and send it."""
    actor = request.actor
    if not _permission.may(actor, "send_scan"):
        raise NotAllowed("send_scan")
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            sent = send_scan(actor, _given(request))
        except InvalidInput as error:
            errors = error.errors
        else:
            said = ngettext("Sent to %(n)s person.", "Sent to %(n)s people.", sent.invited) % {"n": sent.invited}
            messages.success(request, said)
            return redirect("scan_round", pk=sent.pk)
    units = list(_visible.units(actor).filter(is_outside=False).order_by("name"))
    context = tabs(actor, "rounds") | {
        "departments": [unit for unit in units if unit.kind == Unit.Kind.DEPARTMENT],
        "teams": [unit for unit in units if unit.kind == Unit.Kind.TEAM],
        "chosen": set(request.POST.getlist("units")),
        "staff": _visible.people(actor).filter(is_active=True, unit__is_outside=False).count(),
        "adopted": adoption(actor.organisation),
        "typed": _typed(request),
        "errors": errors,
    }
    return render(request, "literacy/round_new.html", context, status=422 if errors else 200)


def _given(request: HttpRequest) -> RoundInput:
    return RoundInput(
        name=request.POST.get("name", ""),
        target=request.POST.get("target", ""),
        opens_on=parse_dutch_date(request.POST.get("opens_on", "")),
        closes_on=parse_dutch_date(request.POST.get("closes_on", "")),
        units=tuple(typed_numbers(request.POST.getlist("units"))),
        is_anonymous=request.POST.get("is_anonymous") != "no",
        reminds=request.POST.get("reminds") == "yes",
    )


def _typed(request: HttpRequest) -> dict[str, Any]:
    if request.method == "POST":
        return request.POST.dict()
    return {"target": "everyone", "opens_on": request.actor.today, "is_anonymous": "yes", "reminds": "yes"}


@signed_in
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One round: how it runs, and publishing its figures."""
    require_figures(request.actor, everything=True)
    found = query.find_round(request.actor, pk)
    if found is None:
        raise Http404
    context = tabs(request.actor, "rounds") | {
        "round": found,
        "done": rounded_people(found.results.count()),
        "releases": found.releases.defer("basis", "shown").order_by("-pk"),
        "may_release": _permission.may(request.actor, "release_figures", found),
        "is_open": found.opens_on <= request.actor.today <= found.closes_on and not found.is_import,
    }
    return render(request, "literacy/round.html", context)


@signed_in
@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the figures of a round."""
    found = query.find_round(request.actor, pk)
    if found is None:
        raise Http404
    release_figures(request.actor, found)
    messages.success(request, _("Published. Everyone who may read the figures sees them now."))
    return redirect("literacy")
