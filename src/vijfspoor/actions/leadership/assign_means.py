"""Verbs of the board: assign hours and euros to a measure, say no to it, or take back what was assigned."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _notify, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.leadership import _means
from vijfspoor.domain.leadership.means import Means, MeansRuled
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.leadership.means import assignable, left_in, means_of
from vijfspoor.queries.wording import euros, hours
from vijfspoor.store.models import MeansRuling, MeansSource, Task

MOST = {"reasons": 1000}


@transaction.atomic
def assign_means(actor: Actor, task: Task, source: MeansSource | None, given: Means) -> MeansRuling:
    """Assign hours and euros of a source to a measure, in the place of what was said before.

    Raises InvalidInput at the field, also when the source has too little left, and Conflict for what is no measure.
    """
    _permission.require(actor, "assign_means", task)
    task, before = _locked(task)
    if before is None or before.outcome != MeansRuled.ASSIGNED:
        _means.require_open(task)
    errors = _means.amount_errors(given)
    open_ones = assignable(actor.organisation, actor.today, before)
    # The row of the source stays locked to the end, so nobody else assigns what is counted here as left.
    found = open_ones.select_for_update().filter(pk=source.pk).first() if source is not None else None
    if found is None:
        errors["source"] = [_("Choose a source from the list.")]
    else:
        errors |= _too_much(left_in([found], before)[found.pk], given, errors)
    if errors:
        raise InvalidInput(errors)
    return _rule(actor, task, before, MeansRuled.ASSIGNED, source=found, hours=given.hours, euros=given.euros)


@transaction.atomic
def refuse_means(actor: Actor, task: Task, *, reasons: str) -> MeansRuling:
    """Say no, with the reason; what was assigned before goes back to its source. Raises InvalidInput, Conflict."""
    _permission.require(actor, "assign_means", task)
    task, before = _locked(task)
    _means.require_open(task)
    said = checked({"reasons": reasons}, MOST, {"reasons": _("Write why, so the owner knows what to do next.")})
    return _rule(actor, task, before, MeansRuled.REFUSED, **said)


@transaction.atomic
def withdraw_means(actor: Actor, task: Task, *, reasons: str) -> MeansRuling:
    """Take back what was assigned, with the reason. Raises InvalidInput, and Conflict when there is nothing to take."""
    _permission.require(actor, "withdraw_means", task)
    task, before = _locked(task)
    if before is None or before.outcome != MeansRuled.ASSIGNED:
        raise Conflict(_("Nothing is assigned to this measure any more."))
    said = checked({"take_back": reasons}, {"take_back": MOST["reasons"]}, {"take_back": _("Write why.")})
    return _rule(actor, task, before, MeansRuled.WITHDRAWN, reasons=said["take_back"])


def _locked(task: Task) -> tuple[Task, MeansRuling | None]:
    """Return the task, locked, with what the board said last."""
    found = Task.objects.select_for_update(of=("self",)).select_related("dossier", "assignee").get(pk=task.pk)
    line = means_of([found]).get(found.pk)
    return found, line.ruling if line else None


def _too_much(left: Means, given: Means, errors: dict[str, list[str]]) -> dict[str, list[str]]:
    told = {"hours": hours(left.hours), "euros": euros(left.euros)}
    return {
        field: [_("There is too little: %(left)s left in this source.") % {"left": told[field]}]
        for field in left.lacking_for(given) - errors.keys()
    }


def _rule(actor: Actor, task: Task, before: MeansRuling | None, outcome: MeansRuled, **given: Any) -> MeansRuling:
    ruling = MeansRuling.objects.create(
        organisation=actor.organisation,
        task=task,
        outcome=outcome,
        request=task.means_requests.order_by("-pk").first(),
        replaces=before,
        by=actor.person,
        by_name=actor.person.name,
        at=actor.now,
        **given,
    )
    _audit.record(
        actor, f"means_{outcome.value}", task.dossier, task=task.pk, ruling=ruling.pk, source=ruling.source_id,
        hours=ruling.hours, euros=ruling.euros,
    )  # fmt: skip
    _notify.means_ruled(actor, ruling)
    return ruling
