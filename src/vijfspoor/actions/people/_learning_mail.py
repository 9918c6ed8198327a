"""Mail about what to learn, in bulk: one text per language."""

from collections.abc import Iterable

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from vijfspoor.queries.actor import Actor
from vijfspoor.queries.people.learning import modules_of
from vijfspoor.queries.wording import day, say
from vijfspoor.store.models import LearningAssignment, Message, Person


def ask(actor: Actor, row: LearningAssignment, people: Iterable[Person]) -> None:
    """Tell each of `people` what they are asked to learn."""
    _write(actor, row, people, "learning_asked")


def remind(actor: Actor, row: LearningAssignment, people: Iterable[Person]) -> None:
    """Remind each of `people` of it."""
    _write(actor, row, people, "learning_reminder")


def _write(actor: Actor, row: LearningAssignment, people: Iterable[Person], kind: str) -> None:
    texts = {code: _text(actor, row, code, kind) for code, _name in settings.LANGUAGES}
    address = f"{settings.SITE_URL}/leren"
    Message.objects.bulk_create(
        Message(
            organisation=actor.organisation,
            recipient=person,
            kind=kind,
            subject=texts[person.language][0],
            body="\n\n".join([texts[person.language][1] % {"name": person.name}, texts[person.language][2], address]),
            created_at=actor.now,
        )
        for person in people
    )


def _text(actor: Actor, row: LearningAssignment, language: str, kind: str) -> tuple[str, str, str]:
    with translation.override(language):
        known = modules_of(actor.organisation, actor.today)
        titles = [say(known[code].title) for code in row.lessons if code in known]
        subject = _("To learn about AI before %(date)s") % {"date": day(row.due_on)}
        if kind == "learning_reminder":
            subject = _("Reminder: %(title)s") % {"title": subject}
        body = "\n".join([row.reason, *(f"- {title}" for title in titles)])
        return subject, _("Hello %(name)s,"), body
