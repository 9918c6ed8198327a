"""Evidence files: list, attach and fetch."""

from typing import Annotated, Any, TypeVar

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from ninja import File, Form, Router
from ninja.files import UploadedFile
from pydantic import Field

from vijfspoor.actions.dossier.attach_file import (
    attach_to_assessment,
    attach_to_contribution,
    attach_to_dossier,
    attach_to_incident,
)
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.api import _rows
from vijfspoor.api._auth import actor_with
from vijfspoor.api._paging import stamp
from vijfspoor.api._problem import ERRORS, ERRORS_WITH_CONFLICT
from vijfspoor.api._shapes import Moment, PersonOut, Shape
from vijfspoor.api.dossiers import find
from vijfspoor.domain.dossier.attachment import SENT_WITH
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.dossier import attachment as query
from vijfspoor.queries.ethics import assessment as assessments
from vijfspoor.store.models import Attachment, Dossier

router = Router(tags=["attachments"], by_alias=True)
Found = TypeVar("Found")
Number = Annotated[int, Field(ge=1, lt=2**63)]


class PlaceIn(Shape):
    """Where the file belongs, when not to the application itself. `demand`: the number of a demand of `assessment`."""

    assessment: Number | None = None
    demand: Annotated[int, Field(ge=1, lt=2**15)] | None = None
    contribution: Number | None = None
    incident: Number | None = None


class AttachmentOut(Shape):
    """A file: what it is and where it belongs. Once removed its content can no longer be fetched."""

    id: int
    name: str
    media_type: str
    size: int
    sha256: str
    assessment: int | None
    demand: int | None
    contribution: int | None
    incident: int | None
    by: PersonOut | None
    at: Moment
    removed_at: Moment | None


def _row(row: Attachment) -> dict[str, Any]:
    return {
        "id": row.pk,
        "name": row.name,
        "media_type": row.media_type,
        "size": row.size,
        "sha256": row.sha256,
        "assessment": row.assessment_id,
        "demand": row.demand.number if row.demand else None,
        "contribution": row.contribution_id,
        "incident": row.incident_id,
        "by": _rows.person(row.by),
        "at": row.at,
        "removed_at": row.removed_at,
    }


@router.get(
    "/dossiers/{int:number}/attachments", response={200: list[AttachmentOut], **ERRORS}, summary="List attachments"
)
def list_attachments(request: HttpRequest, response: HttpResponse, number: int) -> list[dict[str, Any]]:
    """Return the files of an application that may be read, newest first."""
    actor = actor_with(request, "read")
    stamp(response)
    return [_row(row) for row in query.of_dossier(actor, find(actor, number))]


@router.post(
    "/dossiers/{int:number}/attachments",
    response={201: AttachmentOut, **ERRORS_WITH_CONFLICT},
    summary="Attach a file",
)
def attach(
    request: HttpRequest, response: HttpResponse, number: int, place: Form[PlaceIn], file: File[UploadedFile]
) -> Any:
    """Attach a file of at most 20 MB, to the application or to one assessment, contribution or incident of it."""
    actor = actor_with(request, "contribute")
    kept = _attach(actor, find(actor, number), place, file)
    stamp(response)
    response["Location"] = f"/api/v1/dossiers/{number}/attachments/{kept.pk}/content"
    return 201, _row(kept)


def _attach(actor: Actor, dossier: Dossier, place: PlaceIn, file: UploadedFile) -> Attachment:
    named = [name for name in ("assessment", "contribution", "incident") if getattr(place, name)]
    if len(named) > 1:
        raise InvalidInput({named[-1]: ["name an assessment, a contribution or an incident, not two of them"]})
    if place.demand and not place.assessment:
        raise InvalidInput({"demand": ["name the assessment of the demand as well"]})
    if place.contribution:
        given = _visible.contributions(actor).filter(dossier=dossier, pk=place.contribution).first()
        return attach_to_contribution(actor, _named(given, "contribution"), file)
    if place.incident:
        incident = _visible.incidents(actor).filter(dossier=dossier, pk=place.incident).first()
        return attach_to_incident(actor, _named(incident, "incident"), file)
    if place.assessment:
        return _attach_to_assessment(actor, dossier, place, file)
    return attach_to_dossier(actor, dossier, file)


def _attach_to_assessment(actor: Actor, dossier: Dossier, place: PlaceIn, file: UploadedFile) -> Attachment:
    assessment = _named(assessments.find(actor, dossier, place.assessment or 0), "assessment")
    if not place.demand:
        return attach_to_assessment(actor, assessment, file)
    demand = _named(assessment.demands.filter(number=place.demand).first(), "demand")
    return attach_to_assessment(actor, assessment, file, demand)


def _named(found: Found | None, field: str) -> Found:
    if found is None:
        raise InvalidInput({field: ["there is nothing here that this key may see"]})
    return found


@router.get(
    "/dossiers/{int:number}/attachments/{int:pk}/content",
    response=ERRORS,
    summary="Fetch the content of an attachment",
    openapi_extra={
        "responses": {
            200: {
                "description": "The file as it was given",
                "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
            }
        }
    },
)
def content(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Return the file as it was given."""
    actor = actor_with(request, "read")
    found = query.find(actor, find(actor, number), pk)
    file = query.content_of(found) if found else None
    if found is None or file is None:
        raise Http404
    response = FileResponse(
        file, as_attachment=True, filename=found.name, content_type=found.media_type, headers=SENT_WITH
    )
    stamp(response)
    return response
