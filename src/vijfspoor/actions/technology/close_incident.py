"""Verb: close an incident with the lessons learnt, once every clock was met or decided on."""

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _notify, _permission, _tasks
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict
from vijfspoor.actions.leadership import _resident_mail
from vijfspoor.actions.people._teach import ask_to_learn
from vijfspoor.actions.technology import _incident
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.technology import incidents as query
from vijfspoor.store.models import Concern, Incident

MOST = {"lessons": 5000}


@transaction.atomic
def close_incident(actor: Actor, incident: Incident, *, lessons: str, teaches: str = "") -> Incident:
    """Close the incident; who reported it hears what was learnt.

    With `teaches`, the code of a module, the department that uses the application is asked to do it.

    Raises InvalidInput without lessons, Conflict while a clock is open or waits for the moment it starts from.
    """
    _permission.require(actor, "close_incident", incident)
    incident = _incident.locked(incident)
    _incident.sync_clocks(actor, incident)
    learnt = checked({"lessons": lessons}, MOST, {"lessons": _("Write what you learnt and what will change.")})
    if query.view(incident, actor.now).open_clocks:
        raise Conflict(_("A clock still runs. Notify, or decide not to, and then close."))
    if query.waiting_clocks(incident, actor.today):
        raise Conflict(_("A duty still waits for a date. Fill in the facts first."))
    incident.lessons, incident.status = learnt["lessons"], Incident.Status.CLOSED
    incident.closed_by, incident.closed_at = actor.person, actor.now
    incident.save(update_fields=["lessons", "status", "closed_by", "closed_at"])
    _tasks.close(actor, incident.task)
    if teaches:
        reason = _("We learnt this from an incident with %(name)s.") % {"name": incident.dossier.name}
        ask_to_learn(actor, incident.dossier, teaches, reason)
    _audit.record(actor, "incident_closed", incident.dossier, incident=incident.pk, teaches=teaches)
    concerns = incident.concerns.select_related("reporter", "dossier").order_by("pk")
    colleagues = concerns.filter(kind=Concern.Kind.COLLEAGUE)
    for concern in {row.reporter_id: row for row in colleagues}.values():
        _notify.concern_answered(actor, concern, incident.lessons)
    for concern in concerns.filter(kind=Concern.Kind.RESIDENT):
        _resident_mail.incident_closed(actor, concern)
    return incident
