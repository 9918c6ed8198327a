"""Mail about developments: to who one was sent to, to who sent it when somebody asks, and to who asked."""

from collections.abc import Iterable

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Development, DevelopmentQuestion, Message, Person


def sent(actor: Actor, development: Development, people: Iterable[Person]) -> None:
    """Tell everyone it was sent to, but not who sent it."""
    Message.objects.bulk_create(
        _message(actor, person, "development_sent", development, development.title, development.text)
        for person in people
        if person.pk != actor.person.pk
    )


def asked(actor: Actor, question: DevelopmentQuestion) -> None:
    """Tell who sent it what somebody asks."""
    to = question.development.sent_by
    with translation.override(to.language):
        subject = _("Question about %(title)s") % {"title": question.development.title}
    if to.pk != actor.person.pk:
        _message(actor, to, "development_asked", question.development, subject, question.text).save()


def answered(actor: Actor, question: DevelopmentQuestion) -> None:
    """Tell who asked what the answer is."""
    to = question.asked_by
    with translation.override(to.language):
        subject = _("Answer about %(title)s") % {"title": question.development.title}
    if to.pk != actor.person.pk:
        _message(actor, to, "development_answered", question.development, subject, question.answer).save()


def _message(actor: Actor, to: Person, kind: str, about: Development, subject: str, text: str) -> Message:
    with translation.override(to.language):
        hello = _("Hello %(name)s,") % {"name": to.name}
    return Message(
        organisation=actor.organisation,
        recipient=to,
        kind=kind,
        subject=subject[:300],
        body="\n\n".join([hello, text, f"{settings.SITE_URL}/ontwikkelingen/{about.pk}"]),
        created_at=actor.now,
    )
