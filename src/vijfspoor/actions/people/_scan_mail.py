"""Mail about the self-scan, in bulk: one text per language, a fixed number of statements per thousand people."""

from collections.abc import Iterable

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from vijfspoor.queries.actor import Actor
from vijfspoor.queries.wording import day
from vijfspoor.store.models import Message, Person, ScanRound


def invite(actor: Actor, round_: ScanRound, people: Iterable[Person]) -> None:
    """Write an invitation to each of `people` and note that it was done."""
    _write(actor, round_, people, "scan_invitation")
    round_.mailed_at = actor.now
    round_.save(update_fields=["mailed_at"])


def remind(actor: Actor, round_: ScanRound, people: Iterable[Person]) -> None:
    """Write a reminder to each of `people` and note that it was done."""
    _write(actor, round_, people, "scan_reminder")
    round_.reminded_at = actor.now
    round_.save(update_fields=["reminded_at"])


def _write(actor: Actor, round_: ScanRound, people: Iterable[Person], kind: str) -> None:
    texts = {code: _text(round_, code, kind) for code, _name in settings.LANGUAGES}
    address = f"{settings.SITE_URL}/zelfscan/{round_.pk}"
    Message.objects.bulk_create(
        Message(
            organisation=actor.organisation,
            recipient=person,
            kind=kind,
            subject=texts[person.language][0],
            body="\n\n".join([texts[person.language][1] % {"name": person.name}, *texts[person.language][2], address]),
            created_at=actor.now,
        )
        for person in people
    )


def _text(round_: ScanRound, language: str, kind: str) -> tuple[str, str, list[str]]:
    with translation.override(language):
        subject = _("Self-scan: what do you know about AI?")
        if kind == "scan_reminder":
            subject = _("Reminder: %(title)s") % {"title": subject}
        lines = [
            _("It takes about ten minutes. You can stop and go on later. It is no exam."),
            _("You can fill it in up to and including %(date)s.") % {"date": day(round_.closes_on)},
            _("Your answers are anonymous: nobody can see what you filled in.")
            if round_.is_anonymous
            else _("Only you can see your result."),
        ]
        return subject, _("Hello %(name)s,"), lines
