"""Verb: settle a condition, a vacancy or a date of a supplier: the owner says what was done."""

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission, _tasks
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Task

_KINDS = (Task.Kind.CONDITION, Task.Kind.VACANCY, Task.Kind.CONTRACT, Task.Kind.CERTIFICATE)


@transaction.atomic
def settle_condition(actor: Actor, task: Task, *, note: str) -> Task:
    """Close `task` with what was done. Raises InvalidInput without a note, Conflict when it is not open."""
    _permission.require(actor, "settle_condition", task)
    task = Task.objects.select_for_update().get(pk=task.pk)
    if task.kind not in _KINDS or task.status != Task.Status.OPEN:
        raise Conflict(_("This task was already done or is no longer needed."))
    if not note.strip():
        raise InvalidInput({"note": [_("Write down what was done and where the evidence is.")]})
    _tasks.close(actor, task, note.strip())
    _audit.record(actor, "condition_settled", task.dossier, task=task.pk, kind=task.kind)
    return task
