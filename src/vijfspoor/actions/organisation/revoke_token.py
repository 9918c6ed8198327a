"""Verb: revoke an access key; it stops working at once."""

from django.db import transaction

from vijfspoor.actions import _audit, _permission
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import ApiToken


@transaction.atomic
def revoke_token(actor: Actor, token: ApiToken) -> None:
    """Revoke `token`; doing it twice changes nothing."""
    _permission.require(actor, "edit_self", token.person)
    if token.revoked_at is None:
        token.revoked_at = actor.now
        token.save(update_fields=["revoked_at"])
        _audit.record(actor, "token_revoked", token=token.pk, person=token.person_id)
