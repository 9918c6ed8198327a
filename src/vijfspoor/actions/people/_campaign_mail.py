"""Mail about a campaign, in bulk: one text per language."""

from collections.abc import Iterable

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from vijfspoor.queries.actor import Actor
from vijfspoor.queries.wording import day
from vijfspoor.store.models import Campaign, Message, Person


def invite(actor: Actor, row: Campaign, people: Iterable[Person]) -> None:
    """Tell each of `people` what the campaign asks."""
    _write(actor, row, people, "campaign_invitation")


def remind(actor: Actor, row: Campaign, people: Iterable[Person]) -> None:
    """Remind each of `people` of it."""
    _write(actor, row, people, "campaign_reminder")


def _write(actor: Actor, row: Campaign, people: Iterable[Person], kind: str) -> None:
    texts = {code: _text(row, code, kind) for code, _name in settings.LANGUAGES}
    address = f"{settings.SITE_URL}/geletterdheid/campagnes/{row.pk}"
    Message.objects.bulk_create(
        Message(
            organisation=actor.organisation,
            recipient=person,
            kind=kind,
            subject=texts[person.language][0],
            body="\n\n".join(
                [texts[person.language][1] % {"name": person.name}, row.message, texts[person.language][2], address]
            ),
            created_at=actor.now,
        )
        for person in people
    )


def _text(row: Campaign, language: str, kind: str) -> tuple[str, str, str]:
    with translation.override(language):
        subject = row.name
        if kind == "campaign_reminder":
            subject = _("Reminder: %(title)s") % {"title": row.name}
        until = _("You can join up to and including %(date)s. Joining is up to you, and nobody sees whether you did.")
        return subject, _("Hello %(name)s,"), until % {"date": day(row.ends_on)}
