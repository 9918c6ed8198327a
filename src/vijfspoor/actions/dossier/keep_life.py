"""Verb of the jobs: end pilots nobody decided on, remind ahead of that, and reassess what is due."""

from datetime import datetime, timedelta

from django.db import transaction

from vijfspoor.actions import _audit, _notify
from vijfspoor.actions.dossier import _checklist, _life
from vijfspoor.actions.dossier.reopen_triage import can_be_reassessed, reopen_now, trigger_of
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.queries.system import system_actors
from vijfspoor.queries.wording import day
from vijfspoor.store.models import Dossier, Person, Pilot

# Own policy: two weeks is enough to evaluate and to decide.
REMIND_AHEAD = timedelta(days=14)


def keep_life(now: datetime) -> dict[str, int]:
    """Do for every organisation what its calendar asks, each thing once. Returns how many of each."""
    counts = {"pilots ended": 0, "pilots reminded": 0, "reassessments": 0}
    for actor in system_actors(now):
        counts["pilots ended"] += _end_pilots(actor)
        counts["pilots reminded"] += _remind(actor)
        counts["reassessments"] += _reassess(actor)
        _follow_checklists(actor)
    return counts


@transaction.atomic
def _end_pilots(actor: Actor) -> int:
    over = [pilot for pilot in _running(actor) if _life.is_over(pilot, actor.today)]
    for pilot in over:
        dossier = _checklist.locked(pilot.dossier)
        _life.lapse(actor, dossier, pilot)
        dossier.save()
        reopen_now(actor, dossier, trigger_of(actor, "pilot"), _notify.pilot_over(dossier, pilot))
        _checklist.follow(actor, dossier)
    return len(over)


@transaction.atomic
def _remind(actor: Actor) -> int:
    near = [pilot for pilot in _running(actor) if pilot.reminded_at is None]
    near = [pilot for pilot in near if pilot.ends_on <= actor.today + REMIND_AHEAD]
    holders = Holders(actor.organisation, actor.today)
    for pilot in near:
        dossier = _checklist.locked(pilot.dossier)
        for person in _reminded(dossier, holders):
            _notify.pilot_nearly_over(actor, dossier, person, pilot)
        pilot.reminded_at = actor.now
        pilot.save(update_fields=["reminded_at"])
        _audit.record(actor, "pilot_reminded", dossier, pilot=pilot.pk)
    return len(near)


def _running(actor: Actor) -> list[Pilot]:
    """The pilots that run: in use, and waiting for a decision."""
    rows = Pilot.objects.select_for_update(of=("self",)).filter(closed_at__isnull=True)
    rows = rows.filter(dossier__organisation=actor.organisation, dossier__gate=_life.PILOT)
    return list(rows.select_related("dossier").order_by("pk"))


def _reminded(dossier: Dossier, holders: Holders) -> list[Person]:
    """Who decides on it, who answers for it and who runs it."""
    deciding = dossier.tasks.filter(gate=_life.PILOT, kind="decide", status="open").select_related("assignee")
    people = [task.assignee for task in deciding]
    people += [dossier.accountable, *holders.nearest("application_manager", dossier)]
    return list({person.pk: person for person in people if person is not None}.values())


@transaction.atomic
def _reassess(actor: Actor) -> int:
    due = Dossier.objects.filter(
        organisation=actor.organisation,
        status=Dossier.Status.APPROVED,
        reassess_on__lte=actor.today,
        reassessing_since__isnull=True,
    )
    asked = 0
    for found in due.order_by("pk"):
        dossier = _checklist.locked(found)
        if can_be_reassessed(dossier) and dossier.gate != _life.PILOT and dossier.reassessing_since is None:
            reopen_now(actor, dossier, trigger_of(actor, "due"), day(dossier.reassess_on))
            asked += 1
    return asked


@transaction.atomic
def _follow_checklists(actor: Actor) -> None:
    """Close the tasks of points that were settled elsewhere, such as by a publication; ask what came open again."""
    at_work = Dossier.objects.filter(
        organisation=actor.organisation, status=Dossier.Status.APPROVED, gate__in=["G6", "G7", "G9"]
    )
    for found in at_work.order_by("pk"):
        _checklist.follow(actor, _checklist.locked(found))
