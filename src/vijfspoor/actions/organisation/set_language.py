"""Verb: choose the language of the pages and mails one gets."""

from django.db import transaction

from vijfspoor.actions import _audit, _permission
from vijfspoor.queries.actor import Actor


@transaction.atomic
def set_language(actor: Actor, language: str) -> None:
    """Keep the actor's own language ("nl" or "en"). Raises ValueError for any other."""
    _permission.require(actor, "edit_self", actor.person)
    if language not in ("nl", "en"):
        raise ValueError(language)
    actor.person.language = language
    actor.person.save(update_fields=["language"])
    _audit.record(actor, "language_set", language=language)
