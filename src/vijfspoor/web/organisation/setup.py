"""The set-up of governance on screen: its versions, what one changes and does to open work, and the decision on it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.organisation import advance_setup as verbs
from vijfspoor.actions.organisation.write_setup import begin_setup, throw_away_setup, write_note
from vijfspoor.domain.organisation.setup import faults
from vijfspoor.domain.organisation.setup_difference import changes
from vijfspoor.queries.organisation import setup as query
from vijfspoor.queries.organisation.setup_words import fault_sentence, field_name, place, value_words
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.store.models import SetupVersion
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._page import signed_in

State = SetupVersion.State


@signed_in
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every version, and which one is in force."""
    rows = list(query.versions(request.actor))
    context = {
        "versions": rows,
        "in_force": wheel_for(request.actor.organisation, request.actor.today).own_version,
        "may_begin": _permission.may(request.actor, "write_setup") and (not rows or rows[0].state == State.ADOPTED),
        "current": "tracks",
    }
    return render(request, "setup/overview.html", context)


@signed_in
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin the next version."""
    version = begin_setup(request.actor)
    messages.success(request, _("The next version begins as a copy. Change what must change."))
    return redirect("setup", pk=version.pk)


@signed_in
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """A version: what it changes, what it would do, and what happens next."""
    return render(request, "setup/one.html", context_of(request, version_of(request, pk)))


@signed_in
@require_POST
def advance(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the version a step further; what is wrong stands at its field and nothing is lost."""
    version = version_of(request, pk)
    values = {name: request.POST.get(name, "") for name in ("note", "reasons", "decided_on", "valid_from")}
    step = request.POST.get("step", "")
    try:
        _take(request, version, step, values)
    except InvalidInput as error:
        found = context_of(request, version) | {"values": values, "errors": error.errors}
        return render(request, "setup/one.html", found, status=422)
    messages.success(request, _("Recorded with your name and the date."))
    return redirect("setup", pk=pk)


@signed_in
@require_POST
def throw_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    throw_away_setup(request.actor, version_of(request, pk))
    messages.success(request, _("Thrown away. What is in force stays as it is."))
    return redirect("setups")


def version_of(request: HttpRequest, pk: int) -> SetupVersion:
    """Return the version an address names. Raises Http404 for one of another organisation."""
    found = query.version_of(request.actor, pk)
    if found is None:
        raise Http404
    return found


def _take(request: HttpRequest, version: SetupVersion, step: str, values: dict[str, str]) -> None:
    actor = request.actor
    if step == "note":
        write_note(actor, version, values["note"])
    elif step == "propose":
        if values["note"] != version.note:
            version = write_note(actor, version, values["note"])
        verbs.propose_setup(actor, version)
    elif step == "send_back":
        verbs.send_back_setup(actor, version, reasons=values["reasons"])
    elif step == "adopt":
        decided_on, valid_from = parse_dutch_date(values["decided_on"]), parse_dutch_date(values["valid_from"])
        verbs.adopt_setup(actor, version, reasons=values["reasons"], decided_on=decided_on, valid_from=valid_from)
    else:
        raise Http404


def context_of(request: HttpRequest, version: SetupVersion) -> dict[str, Any]:
    """Return what the page of a version shows; the effect only while it can still be stopped."""
    actor = request.actor
    before, after = query.wheel_before(actor, version), query.wheel_of(version, actor.today)
    effect = query.effect_of(actor, version) if version.state != State.ADOPTED else None
    is_draft = version.state == State.DRAFT
    today = actor.today.strftime("%d-%m-%Y")
    return {
        "version": version,
        "lines": [
            (place(it.part, it.key), field_name(it), value_words(it, it.before), value_words(it, it.after))
            for it in changes(before, after)
        ],
        "faults": list(dict.fromkeys(fault_sentence(item, after, with_key=True) for item in faults(after))),
        "effect": effect,
        "touched": query.shown(actor, effect) if effect else [],
        "start": getattr(version, "start", None),
        "may_write": is_draft and _permission.may(actor, "write_setup", version),
        "may_switch": is_draft and _permission.may(actor, "switch_roles", version),
        "may_adopt": version.state == State.PROPOSED and _permission.may(actor, "adopt_setup", version),
        "values": {"note": version.note, "decided_on": today, "valid_from": today},
        "today": actor.today,
        "current": "tracks",
    }
