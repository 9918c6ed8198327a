"""Verb of the jobs: tell who answers for an incident, once, that the deadline of one of its clocks has passed."""

from datetime import datetime

from django.db import transaction

from vijfspoor.actions import _audit, _notify
from vijfspoor.actions.technology import _incident
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.queries.system import system_actors
from vijfspoor.queries.technology import incidents as query
from vijfspoor.queries.technology.incidents import ClockView
from vijfspoor.store.models import Incident, IncidentClock, Person

ROLES = ("executive_board", "data_protection_officer")


def keep_deadlines(now: datetime) -> int:
    """Keep every deadline that passed as missed and tell of it, for every organisation. Returns how many."""
    told = 0
    for actor in system_actors(now):
        told += _tell_of_missed(actor)
    return told


@transaction.atomic
def _tell_of_missed(actor: Actor) -> int:
    passed = IncidentClock.objects.filter(
        incident__organisation=actor.organisation,
        incident__status=Incident.Status.OPEN,
        deadline__lt=actor.now,
        told_late_at__isnull=True,
        lapsed_at__isnull=True,
    )
    incidents = Incident.objects.select_for_update(of=("self",)).filter(pk__in=passed.values("incident"))
    late = [
        (incident, view)
        for incident in incidents.select_related("dossier__accountable").order_by("pk")
        for view in query.view(incident, actor.now).open_clocks
        if view.row.deadline < actor.now and view.row.told_late_at is None
    ]
    for incident, view in late:
        _tell(actor, incident, view)
    return len(late)


def _tell(actor: Actor, incident: Incident, view: ClockView) -> None:
    _incident.keep_missed(actor, view)
    view.row.told_late_at = actor.now
    view.row.save(update_fields=["told_late_at"])
    for person in _answers_for(actor, incident):
        _notify.deadline_missed(actor, incident, person, view.clock)
    _audit.record(actor, "deadline_missed", incident.dossier, incident=incident.pk, clock=view.clock.code)


def _answers_for(actor: Actor, incident: Incident) -> list[Person]:
    holders = Holders(actor.organisation, actor.today)
    people = {person.pk: person for role in ROLES for person in holders.nearest(role, incident.dossier)}
    if incident.dossier.accountable is not None:
        people[incident.dossier.accountable.pk] = incident.dossier.accountable
    return list(people.values())
