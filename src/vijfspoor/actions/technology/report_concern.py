"""Verb: report that something is wrong. It lands at the application manager nearest to the application."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _notify, _permission, _tasks
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.store.models import Concern, Dossier, Person, Task

# Own policy: the law gives no term within which a reporter hears back.
WORKING_DAYS = 3
ROLE = "application_manager"
ACTIVITY = "M23"
MOST = {"what": 2500, "affected": 500, "about": 200}


@dataclass(frozen=True, slots=True)
class ConcernInput:
    """Signaal, as typed. `about` names an application the reporter could not find in the list."""

    what: str
    since: date | None = None
    affected: str = ""
    about: str = ""


@transaction.atomic
def report_concern(actor: Actor, given: ConcernInput, dossier: Dossier | None = None) -> Concern:
    """Record a concern and ask the application manager to look at it; without `dossier` the application is unknown.

    Raises InvalidInput at the field, Conflict on a draft, NotAllowed for who does not work for the municipality.
    """
    _permission.require(actor, "report_concern", dossier)
    if dossier is not None and dossier.status == Dossier.Status.DRAFT:
        raise Conflict(_("This report was not handed in yet. Finish the report first."))
    texts = checked(
        {"what": given.what, "affected": given.affected, "about": given.about},
        MOST,
        {"what": _("Tell what you saw, in your own words.")},
    )
    if given.since is not None and given.since > actor.today:
        raise InvalidInput({"since": [_("This date lies in the future.")]})
    concern = Concern.objects.create(
        organisation=actor.organisation,
        dossier=dossier,
        **texts,
        since=given.since,
        reporter=actor.person,
        reported_at=actor.now,
        task=ask(actor, dossier, texts["about"]),
    )
    _audit.record(actor, "concern_reported", dossier, concern=concern.pk)
    return concern


def ask(actor: Actor, dossier: Dossier | None, about: str) -> Task:
    """Ask who manages the application to handle a concern, and tell them.

    Where nobody does, the vacancy is reported and the task lies with the accountable person, else with the
    information manager: a concern is never left lying.
    """
    task = Task.objects.create(
        organisation=actor.organisation,
        dossier=dossier,
        kind=Task.Kind.CONCERN,
        activity=ACTIVITY,
        role=ROLE,
        assignee=_handler(actor, dossier),
        subject=about,
        due_on=_tasks.due(actor, WORKING_DAYS),
        created_at=actor.now,
    )
    _notify.task_given(actor, task)
    return task


def _handler(actor: Actor, dossier: Dossier | None) -> Person | None:
    holders = Holders(actor.organisation, actor.today)
    if dossier is None:
        unit = actor.person.unit
        nearest = holders.nearest_in(ROLE, (unit.pk, unit.parent_id) if unit else ())
        return next(iter([*nearest, *holders.of(ROLE), *holders.of("information_manager")]), None)
    nearest = holders.nearest(ROLE, dossier)
    if nearest:
        return nearest[0]
    _tasks.report_vacancy(actor, dossier, ROLE, wheel_for(actor.organisation, actor.today))
    return dossier.accountable or next(iter(holders.of("information_manager")), None)
