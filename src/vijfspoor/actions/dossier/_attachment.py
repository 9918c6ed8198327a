"""What the verbs share that take a file in: its check in plain words, and keeping it with its row and its event."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Protocol

from django.utils.translation import gettext as _

from vijfspoor.actions import _audit
from vijfspoor.actions._files import FileWriter
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.domain.dossier.attachment import MOST_BYTES, AttachmentError, AttachmentFault, CheckedFile, check_file
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Assessment, Attachment, Contribution, Demand, Dossier, Incident


class Upload(Protocol):
    """A file as it comes in, from a page, a program or the demo."""

    @property
    def name(self) -> str | None:
        """The name as given."""

    def seek(self, offset: int, /) -> Any:
        """Go to a place in the file."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file belongs: the application, or more precisely an assessment, a demand, a contribution, an incident."""

    dossier: Dossier
    assessment: Assessment | None = None
    demand: Demand | None = None
    contribution: Contribution | None = None
    incident: Incident | None = None


def faults(upload: Upload | None) -> Mapping[str, list[str]]:
    """Return what is wrong with the file at the field `file`; nothing when there is no file or it is right."""
    if upload is None:
        return {}
    try:
        checked_upload(upload)
    except InvalidInput as error:
        return error.errors
    return {}


def keep(actor: Actor, place: Place, upload: Upload, writer: FileWriter) -> Attachment:
    """Keep a file at its place. The caller keeps others from that place, in the transaction of `writer`.

    Raises InvalidInput at the field `file` when it may not be kept or lies there already.
    """
    checked, content = checked_upload(upload)
    digest = hashlib.sha256(content).hexdigest()
    at: dict[str, Any] = {field.name: getattr(place, field.name) for field in fields(place)}
    twin = Attachment.objects.filter(**_exactly(at), sha256=digest, removed_at=None).first()
    if twin is not None:
        raise InvalidInput({"file": [_("This document is here already, as “%(name)s”.") % {"name": twin.name}]})
    kept = Attachment.objects.create(
        organisation=actor.organisation,
        **at,
        name=checked.name,
        media_type=checked.kind.media_type,
        size=len(content),
        sha256=digest,
        stored_name=writer.write(content),
        by=actor.person,
        at=actor.now,
    )
    # The name stays out: it may hold the name of a person, and an event is never erased.
    _audit.record(
        actor,
        "file_attached",
        place.dossier,
        attachment=kept.pk,
        sha256=digest,
        size=kept.size,
        media_type=kept.media_type,
        assessment=place.assessment.pk if place.assessment else None,
        demand=place.demand.number if place.demand else None,
        contribution=place.contribution.pk if place.contribution else None,
        incident=place.incident.pk if place.incident else None,
    )
    return kept


def _exactly(at: Mapping[str, Any]) -> dict[str, Any]:
    return {name if value else f"{name}__isnull": value or True for name, value in at.items()}


def checked_upload(upload: Upload) -> tuple[CheckedFile, bytes]:
    """Return a file that may be kept, with its content. Raises InvalidInput at the field `file`."""
    upload.seek(0)
    content = upload.read(MOST_BYTES + 1)
    try:
        return check_file(upload.name or "", content), content
    except AttachmentError as error:
        raise InvalidInput({"file": [_sentence(error.fault)]}) from error


def _sentence(fault: AttachmentFault) -> str:
    return {
        AttachmentFault.EMPTY: _("This file is empty. Choose another one."),
        AttachmentFault.TOO_BIG: _("This file is too large. Use at most 20 MB."),
        AttachmentFault.NAMELESS: _("Give the file a name with an ending, for example “advice.pdf”."),
        AttachmentFault.KIND_NOT_ALLOWED: _(
            "This kind of file cannot be kept. Use PDF, PNG, JPEG, ODT, ODS, DOCX, XLSX, TXT or CSV."
        ),
        AttachmentFault.CONTENT_DIFFERS: _(
            "The content does not match the ending of the name, or the file is locked or damaged. Save it again as PDF."
        ),
        AttachmentFault.HAS_MACROS: _("This file has macros (small programs). Save it without macros, or as PDF."),
    }[fault]
