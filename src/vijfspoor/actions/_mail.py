"""Writes one mail to the outbox, in the same transaction as the change it tells of. The jobs send it."""

from django.conf import settings
from django.utils.translation import gettext as _

from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Dossier, Message, Person


def write(
    actor: Actor, to: Person, kind: str, subject: str, lines: list[str], dossier: Dossier | None, path: str = ""
) -> None:
    """Write a mail in the language that is active, with the address it is about: of `path`, the dossier or the desk."""
    path = path or (f"/toepassingen/{dossier.number}" if dossier else "/bureau")
    body = "\n\n".join([_("Hello %(name)s,") % {"name": to.name}, *lines, f"{settings.SITE_URL}{path}"])
    Message.objects.create(
        organisation=actor.organisation,
        recipient=to,
        kind=kind,
        subject=subject[:300],
        body=body,
        created_at=actor.now,
    )
