"""Evidence on screen: the files on an application, on an assessment and on an incident, and one to send."""

import logging

from django.core.files.base import File
from django.core.files.storage import default_storage

from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Assessment, Attachment, Dossier, Incident

log = logging.getLogger(__name__)


def find(actor: Actor, dossier: Dossier, pk: int) -> Attachment | None:
    """Return a file of the dossier that the actor may open; not one that was taken away."""
    return (
        _visible.attachments(actor)
        .filter(dossier=dossier, pk=pk, removed_at=None)
        .select_related("dossier__organisation", "incident")
        .first()
    )


def of_dossier(actor: Actor, dossier: Dossier) -> list[Attachment]:
    """Return every file on the dossier the actor may read, newest first, those taken away included."""
    return list(
        _visible.attachments(actor)
        .filter(dossier=dossier)
        .select_related("dossier", "by", "removed_by", "assessment", "demand", "contribution", "incident")
        .order_by("-pk")
    )


def of_assessment(actor: Actor, assessment: Assessment) -> list[Attachment]:
    """Return the evidence with one assessment, newest first, what was taken away included."""
    return [file for file in of_dossier(actor, assessment.dossier) if file.assessment_id == assessment.pk]


def of_incident(actor: Actor, incident: Incident) -> list[Attachment]:
    """Return the evidence with one incident, newest first, what was taken away included."""
    found = _visible.attachments(actor).filter(incident=incident)
    return list(found.select_related("dossier", "by", "removed_by", "incident").order_by("-pk"))


def content_of(attachment: Attachment) -> File | None:
    """Return the open file, or None (and a line in the log) when the storage lost it."""
    try:
        return default_storage.open(attachment.stored_name)
    except FileNotFoundError:
        log.error("attachment %s is not in the storage", attachment.pk)
        return None
