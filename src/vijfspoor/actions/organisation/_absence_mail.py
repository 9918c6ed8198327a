"""Mail to who is away and to who stands in, when the administrator records it for them."""

from django.utils import translation
from django.utils.translation import gettext as _

from vijfspoor.actions._mail import write
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Absence


def absence_set(actor: Actor, absence: Absence) -> None:
    """Tell who is away, and who stands in, what the administrator recorded."""
    days = {"first": absence.starts_on.strftime("%d-%m-%Y"), "last": absence.ends_on.strftime("%d-%m-%Y")}
    with translation.override(absence.person.language):
        subject = _("%(name)s stands in for you") % {"name": absence.stand_in.name}
        lines = [
            _("%(name)s recorded that you are away from %(first)s to %(last)s.") % {"name": actor.person.name, **days},
            _("Your tasks show with your stand-in too. Is this not right? Take it back in your account."),
        ]
        write(actor, absence.person, "absence_set", subject, lines, None, "/account")
    with translation.override(absence.stand_in.language):
        subject = _("You stand in for %(name)s") % {"name": absence.person.name}
        told = _("%(name)s is away from %(first)s to %(last)s.") % {"name": absence.person.name, **days}
        write(actor, absence.stand_in, "absence_set", subject, [told, _("Their tasks show on your desk.")], None)


def absence_ended(actor: Actor, absence: Absence) -> None:
    """Tell who was away, and who stood in, that the administrator took it back."""
    with translation.override(absence.person.language):
        subject = _("%(name)s no longer stands in for you") % {"name": absence.stand_in.name}
        told = _("%(name)s took your absence back.") % {"name": actor.person.name}
        write(actor, absence.person, "absence_ended", subject, [told], None, "/account")
    with translation.override(absence.stand_in.language):
        subject = _("You no longer stand in for %(name)s") % {"name": absence.person.name}
        told = _("%(name)s took the absence back.") % {"name": actor.person.name}
        write(actor, absence.stand_in, "absence_ended", subject, [told], None)
