"""Assessments of an application: list, start, read, fill in, hand in and oversee."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router

from vijfspoor.actions.ethics.fill_in_assessment import fill_in_assessment
from vijfspoor.actions.ethics.oversee_assessment import accept_assessment, send_back_assessment
from vijfspoor.actions.ethics.start_assessment import start_assessment
from vijfspoor.actions.ethics.submit_assessment import answer_demand, submit_assessment
from vijfspoor.actions.ethics.weigh_risk import RiskInput, weigh_risk
from vijfspoor.api import _rows
from vijfspoor.api._assessment_shapes import (
    AnswerIn,
    AssessmentOut,
    DemandOut,
    FilledOut,
    FillIn,
    RiskIn,
    RiskOut,
    SheetOut,
    StartIn,
    SubmissionIn,
    VerdictIn,
)
from vijfspoor.api._auth import actor_with
from vijfspoor.api._paging import stamp
from vijfspoor.api._problem import ERRORS, ERRORS_WITH_CONFLICT
from vijfspoor.api.dossiers import find
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics import assessment as query
from vijfspoor.store.models import Assessment, Demand

router = Router(tags=["assessments"], by_alias=True)


def _find(actor: Actor, number: int, pk: int) -> Assessment:
    found = query.find(actor, find(actor, number), pk)
    if found is None:
        raise Http404
    return found


def _row(row: Assessment) -> dict[str, Any]:
    return {
        "id": row.pk,
        "code": row.code,
        "version": row.version,
        "status": row.status,
        "performer": _rows.person(row.performer),
        "prefilled": row.prefilled,
        "started_at": row.started_at,
        "accepted_at": row.accepted_at,
        "valid_until": row.valid_until,
    }


def _question(section: str, row: query.Row) -> dict[str, Any]:
    known = row.known
    return {
        "code": row.question.code,
        "section": section,
        "part": row.question.part,
        "kind": row.question.kind,
        "text": row.question.text.nl,
        "value": known.value if known else None,
        "origin": known.origin if known else "",
        "seen": known.seen if known else 0,
        "is_required": row.question.is_required,
        "is_proposed": known.proposed if known else False,
        "others": [other.value for other in row.others],
    }


def _demand(row: Demand) -> dict[str, Any]:
    return {"number": row.number, "text": row.text, "answer": row.answer, "met_at": row.met_at}


@router.get(
    "/dossiers/{int:number}/assessments", response={200: list[AssessmentOut], **ERRORS}, summary="List assessments"
)
def list_assessments(request: HttpRequest, response: HttpResponse, number: int) -> list[dict[str, Any]]:
    """Return the assessments of an application, newest first."""
    actor = actor_with(request, "read")
    rows = _visible.assessments(actor).filter(dossier=find(actor, number)).select_related("performer")
    stamp(response)
    return [_row(row) for row in rows.order_by("-pk")]


@router.post(
    "/dossiers/{int:number}/assessments",
    response={201: AssessmentOut, **ERRORS_WITH_CONFLICT},
    summary="Start an assessment",
)
def start(request: HttpRequest, response: HttpResponse, number: int, body: StartIn) -> Any:
    """Start an assessment on the newest version of its questionnaire."""
    actor = actor_with(request, "contribute")
    begun = start_assessment(actor, find(actor, number), body.code)
    stamp(response)
    response["Location"] = f"/api/v1/dossiers/{number}/assessments/{begun.pk}"
    return 201, _row(begun)


@router.get(
    "/dossiers/{int:number}/assessments/{int:pk}", response={200: SheetOut, **ERRORS}, summary="Read an assessment"
)
def read(request: HttpRequest, response: HttpResponse, number: int, pk: int) -> dict[str, Any]:
    """Return every question that is asked with what is known, and the demands of oversight."""
    actor = actor_with(request, "read")
    found = _find(actor, number, pk)
    view = query.sheet(found, actor.today)
    stamp(response)
    return _row(found) | {
        "percentage": view.progress.percentage,
        "missing": [question.code for question in view.progress.missing],
        "questions": [_question(part.section.code, row) for part in view.sections for row in part.rows],
        "demands": [_demand(row) for row in query.demands(found)],
    }


@router.patch(
    "/dossiers/{int:number}/assessments/{int:pk}/answers",
    response={200: FilledOut, **ERRORS_WITH_CONFLICT},
    summary="Fill in an assessment",
)
def fill_in(request: HttpRequest, response: HttpResponse, number: int, pk: int, body: FillIn) -> dict[str, Any]:
    """Save answers; a colleague's newer text is never overwritten."""
    actor = actor_with(request, "contribute")
    beside = fill_in_assessment(actor, _find(actor, number, pk), body.answers, body.seen, body.chosen)
    stamp(response)
    return {"conflicts": beside}


@router.post(
    "/dossiers/{int:number}/assessments/{int:pk}/risks",
    response={201: RiskOut, **ERRORS_WITH_CONFLICT},
    summary="Weigh a risk",
)
def add_risk(request: HttpRequest, response: HttpResponse, number: int, pk: int, body: RiskIn) -> Any:
    """Put a risk in the assessment; its measure becomes a task for the owner."""
    actor = actor_with(request, "contribute")
    owner = _visible.people(actor).filter(pk=body.owner, is_active=True).first() if body.owner else None
    given = RiskInput(**(body.model_dump() | {"owner": owner}))
    risk = weigh_risk(actor, _find(actor, number, pk), given)
    stamp(response)
    return 201, {
        "id": risk.pk,
        "what": risk.what,
        "whom": risk.whom,
        "score": risk.score,
        "score_after": risk.score_after,
    }


@router.post(
    "/dossiers/{int:number}/assessments/{int:pk}/submissions",
    response={201: AssessmentOut, **ERRORS_WITH_CONFLICT},
    summary="Hand in an assessment",
)
def submit(request: HttpRequest, response: HttpResponse, number: int, pk: int, body: SubmissionIn) -> Any:
    """Hand in, for oversight or, where nobody oversees it, as done."""
    actor = actor_with(request, "contribute")
    handed_in = submit_assessment(actor, _find(actor, number, pk), summary=body.summary)
    stamp(response)
    return 201, _row(handed_in)


@router.put(
    "/dossiers/{int:number}/assessments/{int:pk}/demands/{int:demand}",
    response={200: DemandOut, **ERRORS_WITH_CONFLICT},
    summary="Answer a demand",
)
def answer(
    request: HttpRequest, response: HttpResponse, number: int, pk: int, demand: int, body: AnswerIn
) -> dict[str, Any]:
    """Answer a demand of oversight with what was done and where the evidence is."""
    actor = actor_with(request, "contribute")
    rows = _find(actor, number, pk).demands
    asked = rows.filter(number=demand).first() if demand < 2**15 else None
    if asked is None:
        raise Http404
    stamp(response)
    return _demand(answer_demand(actor, asked, answer=body.answer))


@router.post(
    "/dossiers/{int:number}/assessments/{int:pk}/verdicts",
    response={201: AssessmentOut, **ERRORS_WITH_CONFLICT},
    summary="Oversee an assessment",
)
def oversee(request: HttpRequest, response: HttpResponse, number: int, pk: int, body: VerdictIn) -> Any:
    """Accept the assessment, or send it back with numbered demands. Never by who performed it."""
    actor = actor_with(request, "contribute")
    found = _find(actor, number, pk)
    met = [item for item in body.met if 0 < item < 2**15]
    if body.verdict == "accept":
        looked_at = accept_assessment(actor, found, reasons=body.reasons, met=met)
    else:
        looked_at = send_back_assessment(actor, found, demands=body.demands, met=met)
    stamp(response)
    return 201, _row(looked_at)
