"""Verb: the executive board intervenes in an incident with a recorded decision; everyone with a part in it hears."""

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _notify, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.technology import _incident
from vijfspoor.actions.technology.open_incident import concerned
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Incident, IncidentIntervention

MOST = {"measure": 2500, "reasons": 2500}


@transaction.atomic
def intervene_in_incident(actor: Actor, incident: Incident, *, measure: str, reasons: str) -> IncidentIntervention:
    """Record what the board has done about an incident, and why. It cannot be changed, only followed by another.

    Raises InvalidInput at the field, Conflict once it was closed, NotAllowed for anyone but the board.
    """
    _permission.require(actor, "intervene_in_incident", incident)
    incident = _incident.locked(incident)
    texts = checked(
        {"measure": measure, "reasons": reasons},
        MOST,
        {"measure": _("Write what must be done."), "reasons": _("Write why you intervene.")},
    )
    row = IncidentIntervention.objects.create(incident=incident, **texts, by=actor.person, at=actor.now)
    _audit.record(actor, "incident_intervened", incident.dossier, incident=incident.pk, intervention=row.pk)
    for person in concerned(actor, incident.dossier):
        _notify.incident_intervened(actor, incident, person)
    return row
