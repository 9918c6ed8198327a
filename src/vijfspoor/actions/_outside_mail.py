"""Writes mail to people without an account, in the same transaction as the change it tells of. The jobs send it."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from vijfspoor.actions.errors import InvalidInput
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import OutsideMail

MOST_ADDRESS = 254


def checked_address(raw: str, *, required: bool = False) -> str:
    """Return a typed mail address, or empty. Raises InvalidInput at `email`; a line end in it is never accepted."""
    address = raw.strip(" ")
    if not address and not required:
        return ""
    try:
        validate_email(address)
    except ValidationError:
        address = ""
    if not address or len(address) > MOST_ADDRESS or not address.isprintable():
        raise InvalidInput({"email": [_("This is no e-mail address. Write it like name@example.nl.")]})
    return address


def write(
    actor: Actor, kind: str, address: str, subject: str, lines: list[str], *, unsubscribe: str = ""
) -> OutsideMail:
    """Put one mail in the outbox. The subject becomes one line, whatever names are in it."""
    return OutsideMail.objects.create(
        organisation=actor.organisation,
        kind=kind,
        address=address,
        subject=" ".join(subject.split())[:300],
        body="\n\n".join(lines),
        unsubscribe=unsubscribe,
        created_at=actor.now,
    )
