"""Verb: sign your own certificate as an Open Badge. The first one makes the key of the organisation."""

from django.conf import settings
from django.db import transaction

from vijfspoor.actions import _audit, _permission
from vijfspoor.domain.people.lesson import Lesson
from vijfspoor.integrations.credentials.signature import SealBroken, make_key, sign
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.people.credential import claims, key_location
from vijfspoor.store.models import LessonPass, Organisation, SigningKey


@transaction.atomic
def sign_certificate(actor: Actor, row: LessonPass, lesson: Lesson) -> str:
    """Return the certificate of the actor as a signed token. Raises NotAllowed for that of somebody else.

    When the secret of the installation was changed, the key it sealed ends and a new one is made; what was signed
    before stays verifiable.
    """
    _permission.require(actor, "sign_certificate", row)
    key = _key(actor)
    said = claims(row, lesson)
    try:
        return _signed(actor.organisation, key, said)
    except SealBroken:
        key.ended_at = actor.now
        key.save(update_fields=["ended_at"])
        return _signed(actor.organisation, _key(actor), said)


def _signed(organisation: Organisation, key: SigningKey, said: dict[str, object]) -> str:
    where = key_location(organisation, key)
    return sign(said, key.sealed, secret=settings.SECRET_KEY, belongs_to=organisation.slug, key_address=where)


def _key(actor: Actor) -> SigningKey:
    """Return the key in force, or make it; two people at once wait for each other at the organisation."""
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=actor.organisation.pk)
    found = organisation.signing_keys.filter(ended_at__isnull=True).first()
    if found is not None:
        return found
    public, sealed = make_key(settings.SECRET_KEY, organisation.slug)
    made = SigningKey.objects.create(organisation=organisation, public=public, sealed=sealed, made_at=actor.now)
    _audit.record(actor, "signing_key_made", None, key=str(made.key_id))
    return made
