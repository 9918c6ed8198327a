"""Verb: ask a question or give feedback as a resident. It becomes a concern, without a name."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._outside_mail import checked_address
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.leadership import _resident_mail
from vijfspoor.actions.technology.report_concern import ask
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Concern, Dossier, ResidentContact

MOST = {"what": 2500}


@dataclass(frozen=True, slots=True)
class ResidentInput:
    """Bericht van een inwoner, as typed. The address is optional; the language is that of the form."""

    what: str
    email: str = field(default="", repr=False)
    language: str = "nl"


@transaction.atomic
def ask_as_resident(actor: Actor, given: ResidentInput, dossier: Dossier | None = None) -> ResidentContact:
    """Record what a resident says about an application, or about the AI of the municipality; `actor` is a visitor.

    Raises InvalidInput at the field, NotAllowed about what is not public. The trail names nobody.
    """
    _permission.require(actor, "ask_as_resident", dossier)
    errors: dict[str, list[str]] = {}
    what = email = ""
    try:
        what = checked({"what": given.what}, MOST, {"what": _("Write your question or what you noticed.")})["what"]
    except InvalidInput as error:
        errors |= error.errors
    try:
        email = checked_address(given.email)
    except InvalidInput as error:
        errors |= error.errors
    if errors:
        raise InvalidInput(errors)
    about = "" if dossier else _all_applications()
    concern = Concern.objects.create(
        organisation=actor.organisation,
        dossier=dossier,
        kind=Concern.Kind.RESIDENT,
        about=about,
        what=what,
        reported_at=actor.now,
        task=ask(actor, dossier, about),
    )
    contact = ResidentContact.objects.create(concern=concern, email=email, language=given.language)
    _audit.record(actor, "resident_asked", dossier, concern=concern.pk)
    if email:
        _resident_mail.received(actor, contact)
    return contact


def _all_applications() -> str:
    """Return what a message without an application is about, in the language of the municipality."""
    with translation.override("nl"):
        return _("AI of the municipality")
