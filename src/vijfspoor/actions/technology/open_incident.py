"""Verb: open an incident on an application, of oneself or because of a concern; everyone who has a part in it hears."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _notify, _permission, _tasks
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.technology import _incident
from vijfspoor.actions.technology.handle_concern import finish, locked, reply
from vijfspoor.content.incidents.loader import clock_book_in_force
from vijfspoor.domain.ethics.legal_term import NETHERLANDS
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.store.models import Concern, Dossier, Incident, Person, Task

ACTIVITY = "M24"
MOST = {"title": 200, "what_happened": 2500}
# Until the facts start a clock: own policy, so that the facts are asked soon.
WORKING_DAYS = 1


@dataclass(frozen=True, slots=True)
class IncidentInput:
    """Incident, as typed. `aware_at` is the moment the municipality knew; it has a time zone."""

    title: str
    what_happened: str
    aware_at: datetime | None


@transaction.atomic
def open_incident(actor: Actor, dossier: Dossier, given: IncidentInput, concern: Concern | None = None) -> Incident:
    """Open an incident; a `concern` it comes from is done, and its reporters hear so.

    Raises InvalidInput at the field, Conflict on a draft or when the concern is about another application.
    """
    _permission.require(actor, "open_incident", dossier)
    texts = checked(
        {"title": given.title, "what_happened": given.what_happened},
        MOST,
        {"title": _("Give it a short name."), "what_happened": _("Tell what happened.")},
    )
    aware_at = past_moment(actor, "aware_at", given.aware_at)
    if dossier.status == Dossier.Status.DRAFT or (concern is not None and concern.dossier_id != dossier.pk):
        raise Conflict(_("This concern is about another application."))
    incident = Incident.objects.create(
        organisation=actor.organisation,
        dossier=dossier,
        title=texts["title"],
        book=clock_book_in_force(aware_at.astimezone(NETHERLANDS).date()).valid_from,
        moments={"aware_at": aware_at.isoformat()},
        texts={"what_happened": texts["what_happened"]},
        opened_by=actor.person,
        opened_at=actor.now,
        task=_ask(actor, dossier),
    )
    _audit.record(actor, "incident_opened", dossier, incident=incident.pk, aware_at=aware_at.isoformat())
    _incident.sync_clocks(actor, incident)
    if concern is not None:
        _take_over(actor, concern, incident)
    for person in concerned(actor, dossier):
        _notify.incident_opened(actor, incident, person)
    return incident


def past_moment(actor: Actor, field: str, moment: datetime | None) -> datetime:
    """Return `moment`. Raises InvalidInput when it is missing, has no time zone, or lies in the future."""
    if moment is None or moment.tzinfo is None:
        raise InvalidInput({field: [_("Fill in a date and a time.")]})
    if moment > actor.now:
        raise InvalidInput({field: [_("This moment lies in the future.")]})
    return moment


def _ask(actor: Actor, dossier: Dossier) -> Task:
    """The department head carries it out (matrix: M24), and is the accountable person of the application.

    Colleagues who may not read incidents see tasks too, so the task does not say what happened.
    """
    holders = Holders(actor.organisation, actor.today)
    nearest = holders.nearest("department_head", dossier)
    return Task.objects.create(
        organisation=actor.organisation,
        dossier=dossier,
        kind=Task.Kind.INCIDENT,
        activity=ACTIVITY,
        role="department_head",
        assignee=dossier.accountable or next(iter(nearest), None),
        due_on=_tasks.due(actor, WORKING_DAYS),
        created_at=actor.now,
    )


def _take_over(actor: Actor, concern: Concern, incident: Incident) -> None:
    _permission.require(actor, "handle_concern", concern)
    case = locked(concern)
    case.incident = incident
    reply(actor, case, _("Thank you. We handle this as an incident. You hear back when it is closed."))
    finish(actor, case, Concern.Status.INCIDENT)


def concerned(actor: Actor, dossier: Dossier) -> list[Person]:
    """Return everyone the matrix gives a part in an incident, and the accountable person."""
    holders = Holders(actor.organisation, actor.today)
    roles = [role for role in wheel_for(actor.organisation, actor.today).matrix[ACTIVITY].marks if role != "user"]
    people = {person.pk: person for role in roles for person in holders.nearest(role, dossier)}
    if dossier.accountable is not None:
        people[dossier.accountable.pk] = dossier.accountable
    return [person for person in people.values() if person.pk != actor.person.pk]
