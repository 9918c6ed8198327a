"""Verb: contribute at a gate: deliver information (I, U) or sign a position (A)."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _notify, _permission, _tasks
from vijfspoor.actions._files import transaction_with_files
from vijfspoor.actions.dossier import _attachment
from vijfspoor.actions.dossier._attachment import Place, Upload
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.ethics import _assessment
from vijfspoor.domain.dossier.gate import Position
from vijfspoor.domain.dossier.separation import Involvement, may_take_up
from vijfspoor.domain.organisation.responsibility import Contribution as Kind
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.store.models import Contribution, Task

_KIND = {
    Task.Kind.ADVISE: Kind.ADVISES,
    Task.Kind.INFORM: Kind.INFORMS,
    Task.Kind.PERFORM: Kind.PERFORMS,
}


def contribute(
    actor: Actor,
    task: Task,
    *,
    text: str,
    position: str = "",
    conditions: Sequence[str] = (),
    upload: Upload | None = None,
) -> Contribution:
    """Give what `task` asks. An A-task needs a `position` and a reason; an I- or U-task only the information.

    Raises NotAllowed, InvalidInput at the field (a wrong `upload` at `file`, together with the rest), Conflict when
    the task was already done or withdrawn, or when the actor would oversee their own work.
    """

    def give() -> Contribution:
        _assessment.refuse_outside(task)
        return contribute_now(actor, task, text=text, position=position, conditions=conditions)

    return _with_file(actor, give, upload)


def contribute_now(
    actor: Actor, task: Task, *, text: str, position: str = "", conditions: Sequence[str] = ()
) -> Contribution:
    """Contribute as `contribute` does, also from the assessment that asked it."""
    _permission.require(actor, "contribute", task)
    task = Task.objects.select_for_update(of=("self",)).select_related("dossier", "assignee").get(pk=task.pk)
    if task.kind not in _KIND or task.status != Task.Status.OPEN:
        raise Conflict(_("This task was already done or is no longer needed."))
    refuse_own_oversight(actor, task)
    given = _write(actor, task, text, position, conditions)
    _tasks.close(actor, task)
    _tell_decider(actor, task)
    return given


def correct_contribution(
    actor: Actor,
    earlier: Contribution,
    *,
    text: str,
    position: str = "",
    conditions: Sequence[str] = (),
    upload: Upload | None = None,
) -> Contribution:
    """Replace an earlier contribution by a new one that refers to it. The earlier one stays readable.

    Only the author may; a decision already taken keeps resting on what was said then. Files of the earlier one stay
    with the earlier one.
    """
    return _with_file(actor, lambda: _correct(actor, earlier, text, position, conditions), upload)


def _with_file(actor: Actor, give: Callable[[], Contribution], upload: Upload | None) -> Contribution:
    """Do `give` and keep the file with it, both or neither; what is wrong with either is said at once."""
    with transaction_with_files() as writer:
        try:
            given = give()
        except InvalidInput as error:
            raise InvalidInput({**error.errors, **_attachment.faults(upload)}) from error
        if upload is not None:
            _attachment.keep(actor, Place(given.dossier, contribution=given), upload, writer)
        return given


def _correct(actor: Actor, earlier: Contribution, text: str, position: str, conditions: Sequence[str]) -> Contribution:
    _permission.require(actor, "correct", earlier)
    task = Task.objects.select_for_update(of=("self",)).select_related("dossier", "assignee").get(pk=earlier.task_id)
    if Contribution.objects.filter(corrects=earlier).exists():
        raise Conflict(_("This contribution was already corrected. Correct the newest one."))
    given = _write(actor, task, text, position, conditions, corrects=earlier)
    _tell_decider(actor, task)
    return given


def refuse_own_oversight(actor: Actor, task: Task) -> None:
    """Raise Conflict when the actor performed what this task oversees, or the other way around, on this file."""
    asked = Involvement(actor.person.pk, task.role, task.activity, _KIND[Task.Kind(task.kind)])
    rows = _tasks.dossier_of(task).contributions.filter(person=actor.person).values_list("role", "activity", "kind")
    earlier = [Involvement(actor.person.pk, role, activity, Kind(kind)) for role, activity, kind in rows]
    if not may_take_up(asked, earlier, wheel_for(actor.organisation, actor.today).forbidden):
        raise Conflict(_("You already did the other side of this work on this file. Nobody oversees their own work."))


def _write(
    actor: Actor,
    task: Task,
    text: str,
    position: str,
    conditions: Sequence[str],
    corrects: Contribution | None = None,
) -> Contribution:
    kind = _KIND[Task.Kind(task.kind)]
    wanted = [condition.strip() for condition in conditions if condition.strip()]
    _check(kind, text, position, wanted)
    behalf = _tasks.acting_for(actor, task)
    given = Contribution.objects.create(
        organisation=actor.organisation,
        dossier=_tasks.dossier_of(task),
        task=task,
        gate=task.gate,
        activity=task.activity,
        role=task.role,
        kind=kind,
        position=position if kind is Kind.ADVISES else "",
        text=text.strip(),
        conditions=wanted if position == Position.POSITIVE_WITH_CONDITIONS else [],
        person=actor.person,
        person_name=actor.person.name,
        on_behalf_of=behalf,
        corrects=corrects,
        at=actor.now,
    )
    _audit.record(
        actor,
        "contributed" if corrects is None else "contribution_corrected",
        task.dossier,
        on_behalf_of=behalf.pk if behalf else None,
        contribution=given.pk,
        corrects=corrects.pk if corrects else None,
        gate=task.gate,
        role=task.role,
        kind=kind,
        position=given.position,
        conditions=len(given.conditions),
    )
    return given


def _check(kind: Kind, text: str, position: str, conditions: list[str]) -> None:
    errors: dict[str, list[str]] = {}
    if not text.strip():
        errors["text"] = [
            _("Give the reason for your position. Others decide on it.")
            if kind is Kind.ADVISES
            else _("Write down the information that was asked.")
        ]
    elif len(text) > 20_000:
        errors["text"] = [_("Use at most 20,000 characters. Put longer pieces in an attachment.")]
    if kind is Kind.ADVISES and position not in set(Position):
        errors["position"] = [_("Choose your position: positive, with conditions, negative, or abstain.")]
    if position == Position.POSITIVE_WITH_CONDITIONS and not conditions:
        errors["conditions"] = [_("Write down at least one condition.")]
    if errors:
        raise InvalidInput(errors)


def _tell_decider(actor: Actor, task: Task) -> None:
    """The decider hears when the gate opens, so nobody needs to look every day."""
    at_gate = _tasks.dossier_of(task).tasks.filter(gate=task.gate, status=Task.Status.OPEN)
    if at_gate.exclude(kind__in=[Task.Kind.DECIDE, Task.Kind.CONDITION]).exists():
        return
    for decision_task in at_gate.filter(kind=Task.Kind.DECIDE).select_related("assignee", "dossier"):
        _notify.gate_open(actor, decision_task)
