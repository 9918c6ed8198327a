"""What a resident who asked something may read back, behind the secret link they were given."""

from dataclasses import dataclass

from django.core.signing import BadSignature, Signer

from vijfspoor.queries.leadership.publication import public_application
from vijfspoor.store.models import Concern, Organisation, Publication, ResidentAnswer, ResidentContact

_SALT = "resident-follow-up"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The message, where it stands, and what this resident was told, oldest first.

    `about` is the public page it is about; None when it is about none, or when that page is public no more.
    """

    concern: Concern
    is_open: bool
    answers: tuple[ResidentAnswer, ...]
    about: Publication | None


def follow_up_token(contact: ResidentContact) -> str:
    """Return the secret part of the link: signed, so it can be made again for a mail and is kept nowhere."""
    return Signer(salt=_SALT).sign(str(contact.pk))


def follow_up(organisation: Organisation, token: str) -> FollowUp | None:
    """Return the message behind a link; None for a link that is not ours or belongs to another municipality."""
    try:
        pk = Signer(salt=_SALT).unsign(token)
    except BadSignature:
        return None
    contact = (
        ResidentContact.objects.filter(pk=int(pk), concern__organisation=organisation)
        .select_related("concern__dossier")
        .first()
    )
    if contact is None:
        return None
    concern = contact.concern
    about = public_application(organisation, concern.dossier.number) if concern.dossier else None
    return FollowUp(concern, concern.status == Concern.Status.OPEN, tuple(contact.answers.order_by("pk")), about)
