"""Verbs: propose an own set-up, send it back, adopt it from a day on, and bring open work in line on that day."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _notify, _permission, _tasks
from vijfspoor.actions._texts import checked
from vijfspoor.actions.dossier import _life
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.organisation.write_setup import being_made
from vijfspoor.content.calendar import is_holiday
from vijfspoor.domain.organisation.setup import faults
from vijfspoor.domain.organisation.setup_difference import changes
from vijfspoor.domain.organisation.setup_effect import FileEffect, file_effect
from vijfspoor.domain.organisation.wheel import Wheel
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.queries.organisation.setup import OpenWork, effect_of, open_work, wheel_before, wheel_of
from vijfspoor.queries.organisation.setup_words import fault_sentence
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.queries.system import system_actor
from vijfspoor.store.models import Dossier, Organisation, SetupStart, SetupVersion, Task

MOST = {"reasons": 2500}
ROLE = "executive_board"
WORKING_DAYS = 10
State = SetupVersion.State


@transaction.atomic
def propose_setup(actor: Actor, version: SetupVersion) -> SetupVersion:
    """Lay a version before the executive board, which gets a task for it; it cannot be changed any more.

    Raises InvalidInput when something is wrong with it (`faults`), changes nothing, or has no note.
    """
    version = being_made(actor, version, "write_setup")
    wheel = wheel_of(version, actor.today)
    wrong = [fault_sentence(fault, wheel, with_key=True) for fault in faults(wheel)]
    if wrong:
        raise InvalidInput({"faults": list(dict.fromkeys(wrong))})
    if not changes(wheel_for(actor.organisation, actor.today), wheel):
        raise InvalidInput({"faults": [_("Nothing differs from the set-up in force.")]})
    if not version.note:
        raise InvalidInput({"note": [_("Write why this must change.")]})
    version.state, version.task = State.PROPOSED, _ask_board(actor, version)
    version.save(update_fields=["state", "task"])
    _audit.record(actor, "setup_proposed", None, version=version.number)
    return version


@transaction.atomic
def send_back_setup(actor: Actor, version: SetupVersion, *, reasons: str) -> SetupVersion:
    """Ask for another set-up: the version can be written again, and its writer hears why.

    Raises InvalidInput without reasons.
    """
    version = _proposed(actor, version)
    said = checked({"reasons": reasons}, MOST, {"reasons": _("Write what must change.")})["reasons"]
    version.state, version.reasons = State.DRAFT, said
    version.save(update_fields=["state", "reasons"])
    _close_task(actor, version, said)
    _notify.setup_sent_back(actor, version)
    _audit.record(actor, "setup_sent_back", None, version=version.number, reasons=said)
    return version


@transaction.atomic
def adopt_setup(
    actor: Actor, version: SetupVersion, *, reasons: str, decided_on: date | None, valid_from: date | None
) -> SetupVersion:
    """Put a proposed version in force from a day on: today or later, so what was decided before keeps its rules.

    Raises NotAllowed for who wrote in it, InvalidInput at the field, Conflict when it is not proposed or not right.
    """
    version = _proposed(actor, version)
    if faults(wheel_of(version, valid_from or actor.today)):
        raise Conflict(_("This set-up is not right any more. Send it back, so it can be written again."))
    errors: dict[str, list[str]] = {}
    if decided_on is None or decided_on > actor.today:
        errors["decided_on"] = [_("Fill in the day. It cannot lie in the future.")]
    if valid_from is None or valid_from < actor.today:
        errors["valid_from"] = [_("Write a date, today or later, as dd-mm-yyyy.")]
    if not reasons.strip():
        errors["reasons"] = [_("Write why this is adopted.")]
    if errors:
        raise InvalidInput(errors)
    version.reasons = checked({"reasons": reasons}, MOST, {})["reasons"]
    version.effect = effect_of(actor, version).counts
    version.state, version.valid_from, version.decided_on = State.ADOPTED, valid_from, decided_on
    version.adopted_by, version.adopted_at = actor.person, actor.now
    version.save()
    _close_task(actor, version, version.reasons)
    Organisation.objects.filter(pk=version.organisation_id).update(setup_version=version.number)
    actor.organisation.setup_version = version.number
    _audit.record(
        actor, "setup_adopted", None, version=version.number, valid_from=str(valid_from), decided_on=str(decided_on),
        reasons=version.reasons, effect=version.effect,
    )  # fmt: skip
    if valid_from == actor.today:
        start_setup(actor, version)
    return version


def keep_setups(now: datetime) -> int:
    """Verb of the jobs: start the adopted versions whose day came, for every organisation. Returns how many."""
    waiting = SetupVersion.objects.filter(state=State.ADOPTED, start__isnull=True).order_by("number")
    started = 0
    for version in waiting.select_related("organisation"):
        actor = system_actor(version.organisation, now)
        if actor is not None and version.valid_from is not None and version.valid_from <= actor.today:
            start_setup(actor, version)
            started += 1
    return started


@transaction.atomic
def start_setup(actor: Actor, version: SetupVersion) -> SetupStart | None:
    """Bring open work in line with a version whose day came, once. Returns None when that was done already."""
    version = SetupVersion.objects.select_for_update().get(pk=version.pk)
    if SetupStart.objects.filter(version=version).exists():
        return None
    before, after = wheel_before(actor, version), wheel_of(version, actor.today)
    counts = {"applications": 0, "ends": 0, "asks": 0, "decides": 0, "later": 0}
    for work in open_work(actor.organisation):
        effect = _follow(actor, work, before, after)
        counts["applications"] += effect.is_something
        for name in ("ends", "asks", "later"):
            counts[name] += len(getattr(effect, name))
        counts["decides"] += bool(effect.decides)
    _audit.record(actor, "setup_started", None, version=version.number, counts=counts)
    return SetupStart.objects.create(version=version, at=actor.now, counts=counts)


def _follow(actor: Actor, work: OpenWork, before: Wheel, after: Wheel) -> FileEffect:
    """Let the open work of one application follow, under its lock; what was done meanwhile stays done."""
    if not file_effect(before, after, work.file, is_holiday).is_something:
        return FileEffect()
    dossier = Dossier.objects.select_for_update(of=("self",)).select_related(*_RELATED).get(pk=work.dossier.pk)
    fresh = next(iter(open_work(actor.organisation, dossier=dossier.pk)), None)
    if fresh is None:
        return FileEffect()
    effect = file_effect(before, after, fresh.file, is_holiday)
    _tasks.withdraw(actor, Task.objects.filter(pk__in=effect.ends))
    for pk, due_on in effect.later:
        Task.objects.filter(pk=pk).update(due_on=due_on, reminded_at=None, escalated_at=None)
    if effect.asks or effect.decides:
        file = fresh.file
        _tasks.plan_gate(
            actor, dossier, file.gate, dict(file.requires), since=fresh.since, again=file.again,
            decide_by=_life.decide_by(dossier, file.gate),
        )  # fmt: skip
    if effect.is_something:
        dossier.changed_at = actor.now
        dossier.save(update_fields=["changed_at"])
    return effect


def _ask_board(actor: Actor, version: SetupVersion) -> Task:
    """Ask a member of the board who did not write in it; where all did, whoever comes to hold the role."""
    able = [p for p in Holders(actor.organisation, actor.today).of(ROLE) if p.pk not in version.writers]
    task = Task.objects.create(
        organisation=actor.organisation,
        kind=Task.Kind.SETUP,
        role=ROLE,
        assignee=able[0] if able else None,
        subject=str(version.number),
        due_on=_tasks.due(actor, WORKING_DAYS),
        created_at=actor.now,
    )
    _notify.task_given(actor, task)
    return task


def _close_task(actor: Actor, version: SetupVersion, note: str) -> None:
    """Close the task of the board; a version that was proposed before there was one has none."""
    if version.task is not None:
        _tasks.close(actor, version.task, note)


_RELATED = ("organisation", "accountable", "reporter", "department")


def _proposed(actor: Actor, version: SetupVersion) -> SetupVersion:
    _permission.require(actor, "adopt_setup", version)
    found = SetupVersion.objects.select_for_update().get(pk=version.pk)
    if found.state != State.PROPOSED:
        raise Conflict(_("This cannot be done at this stage. See what the version waits for."))
    return found
