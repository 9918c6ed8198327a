"""Gives the procurement officer work about suppliers. Used by the verbs on them and by the jobs."""

from datetime import date, datetime

from django.utils import timezone

from vijfspoor.actions import _notify
from vijfspoor.content.calendar import is_holiday
from vijfspoor.domain.working_days import add_working_days
from vijfspoor.queries.actor import Actor, actor_for
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.store.models import Person, SupplierRequest, Task

ROLE = "procurement_officer"
# Own policy: how soon answers of a supplier are looked at.
REVIEW_WITHIN = 10


def ask(actor: Actor, kind: str, subject: str, due_on: date, assignee: Person | None = None) -> Task:
    """Give the procurement officer a task and tell them. Where nobody is, it lies with the information manager."""
    holders = Holders(actor.organisation, actor.today)
    people = [*holders.of(ROLE), *holders.of("information_manager")]
    task = Task.objects.create(
        organisation=actor.organisation,
        kind=kind,
        role=ROLE,
        assignee=assignee or next(iter(people), None),
        subject=subject,
        due_on=due_on,
        created_at=actor.now,
    )
    _notify.task_given(actor, task)
    return task


def about(request: SupplierRequest) -> str:
    """Return what a task about a questionnaire is called."""
    return f"{request.supplier.name}, {request.product.name}"


def ask_to_review(request: SupplierRequest, now: datetime) -> Task:
    """Ask to look at answers that came in; a reminder that they were late becomes this task."""
    today = timezone.localdate(now)
    due_on = add_working_days(today, REVIEW_WITHIN, is_holiday)
    task = request.task
    if task is not None and task.status == Task.Status.OPEN:
        task.due_on, task.reminded_at, task.escalated_at = due_on, None, None
        task.save(update_fields=["due_on", "reminded_at", "escalated_at"])
        return task
    asker = Person.objects.select_related("organisation").get(pk=request.asked_by_id)
    actor = actor_for(asker, now, via="link")
    still_there = asker if asker.is_active and actor.holds(ROLE, "information_manager") else None
    made = ask(actor, Task.Kind.SUPPLIER, about(request), due_on, still_there)
    if made.assignee_id == asker.pk:
        _notify.supplier_answered(actor, request, asker)
    return made
