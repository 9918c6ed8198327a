"""Tells a resident what became of their message: on the page behind their link, and by mail if they gave an address."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from vijfspoor.actions import _outside_mail
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.leadership.resident import follow_up_token
from vijfspoor.queries.wording import concern_subject
from vijfspoor.store.models import Concern, ResidentAnswer, ResidentContact


def received(actor: Actor, contact: ResidentContact) -> None:
    """Confirm that the message arrived, with the link under which the answer will stand. Never what was written."""
    with translation.override(contact.language):
        subject = _("Your message about %(name)s") % {"name": concern_subject(contact.concern)}
        lines = [
            _("Thank you. We received your message."),
            _("A member of staff reads it and answers you by mail. You find the answer here too:"),
            _address(contact),
        ]
        _write(actor, contact, "resident_received", subject, lines)


def answered(actor: Actor, concern: Concern, text: str) -> None:
    """Keep what this resident is told, and mail it when there is an address. The member of staff is not named."""
    contact = ResidentContact.objects.select_related("concern__organisation", "concern__dossier").get(concern=concern)
    ResidentAnswer.objects.create(contact=contact, text=text, at=actor.now)
    if not contact.email:
        return
    with translation.override(contact.language):
        subject = _("Answer to your message about %(name)s") % {"name": concern_subject(contact.concern)}
        _write(
            actor, contact, "resident_answered", subject, [text, _("You can read it again here:"), _address(contact)]
        )


def incident_closed(actor: Actor, concern: Concern) -> None:
    """Tell a resident that what they told was handled as an incident; its lessons are for colleagues."""
    language = ResidentContact.objects.values_list("language", flat=True).get(concern=concern)
    with translation.override(language):
        text = _("What you told us was handled as an incident. It is closed now. Thank you for telling us.")
    answered(actor, concern, text)


def _address(contact: ResidentContact) -> str:
    slug = contact.concern.organisation.slug
    return f"{settings.SITE_URL}/openbaar/{slug}/bericht/{follow_up_token(contact)}"


def _write(actor: Actor, contact: ResidentContact, kind: str, subject: str, lines: list[str]) -> None:
    name = contact.concern.organisation.name
    _outside_mail.write(actor, kind, contact.email, subject, [_("Hello,"), *lines, name])
