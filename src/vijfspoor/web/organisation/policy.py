"""Policy frameworks on screen: the list, one version with what its rules flag, writing it, and what people say."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.organisation import advance_policy as verbs
from vijfspoor.actions.organisation.write_policy import (
    OPEN_STATES,
    PolicyInput,
    begin_policy,
    begin_version,
    write_text,
)
from vijfspoor.domain.ethics.legal_term import add_months
from vijfspoor.queries.organisation import policy as query
from vijfspoor.queries.organisation.policy_compliance import compliance as compliance_of
from vijfspoor.queries.organisation.policy_difference import rule_changes, text_changes
from vijfspoor.store.models import Policy, PolicyVersion
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._numbers import page_number
from vijfspoor.web._page import signed_in

State = PolicyVersion.State
REVIEW_MONTHS = 24


@signed_in
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every framework, and how the applications stand against the rules in force."""
    context = {
        "versions": query.listing(request.actor),
        "scores": query.scores(request.actor, query.rules_in_force(request.actor.organisation.pk)),
        "may_write": _permission.may(request.actor, "write_policy"),
        "today": request.actor.today,
        "current": "tracks",
    }
    return render(request, "policy/overview.html", context)


@signed_in
@require_safe
def compliance(request: HttpRequest) -> HttpResponse:
    """Every application by every rule in force; `?open=1` leaves out what is settled."""
    only_open = request.GET.get("open") == "1"
    found = compliance_of(request.actor, only_open=only_open, page=page_number(request))
    context = {"found": found, "only_open": only_open, "query": "open=1" if only_open else "", "current": "tracks"}
    return render(request, "policy/compliance.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Begin a framework, or write the text of a version that is being made."""
    _permission.require(request.actor, "write_policy")
    found = version(request, pk) if pk else None
    later = add_months(request.actor.today, REVIEW_MONTHS).strftime("%d-%m-%Y")
    values = {"level": Policy.Level.BOARD, "review_on": later} if found is None else _on_file(found)
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        values = {name: request.POST.get(name, "") for name in ("title", "level", "text", "review_on")}
        given = PolicyInput(values["title"], values["level"], values["text"], parse_dutch_date(values["review_on"]))
        try:
            row = write_text(request.actor, found, given) if found else begin_policy(request.actor, given)
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Saved."))
            return redirect("policy", pk=row.pk)
    context = {"version": found, "values": values, "errors": errors, "levels": levels(), "current": "tracks"}
    return render(request, "policy/form.html", context, status=422 if errors else 200)


@signed_in
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """A version: text, rules with what they flag, comments, and what happens next."""
    return render(request, "policy/one.html", _context(request, version(request, pk)))


@signed_in
@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the next version."""
    row = begin_version(request.actor, version(request, pk).policy)
    messages.success(request, _("The next version begins as a copy. Change what must change."))
    return redirect("policy", pk=row.pk)


@signed_in
@require_POST
def advance(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the version a step further; what is wrong stands at its field and nothing is lost."""
    row = version(request, pk)
    values = {name: request.POST.get(name, "") for name in ("until", "reasons", "decided_on", "reference", "text")}
    step = request.POST.get("step", "")
    try:
        _take(request, row, step, values)
    except InvalidInput as error:
        context = _context(request, row) | {"values": values, "errors": error.errors, "step": step}
        context["amendment_rows"] = _amendment_rows(_posted_amendments(request))
        return render(request, "policy/one.html", context, status=422)
    messages.success(request, _("Recorded with your name and the date."))
    return redirect("policy", pk=pk)


@signed_in
@require_safe
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """A version beside the one before it."""
    row = version(request, pk)
    before = row.policy.versions.filter(number=row.number - 1).first()
    if before is None:
        raise Http404
    context = {
        "version": row,
        "before": before,
        "texts": text_changes(before, row),
        "rules": rule_changes(before, row),
        "current": "tracks",
    }
    return render(request, "policy/compare.html", context)


def version(request: HttpRequest, pk: int) -> PolicyVersion:
    """Return the version an address names. Raises Http404 for one of another organisation."""
    found = query.version_of(request.actor, pk)
    if found is None:
        raise Http404
    return found


def levels() -> list[tuple[str, str]]:
    """Return who may adopt a framework, as choices."""
    return [
        (Policy.Level.BOARD, _("The executive board (how we work)")),
        (Policy.Level.COUNCIL, _("The council (strategic)")),
    ]


def _take(request: HttpRequest, row: PolicyVersion, step: str, values: dict[str, str]) -> None:
    actor = request.actor
    if step == "consult":
        verbs.ask_comments(actor, row, parse_dutch_date(values["until"]))
    elif step == "comment":
        verbs.comment_on_policy(actor, row, text=values["text"], as_advice=request.POST.get("kind") == "advice")
    elif step == "propose":
        verbs.propose_policy(actor, row, amendments_worked_in=bool(request.POST.get("worked_in")))
    elif step == "send_back":
        verbs.send_back_policy(actor, row, reasons=values["reasons"])
    elif step == "adopt":
        verbs.adopt_policy(
            actor,
            row,
            reasons=values["reasons"],
            decided_on=parse_dutch_date(values["decided_on"]),
            reference=values["reference"],
            amendments=[verbs.AmendmentInput(**item) for item in _posted_amendments(request)],
        )
    elif step == "withdraw":
        verbs.withdraw_policy(actor, row, reasons=values["reasons"])
    else:
        raise Http404


def _posted_amendments(request: HttpRequest) -> list[dict[str, str]]:
    columns = [request.POST.getlist(f"amendment_{name}") for name in ("number", "text")]
    rows = list(zip(*columns, strict=False))[: verbs.MOST_AMENDMENTS]
    return [{"number": number, "text": text} for number, text in rows if number.strip() or text.strip()]


def _amendment_rows(typed: list[dict[str, str]]) -> list[dict[str, str]]:
    """What was typed, with room for two more; three rows to begin with."""
    return typed + [{"number": "", "text": ""}] * max(2, 3 - len(typed))


def _context(request: HttpRequest, row: PolicyVersion) -> dict[str, Any]:
    actor = request.actor
    versions = list(row.policy.versions.select_related("written_by").order_by("-number"))
    adopts = _permission.may(actor, "adopt_policy", row)
    writes = _permission.may(actor, "write_policy", row.policy)
    return {
        "version": row,
        "policy": row.policy,
        "versions": versions,
        "scores": query.scores(actor, row.rules.order_by("pk")),
        "amendments": row.amendments.order_by("pk"),
        "to_work_in": query.to_work_in(row) if row.state in (*OPEN_STATES, State.PROPOSED) else [],
        "amendment_rows": _amendment_rows([]),
        "by_council": row.policy.level == Policy.Level.COUNCIL,
        "is_public": row.adopted_at is not None,
        "comments": row.comments.select_related("by").order_by("pk"),
        "may_write": writes and row.state in OPEN_STATES,
        "may_propose": writes and row.state == State.CONSULTATION,
        "may_begin": writes and versions[0].pk == row.pk and row.state in (State.ADOPTED, State.WITHDRAWN),
        "may_adopt": adopts and row.state == State.PROPOSED,
        "may_withdraw": adopts and row.state == State.ADOPTED,
        "may_comment": row.state in (State.CONSULTATION, State.PROPOSED)
        and _permission.may(actor, "comment_on_policy", row),
        "level_name": dict(levels())[row.policy.level],
        "values": {"decided_on": actor.today.strftime("%d-%m-%Y")},
        "today": actor.today,
        "current": "tracks",
    }


def _on_file(row: PolicyVersion) -> dict[str, str]:
    return {
        "title": row.policy.title,
        "level": row.policy.level,
        "text": row.text,
        "review_on": row.review_on.strftime("%d-%m-%Y"),
    }
