"""Verbs of the owner of a measure: say what it takes, or that it needs nothing."""

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.leadership import _means
from vijfspoor.domain.leadership.means import Means
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import MeansRequest, Task

MOST = {"why": 500}


@transaction.atomic
def ask_means(actor: Actor, task: Task, given: Means, *, why: str) -> MeansRequest:
    """Ask the board for hours and euros for a measure; a newer request takes the place of the one before.

    Raises InvalidInput at the field, Conflict for what is no open measure, NotAllowed for anyone but its owner.
    """
    task = _own_measure(actor, task)
    errors = _means.amount_errors(given)
    try:
        said = checked({"why": why}, MOST, {"why": _("Write in one sentence what it is for.")})["why"]
    except InvalidInput as error:
        raise InvalidInput(errors | error.errors) from error
    if errors:
        raise InvalidInput(errors)
    request = _say(actor, task, given, said)
    _audit.record(
        actor, "means_asked", task.dossier, task=task.pk, request=request.pk, hours=given.hours, euros=given.euros
    )
    return request


@transaction.atomic
def need_no_means(actor: Actor, task: Task) -> MeansRequest:
    """Say that a measure can do without hours or euros of the board. Raises Conflict, NotAllowed."""
    task = _own_measure(actor, task)
    request = _say(actor, task, Means(), "")
    _audit.record(actor, "means_not_needed", task.dossier, task=task.pk, request=request.pk)
    return request


def _own_measure(actor: Actor, task: Task) -> Task:
    _permission.require(actor, "ask_means", task)
    task = Task.objects.select_for_update().get(pk=task.pk)
    _means.require_open(task)
    return task


def _say(actor: Actor, task: Task, given: Means, why: str) -> MeansRequest:
    return MeansRequest.objects.create(
        organisation=actor.organisation,
        task=task,
        hours=given.hours,
        euros=given.euros,
        why=why,
        by=actor.person,
        by_name=actor.person.name,
        at=actor.now,
    )
