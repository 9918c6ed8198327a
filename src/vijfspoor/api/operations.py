"""Concerns and stops: report, read and handle a concern; stop an application and let it be used again."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from vijfspoor.actions.technology.handle_concern import handle_concern, merge_concerns, place_concern
from vijfspoor.actions.technology.report_concern import ConcernInput, report_concern
from vijfspoor.actions.technology.stop_application import resume_application, stop_application
from vijfspoor.api import _rows
from vijfspoor.api._auth import actor_with
from vijfspoor.api._paging import listing, stamp
from vijfspoor.api._problem import ERRORS, ERRORS_WITH_CONFLICT
from vijfspoor.api._shapes import Day, Listing, Moment, PersonOut, Shape, Text
from vijfspoor.api.dossiers import Page, Size, find
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.technology import concerns as query
from vijfspoor.store.models import Concern, Suspension

router = Router(tags=["operations"], by_alias=True)
Number = Annotated[int, Field(ge=1, lt=2**31)]


class ConcernOut(Shape):
    """A concern. `part_of` names the case it was joined to, `incident` the incident it became."""

    id: int
    dossier: int | None
    about: str
    what: str
    since: date | None
    affected: str
    status: str
    kind: str
    reporter: PersonOut | None
    reported_at: Moment
    handler: PersonOut | None
    part_of: int | None
    incident: int | None


class ConcernIn(Shape):
    """What is wrong. Without `dossier` the application is unknown; `about` then says it in own words."""

    what: Annotated[str, Field(max_length=2500)]
    dossier: Number | None = None
    about: Annotated[str, Field(max_length=200)] = ""
    since: Day | None = None
    affected: Annotated[str, Field(max_length=500)] = ""


class AnswerIn(Shape):
    """What the reporters may read; `settles` when the case is done with it."""

    text: Annotated[str, Field(max_length=5000)]
    settles: bool = False


class PlaceIn(Shape):
    """The application a concern is about."""

    dossier: Number


class MergeIn(Shape):
    """The concerns that are one case with this one."""

    others: list[Annotated[int, Field(ge=1, lt=2**63)]]


class ReasonIn(Shape):
    """Why."""

    reason: Annotated[Text, Field(max_length=2500)]


class StopOut(Shape):
    """From when to when an application may not be used, and why."""

    reason: str
    stopped_at: Moment
    resume_reason: str
    resumed_at: Moment | None


def _row(row: Concern) -> dict[str, Any]:
    return {
        "id": row.pk,
        "dossier": row.dossier.number if row.dossier else None,
        "about": row.about,
        "what": row.what,
        "since": row.since,
        "affected": row.affected,
        "status": row.status,
        "kind": row.kind,
        "reporter": _rows.person(row.reporter),
        "reported_at": row.reported_at,
        "handler": _rows.person(row.task.assignee),
        "part_of": row.part_of_id,
        "incident": row.incident_id,
    }


def _stop(row: Suspension) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("reason", "stopped_at", "resume_reason", "resumed_at")}


def _find(actor: Actor, pk: int) -> Concern:
    found = query.find(actor, pk)
    if found is None:
        raise Http404
    return found


@router.get("/concerns", response={200: Listing[ConcernOut], **ERRORS}, summary="List concerns")
def list_concerns(
    request: HttpRequest,
    response: HttpResponse,
    status: Annotated[Literal["open", "settled", "incident", ""], Query()] = "",
    page: Page = 1,
    page_size: Size = 50,
) -> dict[str, Any]:
    """Return the concerns the person behind the key may read, newest first."""
    rows = _visible.concerns(actor_with(request, "read")).select_related("dossier", "reporter", "task__assignee")
    found = rows.filter(status=status) if status else rows
    return listing(request, response, found.order_by("-pk"), _row, page, page_size)


@router.post("/concerns", response={201: ConcernOut, **ERRORS_WITH_CONFLICT}, summary="Report a concern")
def add_concern(request: HttpRequest, response: HttpResponse, body: ConcernIn) -> Any:
    """Report that something is wrong."""
    actor = actor_with(request, "report")
    dossier = find(actor, body.dossier) if body.dossier is not None else None
    made = report_concern(actor, ConcernInput(body.what, body.since, body.affected, body.about), dossier)
    stamp(response)
    response["Location"] = f"/api/v1/concerns/{made.pk}"
    return 201, _row(made)


@router.get("/concerns/{int:pk}", response={200: ConcernOut, **ERRORS}, summary="Read a concern")
def read_concern(request: HttpRequest, response: HttpResponse, pk: int) -> dict[str, Any]:
    """Return one concern."""
    stamp(response)
    return _row(_find(actor_with(request, "read"), pk))


@router.post(
    "/concerns/{int:pk}/answers", response={201: ConcernOut, **ERRORS_WITH_CONFLICT}, summary="Answer a concern"
)
def add_answer(request: HttpRequest, response: HttpResponse, pk: int, body: AnswerIn) -> Any:
    """Answer everyone who reported the case, and settle it when asked to."""
    actor = actor_with(request, "contribute")
    handle_concern(actor, _find(actor, pk), text=body.text, settles=body.settles)
    stamp(response)
    return 201, _row(_find(actor, pk))


@router.put("/concerns/{int:pk}/dossier", response={200: ConcernOut, **ERRORS_WITH_CONFLICT}, summary="Place a concern")
def put_dossier(request: HttpRequest, response: HttpResponse, pk: int, body: PlaceIn) -> dict[str, Any]:
    """Say which application the concern is about."""
    actor = actor_with(request, "contribute")
    placed = place_concern(actor, _find(actor, pk), find(actor, body.dossier))
    stamp(response)
    return _row(_find(actor, placed.pk))


@router.post("/concerns/{int:pk}/parts", response={201: ConcernOut, **ERRORS_WITH_CONFLICT}, summary="Join concerns")
def add_parts(request: HttpRequest, response: HttpResponse, pk: int, body: MergeIn) -> Any:
    """Make one case of this concern and others about the same application."""
    actor = actor_with(request, "contribute")
    others = list(_visible.concerns(actor).filter(pk__in=body.others))
    merge_concerns(actor, _find(actor, pk), others)
    stamp(response)
    return 201, _row(_find(actor, pk))


@router.post(
    "/dossiers/{int:number}/stops", response={201: StopOut, **ERRORS_WITH_CONFLICT}, summary="Stop an application"
)
def add_stop(request: HttpRequest, response: HttpResponse, number: int, body: ReasonIn) -> Any:
    """Stop the use at once; everyone involved hears."""
    actor = actor_with(request, "contribute")
    made = stop_application(actor, find(actor, number), reason=body.reason)
    stamp(response)
    return 201, _stop(made)


@router.post(
    "/dossiers/{int:number}/resumptions", response={201: StopOut, **ERRORS_WITH_CONFLICT}, summary="Allow the use again"
)
def add_resumption(request: HttpRequest, response: HttpResponse, number: int, body: ReasonIn) -> Any:
    """Decide, as the accountable person, that the application may be used again."""
    actor = actor_with(request, "decide")
    made = resume_application(actor, find(actor, number), reason=body.reason)
    stamp(response)
    return 201, _stop(made)
