"""Verb: take a file away. It can no longer be opened; that it was there stays, until its term of retention ends."""

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.errors import Conflict
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Attachment


@transaction.atomic
def take_away_file(actor: Actor, attachment: Attachment) -> Attachment:
    """Take a file away, by who gave it or who steers the application.

    Raises NotAllowed for anyone else, Conflict when it was taken away already.
    """
    _permission.require(actor, "take_away_file", attachment)
    found = Attachment.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=attachment.pk)
    if found.removed_at is not None:
        raise Conflict(_("This document was taken away already."))
    found.removed_at, found.removed_by = actor.now, actor.person
    found.save(update_fields=["removed_at", "removed_by"])
    _audit.record(actor, "file_taken_away", found.dossier, attachment=found.pk, sha256=found.sha256)
    return found
