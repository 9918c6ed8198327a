"""The life after the decision: the checklist of an application, its releases, and looking at it again."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from vijfspoor.actions.dossier import _checklist
from vijfspoor.actions.dossier.give_evidence import give_evidence
from vijfspoor.actions.dossier.reopen_triage import reopen_triage
from vijfspoor.actions.technology.record_release import ReleaseInput, record_release
from vijfspoor.api import _rows
from vijfspoor.api._auth import actor_with
from vijfspoor.api._paging import listing, stamp
from vijfspoor.api._problem import ERRORS, ERRORS_WITH_CONFLICT
from vijfspoor.api._shapes import Day, Listing, Moment, PersonOut, Shape, Text
from vijfspoor.api.dossiers import Page, Size, find
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.dossier.go_live import Line, checklist_view
from vijfspoor.queries.technology import operation as query
from vijfspoor.store.models import Dossier, Reassessment, Release

router = Router(tags=["life"], by_alias=True)
Impact = Literal["yes", "no", "unknown"]


class EvidenceOut(Shape):
    """Who showed that it is settled, and how; the text only for who may read advice."""

    text: str | None
    attachment: int | None
    by: str
    at: Moment


class PointOut(Shape):
    """A point that applies. `reason` says why it is open; `holds_back` whether it keeps the gate shut."""

    code: str
    text: str
    roles: list[str]
    fact: str
    is_settled: bool
    holds_back: bool
    reason: str | None
    evidence: EvidenceOut | None


class ChecklistOut(Shape):
    """The checklist that counts now: of go-live (G6), of a pilot (G7) or of the end (G9)."""

    gate: str | None
    is_at_work: bool
    points: list[PointOut]


class EvidenceIn(Shape):
    """What was done and where that shows."""

    text: Annotated[Text, Field(max_length=2500)]


class ReleaseOut(Shape):
    """A release of the product; `dossier` is where it was recorded."""

    id: int
    dossier: int
    supplier: str
    product: str
    version: str
    released_on: date
    notes: str
    ai_impact: str
    by: PersonOut | None
    at: Moment


class ReleaseIn(Shape):
    """What the supplier brought out."""

    version: Annotated[Text, Field(max_length=60)]
    released_on: Day
    notes: Annotated[Text, Field(max_length=5000)]
    ai_impact: Impact = "unknown"


class ReassessmentIn(Shape):
    """What gives cause to look again, by the code of the trigger, and whether the use must stop meanwhile."""

    trigger: Annotated[str, Field(max_length=40)]
    text: Annotated[Text, Field(max_length=2500)]
    stop: bool = False


class CauseOut(Shape):
    """One cause of a reassessment."""

    trigger: str
    text: str
    at: str


class ReassessmentOut(Shape):
    """A reassessment that runs."""

    id: int
    reopens: str
    opened_at: Moment
    causes: list[CauseOut]


def _point(line: Line, reads: bool) -> dict[str, Any]:
    given = line.evidence
    shown = {"attachment": given.attachment_id, "by": given.by_name, "at": given.at} if given else None
    return {
        "code": line.item.code,
        "text": line.item.text.nl,
        "roles": list(line.item.who),
        "fact": line.item.fact,
        "is_settled": line.reason is None,
        "holds_back": line.holds_back,
        "reason": line.reason,
        "evidence": {**shown, "text": given.text if reads else None} if given and shown else None,
    }


def _checklist_row(actor: Actor, dossier: Dossier) -> dict[str, Any]:
    gate = query.checklist_gate(dossier)
    lines = checklist_view(dossier, gate, actor.today).lines if gate else ()
    reads = _visible.may_read_advice(actor)
    at_work = bool(gate) and _checklist.gate_at_work(dossier) == gate
    return {"gate": gate or None, "is_at_work": at_work, "points": [_point(line, reads) for line in lines]}


def _release(row: Release) -> dict[str, Any]:
    names = ("supplier", "product", "version", "released_on", "notes", "ai_impact", "at")
    return {"id": row.pk, "dossier": row.dossier.number, "by": _rows.person(row.by)} | {
        n: getattr(row, n) for n in names
    }


def _reassessment(row: Reassessment) -> dict[str, Any]:
    return {"id": row.pk, "reopens": row.reopens, "opened_at": row.opened_at, "causes": row.causes}


@router.get("/dossiers/{int:number}/checklist", response={200: ChecklistOut, **ERRORS}, summary="Read the checklist")
def read_checklist(request: HttpRequest, response: HttpResponse, number: int) -> dict[str, Any]:
    """Return every point that applies, settled or not; no points before the decision on use."""
    actor = actor_with(request, "read")
    stamp(response)
    return _checklist_row(actor, find(actor, number))


@router.post(
    "/dossiers/{int:number}/checklist/{gate}/{code}",
    response={201: ChecklistOut, **ERRORS_WITH_CONFLICT},
    summary="Settle a point",
)
def add_evidence(
    request: HttpRequest, response: HttpResponse, number: int, gate: str, code: str, body: EvidenceIn
) -> Any:
    """Show in words that a point is settled."""
    actor = actor_with(request, "contribute")
    give_evidence(actor, find(actor, number), gate, code, text=body.text)
    stamp(response)
    return 201, _checklist_row(actor, find(actor, number))


@router.get("/dossiers/{int:number}/releases", response={200: Listing[ReleaseOut], **ERRORS}, summary="List releases")
def list_releases(
    request: HttpRequest, response: HttpResponse, number: int, page: Page = 1, page_size: Size = 50
) -> dict[str, Any]:
    """Return the releases of the product this application uses, newest first."""
    actor = actor_with(request, "read")
    return listing(request, response, query.releases_of(actor, find(actor, number)), _release, page, page_size)


@router.post(
    "/dossiers/{int:number}/releases", response={201: ReleaseOut, **ERRORS_WITH_CONFLICT}, summary="Record a release"
)
def add_release(request: HttpRequest, response: HttpResponse, number: int, body: ReleaseIn) -> Any:
    """Record a release; with AI impact every application that uses the product is looked at again."""
    actor = actor_with(request, "contribute")
    given = ReleaseInput(body.version, body.released_on, body.notes, body.ai_impact)
    made = record_release(actor, find(actor, number), given)
    stamp(response)
    return 201, _release(made)


@router.post(
    "/dossiers/{int:number}/reassessments",
    response={201: ReassessmentOut, **ERRORS_WITH_CONFLICT},
    summary="Look at it again",
)
def add_reassessment(request: HttpRequest, response: HttpResponse, number: int, body: ReassessmentIn) -> Any:
    """Ask everyone concerned again; the decision that was taken keeps standing meanwhile."""
    actor = actor_with(request, "contribute")
    dossier = find(actor, number)
    made = reopen_triage(actor, dossier, trigger=body.trigger, text=body.text, stop=body.stop)
    stamp(response)
    return 201, _reassessment(made)
