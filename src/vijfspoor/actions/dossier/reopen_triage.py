"""Verb: look at an application in use again (G8). The decision that was taken keeps standing until a new one."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _notify, _permission, _tasks
from vijfspoor.actions._texts import checked
from vijfspoor.actions.dossier import _checklist, _life
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.ethics._classify import reclassify
from vijfspoor.actions.technology.stop_application import stop_now
from vijfspoor.content.checklists.loader import checklist_book_in_force
from vijfspoor.domain.dossier.checklist import ReassessmentTrigger
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.wording import say
from vijfspoor.store.models import Dossier, Reassessment, Task

MOST = {"text": 2500}


@transaction.atomic
def reopen_triage(actor: Actor, dossier: Dossier, *, trigger: str, text: str, stop: bool = False) -> Reassessment:
    """Ask everyone concerned again because of `trigger` (a code of the content), explained by `text`.

    With `stop` the application may not be used meanwhile. While a reassessment runs, the cause is added to it.
    Raises InvalidInput at `trigger` or `text`, Conflict when the application is not in use.
    """
    _permission.require(actor, "reassess", dossier)
    said = checked({"text": text}, MOST, {"text": _("Write what changed or went wrong.")})["text"]
    known = {item.code: item for item in checklist_book_in_force(actor.today).triggers}
    if trigger not in known:
        raise InvalidInput({"trigger": [_("Choose what gives cause to look again.")]})
    dossier = _checklist.locked(dossier)
    if not can_be_reassessed(dossier):
        raise Conflict(_("Only an application in use can be reassessed."))
    return reopen_now(actor, dossier, known[trigger], said, stop=stop)


def can_be_reassessed(dossier: Dossier) -> bool:
    """Whether it is approved and used, or was until its pilot ended by itself; not while it is being retired."""
    used = dossier.use in _life.IN_USE or dossier.pilots.filter(lapsed_at__isnull=False).exists()
    return dossier.status == Dossier.Status.APPROVED and used and dossier.gate != _life.RETIREMENT


def reopen_for(actor: Actor, dossiers: Iterable[Dossier], trigger: str, text: str) -> list[Reassessment]:
    """Reopen every one of `dossiers` that is in use because of one event, such as a release; part of another verb."""
    cause = trigger_of(actor, trigger)
    locked = [_checklist.locked(dossier) for dossier in sorted(dossiers, key=lambda dossier: dossier.pk)]
    return [reopen_now(actor, dossier, cause, text) for dossier in locked if can_be_reassessed(dossier)]


def trigger_of(actor: Actor, code: str) -> ReassessmentTrigger:
    """Return a cause by its code. Raises LookupError when the content does not have it."""
    for trigger in checklist_book_in_force(actor.today).triggers:
        if trigger.code == code:
            return trigger
    raise LookupError(f"no trigger {code}")


def reopen_now(
    actor: Actor, dossier: Dossier, trigger: ReassessmentTrigger, text: str, *, stop: bool = False
) -> Reassessment:
    """Reopen as part of another change; the caller holds the dossier's lock."""
    running = dossier.reassessments.filter(closed_at__isnull=True).first()
    earlier = running.reopens if running else ""
    reopens = min(filter(None, (trigger.reopens, earlier)))
    cause = {"trigger": trigger.code, "text": text, "at": actor.now.isoformat()}
    if running is None:
        running = Reassessment(dossier=dossier, opened_by=actor.person, opened_at=actor.now)
        _begin(actor, dossier)
    running.causes, running.reopens = [*running.causes, cause], reopens
    running.save()
    _plan(actor, dossier, running)
    dossier.changed_at = actor.now
    dossier.save()
    _audit.record(actor, "reassessment_opened", dossier, reassessment=running.pk, trigger=trigger.code, reopens=reopens)
    if stop and dossier.stopped_at is None and dossier.use in _life.IN_USE:
        stop_now(actor, dossier, text)
    if dossier.accountable is not None and dossier.accountable_id != actor.person.pk:
        _notify.reassessed(actor, dossier, dossier.accountable, f"{say(trigger.text)}: {text}")
    return running


def _begin(actor: Actor, dossier: Dossier) -> None:
    """The decision of a pilot waits no longer: it is decided upon with the reassessment."""
    at_work = dossier.tasks.filter(gate=_life.PILOT, status=Task.Status.OPEN)
    _tasks.withdraw(actor, at_work)
    dossier.reassessing_since = actor.now
    reclassify(actor, dossier)


def _plan(actor: Actor, dossier: Dossier, running: Reassessment) -> None:
    newest = dossier.classifications.order_by("-pk").first()
    again = running.reopens if running.reopens < _life.REASSESSMENT else ""
    requires = newest.requires if newest else {}
    _tasks.plan_gate(actor, dossier, _life.REASSESSMENT, requires, since=running.opened_at, again=again)
