"""What the verbs of an incident share: its lock, and its clocks kept in line with its facts."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.content.calendar import is_holiday
from vijfspoor.domain.ethics.legal_term import NETHERLANDS
from vijfspoor.domain.technology.legal_clock import RunningClock, clocks
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.technology import incidents as query
from vijfspoor.queries.technology.incidents import ClockView
from vijfspoor.store.models import Incident, IncidentClock


def locked(incident: Incident) -> Incident:
    """Return an open incident for change. Raises Conflict when it was closed."""
    related = ("dossier__organisation", "dossier__accountable", "dossier__department", "task")
    found = Incident.objects.select_for_update(of=("self",)).select_related(*related).get(pk=incident.pk)
    if found.status != Incident.Status.OPEN:
        raise Conflict(_("This incident was closed. Open a new one when something else happened."))
    return found


def open_clock(actor: Actor, incident: Incident, code: str) -> ClockView:
    """Return a clock of the incident. Raises InvalidInput when the facts never started it."""
    found = query.view(incident, actor.now).clock(code)
    if found is None:
        raise InvalidInput({"clock": [_("This clock does not run for this incident.")]})
    return found


def sync_clocks(actor: Actor, incident: Incident) -> None:
    """Bring the clocks in line with the facts. A deadline that passed is kept as missed, whatever the facts say now."""
    facts = query.facts_of(incident, actor.today)
    running = {item.clock.code: item for item in clocks(facts, query.book_of(incident), is_holiday)}
    views = {view.clock.code: view for view in query.view(incident, actor.now).clocks}
    for code, item in running.items():
        _keep(actor, incident, item, views.get(code))
    for code, view in views.items():
        if code not in running and view.state.is_open:
            keep_missed(actor, view)
            view.row.lapsed_at = actor.now
            view.row.save(update_fields=["lapsed_at"])
    _keep_term(actor, incident)


def keep_missed(actor: Actor, view: ClockView) -> None:
    """Keep the deadline that passed while the clock was open."""
    if view.state.is_open and actor.now > view.row.deadline and view.row.missed_at is None:
        view.row.missed_at = view.row.deadline
        view.row.save(update_fields=["missed_at"])


def _keep(actor: Actor, incident: Incident, item: RunningClock, view: ClockView | None) -> None:
    row = view.row if view else IncidentClock(incident=incident, code=item.clock.code)
    if view is not None:
        if not view.state.is_open and row.lapsed_at is None:
            return
        keep_missed(actor, view)
    row.started_at, row.deadline, row.last_day = item.started_at, item.deadline, item.last_day
    row.is_binding, row.is_due_at_once, row.lapsed_at = item.is_binding, item.is_due_at_once, None
    row.save()


def _keep_term(actor: Actor, incident: Incident) -> None:
    """The task of the incident is due on the day of the nearest open deadline."""
    nearest = min((view.row.deadline for view in query.view(incident, actor.now).open_clocks), default=None)
    due_on = last_moment(nearest) if nearest else max(incident.task.due_on, actor.today)
    if due_on != incident.task.due_on:
        incident.task.due_on, incident.task.reminded_at, incident.task.escalated_at = due_on, None, None
        incident.task.save(update_fields=["due_on", "reminded_at", "escalated_at"])


def last_moment(deadline: datetime) -> date:
    """Return the day in the Netherlands of the last moment before `deadline`."""
    return (deadline - timedelta(seconds=1)).astimezone(NETHERLANDS).date()
