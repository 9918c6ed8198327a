"""Verb: take a file away. It can no longer be opened; that it was there stays, until its term of retention ends."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.errors import Conflict
from vijfspoor.actions.technology import _incident
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Attachment, Incident


def removable(actor: Actor, files: Iterable[Attachment]) -> set[int]:
    """Return the numbers of the files the actor may still take away: what lies with a closed incident stays."""
    return {
        file.pk
        for file in files
        if _permission.may(actor, _verb(file), file)
        and (file.incident is None or file.incident.status == Incident.Status.OPEN)
    }


@transaction.atomic
def take_away_file(actor: Actor, attachment: Attachment) -> Attachment:
    """Take a file away, by who gave it or who steers the application.

    Raises NotAllowed for anyone else, Conflict when it was taken away already or its incident was closed.
    """
    _permission.require(actor, _verb(attachment), attachment)
    if attachment.incident is not None:
        _incident.locked(attachment.incident)
    found = Attachment.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=attachment.pk)
    if found.removed_at is not None:
        raise Conflict(_("This document was taken away already."))
    found.removed_at, found.removed_by = actor.now, actor.person
    found.save(update_fields=["removed_at", "removed_by"])
    _audit.record(actor, "file_taken_away", found.dossier, attachment=found.pk, sha256=found.sha256)
    return found


def _verb(attachment: Attachment) -> str:
    return "take_away_from_incident" if attachment.incident_id else "take_away_file"
