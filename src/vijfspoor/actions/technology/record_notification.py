"""Verb: record that a notification was made: when, under which reference, and where the evidence is."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.technology import _incident
from vijfspoor.actions.technology.open_incident import past_moment
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import ClockEntry, Incident

MOST = {"reference": 200, "evidence": 20_000}


@dataclass(frozen=True, slots=True)
class NotificationInput:
    """Melding, as typed. `at` is the moment it was sent, with a time zone; `evidence` what was sent and received."""

    at: datetime | None
    reference: str
    evidence: str


@transaction.atomic
def record_notification(actor: Actor, incident: Incident, code: str, given: NotificationInput) -> ClockEntry:
    """Record a notification at the clock `code`; a second one is a supplement, the first one counts for the term.

    Raises InvalidInput at the field, Conflict when the incident was closed. What was missed stays on record.
    """
    _permission.require(actor, "update_incident", incident)
    incident = _incident.locked(incident)
    view = _incident.open_clock(actor, incident, code)
    texts = checked(
        {"reference": given.reference, "evidence": given.evidence},
        MOST,
        {
            "reference": _("Fill in the reference you got, or how it can be found again."),
            "evidence": _("Paste what you sent, or say where the evidence is."),
        },
    )
    at = past_moment(actor, "at", given.at)
    if at > view.row.deadline:
        _incident.keep_missed(actor, view)
    entry = ClockEntry.objects.create(
        clock=view.row,
        kind=ClockEntry.Kind.NOTIFIED,
        at=at,
        reference=texts["reference"],
        text=texts["evidence"],
        person=actor.person,
        person_name=actor.person.name,
        recorded_at=actor.now,
    )
    _audit.record(
        actor, "incident_notified", incident.dossier, incident=incident.pk, clock=code, notified_at=at.isoformat()
    )
    _incident.sync_clocks(actor, incident)
    return entry
