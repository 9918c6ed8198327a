"""The legal side of one application: the adviser's word on its classification, and its obligations one by one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.ethics.keep_obligation import assign_obligation, reopen_obligation, settle_obligation
from vijfspoor.actions.ethics.review_classification import review_classification
from vijfspoor.queries import _visible
from vijfspoor.queries.dossier import dossier as query
from vijfspoor.queries.ethics.counterfactual import what_if
from vijfspoor.queries.ethics.facts import rules_alone
from vijfspoor.queries.ethics.obligations import earlier_dates, obligation_of
from vijfspoor.queries.leadership.means import own_means
from vijfspoor.store.models import KeptObligation
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._numbers import typed_number
from vijfspoor.web._page import signed_in
from vijfspoor.web.dossier.dossier import dossier_context


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, number: int) -> HttpResponse:
    """Show the form in which the legal adviser confirms or overrules, or record it on POST."""
    context = dossier_context(request, number, "law")
    dossier, newest = context["dossier"], context["classification"]
    _permission.require(request.actor, "review_classification", dossier)
    if newest is None:
        raise Http404
    law = query.law_view(dossier, request.actor.today)
    values: dict[str, Any] = {
        "seen": str(newest.pk),
        "reference": "; ".join(law.book.outcomes[code].reference for code in law.outcomes),
        "outcomes": list(law.outcomes),
    }
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        values = {key: request.POST.get(key, "") for key in ("seen", "verdict", "reference", "reasons")}
        values["outcomes"] = request.POST.getlist("outcomes")
        try:
            review_classification(request.actor, dossier, **{**values, "seen": typed_number(values["seen"]) or 0})
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Your word is with the classification. Both outcomes stay readable."))
            return redirect("dossier_law", number=number)
    told = {code: rule for code, rule in law.book.outcomes.items() if rule.has_legal_effect}
    context |= {"law": law, "values": values, "errors": errors, "told": told}
    return render(request, "law/review.html", context, status=422 if errors else 200)


@signed_in
@require_safe
def counterfactual(request: HttpRequest, number: int) -> HttpResponse:
    """What would change the outcome, by the rules alone."""
    context = dossier_context(request, number, "law")
    law = rules_alone(context["dossier"], request.actor.today)
    context |= {"law": law, "found": what_if(law)}
    return render(request, "law/what_if.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def obligation(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """One obligation of an application: give it to someone, settle it with evidence, or open it again."""
    context = dossier_context(request, number, "law")
    dossier = context["dossier"]
    try:
        binding = obligation_of(dossier, code, request.actor.today)
    except LookupError as error:
        raise Http404 from error
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            message = _STEPS[request.POST.get("step", "")](request, dossier, code)
        except InvalidInput as error:
            errors = error.errors
        except KeyError as error:
            raise Http404 from error
        else:
            messages.success(request, message)
            return redirect("dossier_law", number=number)
    kept = dossier.kept_obligations.filter(code=code).select_related("owner", "settled_by", "task").first()
    task = kept.task if kept else None
    context |= {
        "binding": binding,
        "kept": kept,
        "is_open": kept is None or kept.status == KeptObligation.Status.OPEN,
        "was": earlier_dates(query.law_view(dossier, request.actor.today)).get(code),
        "values": request.POST,
        "errors": errors,
        "people": _visible.people(request.actor).filter(is_active=True).order_by("name"),
        "may_keep": _permission.may(request.actor, "keep_obligations", dossier),
        "line": own_means(request.actor, [task]).get(task.pk) if task else None,
        "may_ask": task is not None and _permission.may(request.actor, "ask_means", task),
        "may_settle": _permission.may(request.actor, "settle_obligation", (dossier, code)),
    }
    return render(request, "law/obligation.html", context, status=422 if errors else 200)


def _assign(request: HttpRequest, dossier: Any, code: str) -> str:
    owner = typed_number(request.POST.get("owner", ""))
    people = _visible.people(request.actor).filter(is_active=True)
    person = people.filter(pk=owner).first()
    due_on = parse_dutch_date(request.POST.get("due_on", ""))
    assign_obligation(request.actor, dossier, code, owner=person, due_on=due_on)
    return _("The obligation is a task now.")


def _settle(request: HttpRequest, dossier: Any, code: str) -> str:
    given = {key: request.POST.get(key, "") for key in ("status", "evidence")}
    settle_obligation(request.actor, dossier, code, **given)
    return _("Done. It is recorded with your name and the date.")


def _reopen(request: HttpRequest, dossier: Any, code: str) -> str:
    reopen_obligation(request.actor, dossier, code, reasons=request.POST.get("reasons", ""))
    return _("The obligation is open again.")


_STEPS = {"assign": _assign, "settle": _settle, "reopen": _reopen}
