"""One application on screen: overview, facts, law, decisions and timeline."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.dossier.take_away_file import removable
from vijfspoor.queries import _visible
from vijfspoor.queries.dossier import attachment as attachments
from vijfspoor.queries.dossier import dossier as query
from vijfspoor.queries.dossier.business_case import costs_and_ways
from vijfspoor.queries.ethics.assessment import expired_assessments
from vijfspoor.queries.ethics.obligations import earlier_dates, obligation_lines
from vijfspoor.queries.leadership import council_letters
from vijfspoor.queries.leadership.confirmation import last_confirmed
from vijfspoor.queries.leadership.means import own_means
from vijfspoor.queries.organisation import findings
from vijfspoor.store.models import Decision, Dossier, Task
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._page import signed_in


def dossier_context(request: HttpRequest, number: int, tab: str) -> dict[str, Any]:
    """Return what every page of a dossier shows. Raises Http404 for a dossier this person may not see."""
    dossier = query.find(request.actor, number)
    if dossier is None:
        raise Http404
    return {
        "dossier": dossier,
        "stations": query.stations(dossier),
        "tab": tab,
        "current": "register",
        "may_answer": _permission.may(request.actor, "answer", dossier),
        "may_describe": _permission.may(request.actor, "describe", dossier),
        "may_estimate": _permission.may(request.actor, "estimate_value", dossier),
        "may_read_advice": _visible.may_read_advice(request.actor),
        "classification": dossier.classifications.order_by("-pk").first(),
        "suspension": query.suspension(dossier),
        "may_stop": query.is_stoppable(dossier) and _permission.may(request.actor, "stop", dossier),
        "may_resume": dossier.stopped_at is not None and _permission.may(request.actor, "resume", dossier),
        "expired": expired_assessments(request.actor, dossier),
    }


@signed_in
@require_safe
def overview(request: HttpRequest, number: int) -> HttpResponse:
    """The dossier at a glance: who must act, why the route, what must be done, what was decided."""
    context = dossier_context(request, number, "overview")
    dossier = context["dossier"]
    if dossier.status == Dossier.Status.DRAFT:
        return redirect("intake_overview", number=number)
    open_tasks = dossier.tasks.filter(status=Task.Status.OPEN).select_related("assignee")
    conditions = [task for task in open_tasks if task.kind == Task.Kind.CONDITION]
    context |= {
        "gate": query.gate_view(request.actor, dossier),
        "law": query.law_view(dossier, request.actor.today),
        "mine": _visible.own_tasks(request.actor).filter(dossier=dossier, status=Task.Status.OPEN),
        "conditions": conditions,
        "means": own_means(request.actor, conditions),
        "off_guideline": [task for task in open_tasks if task.kind == Task.Kind.GUIDELINE],
        "risk": query.risk_difference(dossier),
        "may_reassign": _permission.may(request.actor, "reassign", dossier),
        "last_decision": dossier.decisions.order_by("-pk").first(),
        "events": query.timeline(request.actor, dossier, most=5),
        "publication": dossier.publications.filter(is_current=True).first(),
        "may_publish": _permission.may(request.actor, "publish", dossier),
        "findings": findings.of_dossier(request.actor, dossier),
        "letters": council_letters.letters_of(dossier),
        "confirmed": last_confirmed([dossier.pk], request.actor.today).get(dossier.pk),
    }
    return render(request, "dossier/overview.html", context)


@signed_in
@require_safe
def facts(request: HttpRequest, number: int) -> HttpResponse:
    """Every answer on file with its origin, and the questions still open."""
    context = dossier_context(request, number, "facts")
    dossier = context["dossier"]
    law = query.law_view(dossier, request.actor.today)
    context |= {
        "answered": query.answered_questions(dossier, request.actor.today),
        "law": law,
        "risk": query.risk_difference(dossier),
        "tasks": dossier.tasks.filter(kind=Task.Kind.ANSWER, status=Task.Status.OPEN).select_related("assignee"),
    }
    return render(request, "dossier/facts.html", context)


@signed_in
@require_safe
def law(request: HttpRequest, number: int) -> HttpResponse:
    """Why the outcome is what it is: the proof, the obligations with their dates, as of any date."""
    context = dossier_context(request, number, "law")
    as_of, error = _as_of(request)
    try:
        context["law"] = query.law_view(context["dossier"], as_of)
    except LookupError as failure:
        error = str(failure)
        context["law"] = query.law_view(context["dossier"], request.actor.today)
    asked = request.GET.get("peildatum", "").strip() and not error
    law = context["law"]
    dossier = context["dossier"]
    context |= {
        "as_of": as_of,
        "as_of_error": error,
        "lines": obligation_lines(dossier, law),
        "earlier_dates": earlier_dates(law),
        "review": dossier.legal_reviews.select_related("classification", "result").order_by("-pk").first(),
        "may_review": _permission.may(request.actor, "review_classification", dossier),
        "may_keep": _permission.may(request.actor, "keep_obligations", dossier),
        "as_of_query": f"?peildatum={as_of:%d-%m-%Y}" if asked else "",
    }
    return render(request, "dossier/law.html", context)


def _as_of(request: HttpRequest) -> tuple[date, str]:
    raw = request.GET.get("peildatum", "").strip()
    if not raw:
        return request.actor.today, ""
    parsed = parse_dutch_date(raw)
    if parsed is None:
        return request.actor.today, _("Write the date as dd-mm-yyyy, for example 02-12-2027.")
    return parsed, ""


@signed_in
@require_safe
def decisions(request: HttpRequest, number: int) -> HttpResponse:
    """All decisions and all advice, nothing left out."""
    return show_decisions(request, dossier_context(request, number, "decisions"))


def show_decisions(
    request: HttpRequest, context: dict[str, Any], errors: dict[str, list[str]] | None = None
) -> HttpResponse:
    """Draw the page of advice, decisions and documents; with `errors` as the answer to a file that was wrong."""
    actor, dossier = request.actor, context["dossier"]
    files = attachments.of_dossier(actor, dossier)
    context |= {
        "decisions": query.decisions(dossier),
        "contributions": query.contributions(actor, dossier),
        "costs_and_ways": costs_and_ways(actor, dossier),
        "may_write_case": _permission.may(actor, "write_business_case", dossier),
        "attachments": files,
        "removable": removable(actor, files),
        "may_attach": _permission.may(actor, "attach_to_dossier", dossier),
        "errors": errors or {},
    }
    return render(request, "dossier/decisions.html", context, status=422 if errors else 200)


@signed_in
@require_safe
def decision(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """One decision on one page, made to print."""
    context = dossier_context(request, number, "decisions")
    found = next((row for row in query.decisions(context["dossier"]) if row.pk == pk), None)
    if found is None:
        raise Http404
    context["decision"] = found
    context["letters"] = council_letters.letters_on(found)
    context["may_correct"] = _may_correct(request, found)
    return render(request, "dossier/decision.html", context)


def _may_correct(request: HttpRequest, found: Decision) -> bool:
    newest = found.dossier.decisions.order_by("-pk").first()
    return newest == found and found.gate == "G4" and _permission.may(request.actor, "correct", found)


@signed_in
@require_safe
def timeline(request: HttpRequest, number: int) -> HttpResponse:
    """Everything that happened, from the audit trail."""
    context = dossier_context(request, number, "timeline")
    context["events"] = query.timeline(request.actor, context["dossier"])
    return render(request, "dossier/timeline.html", context)
