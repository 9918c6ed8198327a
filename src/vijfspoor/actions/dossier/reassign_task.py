"""Verb: give a task to someone else, for example when nobody holds the role or the holder is gone."""

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _notify, _permission
from vijfspoor.actions._tasks import GIVEN_KINDS
from vijfspoor.actions.dossier.contribute import refuse_own_oversight
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.queries.actor import Actor, actor_for
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.store.models import Person, Task


@transaction.atomic
def reassign_task(actor: Actor, task: Task, person: Person) -> Task:
    """Give an open task to `person` of the same organisation. The role the task speaks for stays the same.

    Raises InvalidInput for a stranger or where it would break the separation of duties, Conflict when not open.
    """
    _permission.require(actor, "reassign", task.dossier)
    task = Task.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=task.pk)
    if task.status != Task.Status.OPEN:
        raise Conflict(_("This task was already done or is no longer needed."))
    if person.organisation_id != actor.organisation.pk or not person.is_active:
        raise InvalidInput({"person": [_("Choose a colleague from the list.")]})
    _respect_separation(actor, task, person)
    earlier = task.assignee_id
    task.assignee, task.reminded_at, task.escalated_at = person, None, None
    task.save(update_fields=["assignee", "reminded_at", "escalated_at"])
    if task.kind == Task.Kind.REPORT and task.dossier is not None:
        # Only its reporter can open a draft.
        task.dossier.reporter = person
        task.dossier.save(update_fields=["reporter"])
    _audit.record(actor, "reassigned", task.dossier, task=task.pk, earlier=earlier, to=person.pk)
    _notify.task_given(actor, task)
    return task


def _respect_separation(actor: Actor, task: Task, person: Person) -> None:
    if task.kind not in GIVEN_KINDS:
        return
    candidate = actor_for(person, actor.now)
    roles = wheel_for(actor.organisation, actor.today).roles
    if task.kind == Task.Kind.PERFORM and any(roles[r].never_performs for r in candidate.roles if r in roles):
        raise InvalidInput({"person": [_("The data protection officer oversees and never performs.")]})
    try:
        refuse_own_oversight(candidate, task)
    except Conflict as error:
        raise InvalidInput({"person": [str(error)]}) from error
