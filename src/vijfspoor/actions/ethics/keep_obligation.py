"""Verb: keep an obligation of a dossier: who takes care of it, by when, and with what evidence it is met."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _notify, _permission, _tasks
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics.obligations import obligation_of
from vijfspoor.queries.wording import say
from vijfspoor.store.models import Dossier, KeptObligation, Person, Task


@transaction.atomic
def assign_obligation(actor: Actor, dossier: Dossier, code: str, *, owner: Person | None, due_on: date | None) -> Task:
    """Give an obligation to a colleague, as a task. Raises InvalidInput at the field, Conflict when it was settled."""
    _permission.require(actor, "keep_obligations", dossier)
    errors: dict[str, list[str]] = {}
    if owner is None or owner.organisation_id != actor.organisation.pk or not owner.is_active:
        errors["owner"] = [_("Choose a colleague from the list.")]
    if due_on is None:
        errors["due_on"] = [_("Write the date as dd-mm-yyyy, for example 02-12-2027.")]
    elif due_on < actor.today:
        errors["due_on"] = [_("This date lies in the past.")]
    if errors or owner is None or due_on is None:
        raise InvalidInput(errors)
    return hand_out(actor, dossier, code, owner, due_on)


def hand_out(actor: Actor, dossier: Dossier, code: str, owner: Person, due_on: date) -> Task:
    """Make or move the task of an obligation that binds; also used by the jobs ahead of its date."""
    binding = obligation_of(dossier, code, actor.today)
    kept = KeptObligation.objects.select_for_update().filter(dossier=dossier, code=code).first()
    if kept is not None and kept.status != KeptObligation.Status.OPEN:
        raise Conflict(_("This obligation was settled already."))
    if kept is not None and kept.task is not None:
        _tasks.withdraw(actor, Task.objects.filter(pk=kept.task.pk, status=Task.Status.OPEN))
    task = Task.objects.create(
        organisation=actor.organisation,
        dossier=dossier,
        kind=Task.Kind.OBLIGATION,
        gate=dossier.gate,
        assignee=owner,
        subject=say(binding.rule.duty),
        due_on=due_on,
        created_at=actor.now,
    )
    KeptObligation.objects.update_or_create(
        dossier=dossier, code=code, defaults={"owner": owner, "due_on": due_on, "task": task}
    )
    _notify.task_given(actor, task)
    _audit.record(actor, "obligation_assigned", dossier, code=code, owner=owner.pk, due_on=due_on.isoformat())
    return task


@transaction.atomic
def settle_obligation(actor: Actor, dossier: Dossier, code: str, *, status: str, evidence: str) -> KeptObligation:
    """Record that an obligation is met, or does not apply here, with the evidence or the reason.

    Raises InvalidInput at the field, Conflict when it was settled already, LookupError when it does not bind.
    """
    _permission.require(actor, "settle_obligation", (dossier, code))
    obligation_of(dossier, code, actor.today)
    errors: dict[str, list[str]] = {}
    if status not in (KeptObligation.Status.MET, KeptObligation.Status.NOT_APPLICABLE):
        errors["status"] = [_("Choose: is it met, or does it not apply here?")]
    if not evidence.strip():
        errors["evidence"] = [_("Write where the evidence is, or why it does not apply.")]
    if errors:
        raise InvalidInput(errors)
    kept = dossier.kept_obligations.select_for_update(of=("self",)).select_related("task")
    new = KeptObligation(dossier=dossier, code=code, owner=actor.person, due_on=actor.today)
    found = kept.filter(code=code).first() or new
    if found.status != KeptObligation.Status.OPEN:
        raise Conflict(_("This obligation was settled already."))
    found.status, found.evidence = status, evidence.strip()
    found.settled_by, found.settled_at = actor.person, actor.now
    found.save()
    if found.task is not None and found.task.status == Task.Status.OPEN:
        _tasks.close(actor, found.task, found.evidence)
    _audit.record(actor, "obligation_settled", dossier, code=code, status=status, evidence=found.evidence)
    return found


@transaction.atomic
def reopen_obligation(actor: Actor, dossier: Dossier, code: str, *, reasons: str) -> KeptObligation:
    """Open a settled obligation again, with the reason. The earlier evidence stays in the timeline."""
    _permission.require(actor, "keep_obligations", dossier)
    if not reasons.strip():
        raise InvalidInput({"reasons": [_("Write why it must be looked at again.")]})
    found = KeptObligation.objects.select_for_update().filter(dossier=dossier, code=code).first()
    if found is None or found.status == KeptObligation.Status.OPEN:
        raise Conflict(_("This obligation is open already."))
    found.status, found.task = KeptObligation.Status.OPEN, None
    found.settled_by, found.settled_at, found.evidence = None, None, ""
    found.save()
    _audit.record(actor, "obligation_reopened", dossier, code=code, reasons=reasons.strip())
    return found
