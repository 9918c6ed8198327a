"""Law at work: the legal adviser's word on an outcome, and obligations with owner, evidence and state."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from vijfspoor.actions.ethics.keep_obligation import assign_obligation, settle_obligation
from vijfspoor.actions.ethics.review_classification import review_classification
from vijfspoor.api import _rows
from vijfspoor.api._auth import actor_with
from vijfspoor.api._paging import stamp
from vijfspoor.api._problem import ERRORS, ERRORS_WITH_CONFLICT
from vijfspoor.api._shapes import Day, Moment, PersonOut, Shape, TaskOut, Text
from vijfspoor.api.dossiers import find
from vijfspoor.queries import _visible
from vijfspoor.queries.dossier.dossier import law_view
from vijfspoor.queries.ethics.obligations import ObligationLine, obligation_lines, obligation_of
from vijfspoor.store.models import LegalReview

router = Router(tags=["obligations"], by_alias=True)


class ReviewIn(Shape):
    """The word of a legal adviser; `classification` is the one that was looked at."""

    classification: Annotated[int, Field(ge=1, lt=2**63)]
    verdict: Literal["confirm", "overrule"]
    reference: Annotated[str, Field(max_length=300)]
    reasons: Text
    outcomes: list[Annotated[str, Field(max_length=40)]] = Field(default_factory=list)


class ReviewOut(Shape):
    """A word of a legal adviser: on which classification, and which one holds from here on."""

    id: int
    verdict: str
    reference: str
    reasons: str
    person: str
    classification: int
    result: int
    at: Moment


class ObligationOut(Shape):
    """A duty that binds the application, with how it is kept."""

    code: str
    duty: str
    reference: str
    applies_from: date | None
    status: str
    owner: PersonOut | None
    due_on: date | None
    evidence: str


class AssignIn(Shape):
    """To whom the obligation goes, and by when."""

    owner: Annotated[int, Field(ge=1, lt=2**63)]
    due_on: Day


class SettleIn(Shape):
    """That it is met or does not apply, with the evidence or the reason."""

    status: Literal["met", "not_applicable"]
    evidence: Text


def _review(row: LegalReview) -> dict[str, Any]:
    return {
        "id": row.pk,
        "verdict": row.verdict,
        "reference": row.reference,
        "reasons": row.reasons,
        "person": row.person_name,
        "classification": row.classification_id,
        "result": row.result_id,
        "at": row.at,
    }


def _obligation(line: ObligationLine) -> dict[str, Any]:
    rule, kept = line.binding.rule, line.kept
    return {
        "code": rule.code,
        "duty": rule.duty.nl,
        "reference": rule.reference,
        "applies_from": line.binding.applies_from,
        "status": line.status,
        "owner": _rows.person(kept.owner) if kept else None,
        "due_on": kept.due_on if kept else None,
        "evidence": kept.evidence if kept else "",
    }


@router.get(
    "/dossiers/{int:number}/legal-reviews", response={200: list[ReviewOut], **ERRORS}, summary="List legal reviews"
)
def list_reviews(request: HttpRequest, response: HttpResponse, number: int) -> list[dict[str, Any]]:
    """Return every word of a legal adviser on the application, newest first."""
    rows = find(actor_with(request, "read"), number).legal_reviews.order_by("-pk")
    stamp(response)
    return [_review(row) for row in rows]


@router.post(
    "/dossiers/{int:number}/legal-reviews",
    response={201: ReviewOut, **ERRORS_WITH_CONFLICT},
    summary="Confirm or overrule an outcome",
)
def add_review(request: HttpRequest, response: HttpResponse, number: int, body: ReviewIn) -> Any:
    """Confirm the newest classification or overrule it; both outcomes stay."""
    actor = actor_with(request, "contribute")
    given = review_classification(
        actor,
        find(actor, number),
        seen=body.classification,
        verdict=body.verdict,
        reference=body.reference,
        reasons=body.reasons,
        outcomes=body.outcomes,
    )
    stamp(response)
    return 201, _review(given)


@router.get(
    "/dossiers/{int:number}/obligations", response={200: list[ObligationOut], **ERRORS}, summary="List obligations"
)
def list_obligations(request: HttpRequest, response: HttpResponse, number: int) -> list[dict[str, Any]]:
    """Return every duty that binds the application today, with how it is kept."""
    actor = actor_with(request, "read")
    dossier = find(actor, number)
    stamp(response)
    return [_obligation(line) for line in obligation_lines(dossier, law_view(dossier, actor.today))]


@router.post(
    "/dossiers/{int:number}/obligations/{code}/tasks",
    response={201: TaskOut, **ERRORS_WITH_CONFLICT},
    summary="Give an obligation to a colleague",
)
def assign(request: HttpRequest, response: HttpResponse, number: int, code: str, body: AssignIn) -> Any:
    """Make the obligation a task."""
    actor = actor_with(request, "contribute")
    dossier = find(actor, number)
    _require_binding(actor, dossier, code)
    owner = _visible.people(actor).filter(pk=body.owner, is_active=True).first()
    task = assign_obligation(actor, dossier, code, owner=owner, due_on=body.due_on)
    stamp(response)
    return 201, _rows.task(task)


@router.post(
    "/dossiers/{int:number}/obligations/{code}/settlements",
    response={201: ObligationOut, **ERRORS_WITH_CONFLICT},
    summary="Settle an obligation",
)
def settle(request: HttpRequest, response: HttpResponse, number: int, code: str, body: SettleIn) -> Any:
    """Record that the obligation is met, or does not apply here."""
    actor = actor_with(request, "contribute")
    dossier = find(actor, number)
    _require_binding(actor, dossier, code)
    settle_obligation(actor, dossier, code, status=body.status, evidence=body.evidence)
    lines = obligation_lines(dossier, law_view(dossier, actor.today))
    stamp(response)
    return 201, _obligation(next(line for line in lines if line.binding.rule.code == code))


def _require_binding(actor: Any, dossier: Any, code: str) -> None:
    try:
        obligation_of(dossier, code, actor.today)
    except LookupError as error:
        raise Http404 from error
