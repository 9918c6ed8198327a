"""Verb of the jobs: remind who is nearly late, escalate what passed its term, and ask what comes near.

Assessments that run out are renewed, and obligations handed out ahead of the date on which they start to apply.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from vijfspoor.actions import _audit, _notify
from vijfspoor.actions.ethics import _assessment
from vijfspoor.actions.ethics.keep_obligation import hand_out
from vijfspoor.content.calendar import is_holiday
from vijfspoor.domain.working_days import add_working_days
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics.obligations import obligations_coming
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.queries.system import system_actors
from vijfspoor.store.models import Assessment, Dossier, Person, Task

RENEWAL_AHEAD = timedelta(days=60)
OBLIGATIONS_AHEAD = timedelta(days=90)
_RUNNING = (Dossier.Status.UNDERWAY, Dossier.Status.APPROVED)


def keep_terms(now: datetime) -> dict[str, int]:
    """Send each reminder and each escalation once, for every organisation. Returns how many of each."""
    counts = {"reminded": 0, "escalated": 0, "renewals": 0, "obligations": 0}
    for actor in system_actors(now):
        counts["reminded"] += _remind(actor)
        counts["escalated"] += _escalate(actor)
        counts["renewals"] += _renew(actor)
        counts["obligations"] += _ask_obligations(actor)
    return counts


@transaction.atomic
def _remind(actor: Actor) -> int:
    terms = wheel_for(actor.organisation, actor.today).life_cycle.terms
    until = add_working_days(actor.today, terms.reminder_before, is_holiday)
    due = _open(actor).filter(reminded_at__isnull=True, due_on__range=(actor.today, until))
    holders = Holders(actor.organisation, actor.today)
    for task in due:
        _notify.task_reminder(actor, task)
        _tell_clerk(actor, task, holders, is_past=False)
        task.reminded_at = actor.now
        task.save(update_fields=["reminded_at"])
        _audit.record(actor, "reminded", task.dossier, task=task.pk, person=task.assignee_id)
    return len(due)


@transaction.atomic
def _escalate(actor: Actor) -> int:
    terms = wheel_for(actor.organisation, actor.today).life_cycle.terms
    before = add_working_days(actor.today, -terms.escalate_after, is_holiday)
    late = _open(actor).filter(escalated_at__isnull=True, due_on__lte=before)
    holders = Holders(actor.organisation, actor.today)
    for task in late:
        to = _answers_for(task, holders)
        if to is not None:
            _notify.task_overdue(actor, task, to)
        _tell_clerk(actor, task, holders, is_past=True)
        task.escalated_at = actor.now
        task.save(update_fields=["escalated_at"])
        _audit.record(actor, "escalated", task.dossier, task=task.pk, to=to.pk if to else None)
    return len(late)


def _tell_clerk(actor: Actor, task: Task, holders: Holders, *, is_past: bool) -> None:
    """The clerk, who keeps the list of the council, hears of the term of what stands on it."""
    if task.kind == Task.Kind.COUNCIL:
        for clerk in holders.of("council_clerk"):
            _notify.council_term(actor, task.council_item, clerk, is_past=is_past)


@transaction.atomic
def _renew(actor: Actor) -> int:
    """Ask to renew what runs out within two months under an application that is not ended."""
    running_out = (
        Assessment.objects.select_for_update(of=("self",))
        .filter(organisation=actor.organisation, status=Assessment.Status.ACCEPTED, renewal_asked_at__isnull=True)
        .filter(valid_until__lte=actor.today + RENEWAL_AHEAD, dossier__status__in=_RUNNING)
        .exclude(dossier__use=Dossier.Use.ENDED)
        .select_related("dossier__organisation", "dossier__accountable", "performer")
        .order_by("pk")
    )
    asked = [row for row in running_out if not row.dossier.assessments.filter(code=row.code, pk__gt=row.pk).exists()]
    for row in asked:
        _assessment.ask_renewal(actor, row)
    return len(asked)


@transaction.atomic
def _ask_obligations(actor: Actor) -> int:
    """Give the accountable person each obligation that starts to apply within three months, once."""
    coming = obligations_coming(actor, actor.today + OBLIGATIONS_AHEAD)
    for dossier, owner, code, on in coming:
        hand_out(actor, dossier, code, owner, on)
    return len(coming)


def _open(actor: Actor) -> QuerySet[Task]:
    return (
        Task.objects.select_for_update(of=("self",))
        .filter(organisation=actor.organisation, status=Task.Status.OPEN)
        .select_related("dossier__accountable", "assignee", "unit")
        .order_by("pk")
    )


def _answers_for(task: Task, holders: Holders) -> Person | None:
    """Who is told: the accountable person of the file; when that is who is late, the executive board."""
    accountable = task.dossier.accountable if task.dossier else None
    if accountable is not None and accountable.pk != task.assignee_id:
        return accountable
    board = [person for person in holders.of("executive_board") if person.pk != task.assignee_id]
    return board[0] if board else None
