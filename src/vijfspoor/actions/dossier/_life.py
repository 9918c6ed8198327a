"""What a decision after the one on use does to the application: go live, end a pilot, go on, stop, or retire."""

from datetime import date, timedelta

from vijfspoor.actions import _audit, _notify, _tasks
from vijfspoor.actions.technology.stop_application import involved, resume_now, stop_now
from vijfspoor.domain.dossier.checklist import reassess_by
from vijfspoor.domain.dossier.life_cycle import DECISION_ON_USE
from vijfspoor.domain.dossier.route import Route
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.store.models import ChecklistEvidence, Decision, Dossier, Pilot, Retirement, Task

GO_LIVE, PILOT, REASSESSMENT, RETIREMENT = "G6", "G7", "G8", "G9"
ENDS_USE = (PILOT, REASSESSMENT)
IN_USE = (Dossier.Use.PILOT, Dossier.Use.IN_USE)
# A decision on the application does not settle what these tasks ask.
STAYS = (
    Task.Kind.VACANCY, Task.Kind.CONCERN, Task.Kind.PASSED_ON, Task.Kind.INCIDENT, Task.Kind.GUIDELINE,
    Task.Kind.COUNCIL, Task.Kind.LETTER,
)  # fmt: skip


def keep_pilot(actor: Actor, decision: Decision, ends_on: date | None, measures: str) -> None:
    """Keep the terms of the pilot `decision` allows, in place of those of a decision it corrects or follows."""
    if decision.gate != DECISION_ON_USE:
        return
    if decision.corrects_id is not None or ends_on is not None:
        close_pilot(actor, decision.dossier)
    if ends_on is not None:
        Pilot.objects.create(dossier=decision.dossier, decision=decision, ends_on=ends_on, measures=measures.strip())


def close_pilot(actor: Actor, dossier: Dossier) -> None:
    """Close the pilot that runs or would run, if any."""
    dossier.pilots.filter(closed_at__isnull=True).update(closed_at=actor.now)


def running_pilot(dossier: Dossier) -> Pilot | None:
    """Return the pilot that runs or will."""
    return dossier.pilots.filter(closed_at__isnull=True).first()


def decide_by(dossier: Dossier, gate: str) -> date | None:
    """Return until when a decision at `gate` is of use; None where the term of the route counts."""
    pilot = running_pilot(dossier) if gate == PILOT else None
    return pilot.ends_on if pilot else None


def settle(actor: Actor, dossier: Dossier, gate: str, decision: Decision) -> None:
    """Let the decision that passed `gate` work on the application; the caller saves it."""
    if gate == GO_LIVE:
        _go_live(actor, dossier)
    elif gate == PILOT:
        close_pilot(actor, dossier)
        dossier.use = Dossier.Use.IN_USE
    elif gate == REASSESSMENT:
        _go_on(actor, dossier, decision)
    elif gate == RETIREMENT:
        _begin_end(actor, dossier, decision)
    if gate != RETIREMENT and dossier.use in IN_USE:
        months = wheel_for(actor.organisation, actor.today).reassess_months
        dossier.reassess_on = reassess_by(actor.today, Route(dossier.route), months)


def _go_live(actor: Actor, dossier: Dossier) -> None:
    pilot = running_pilot(dossier)
    dossier.use = Dossier.Use.PILOT if pilot else Dossier.Use.IN_USE
    dossier.in_use_since = actor.today
    _audit.record(actor, "went_live", dossier, pilot=pilot.pk if pilot else None)


def _go_on(actor: Actor, dossier: Dossier, decision: Decision) -> None:
    """What stopped for the reassessment starts again; a pilot that ended by itself becomes use by this decision."""
    _close_reassessment(actor, dossier, decision)
    if dossier.use == Dossier.Use.ENDED:
        dossier.use = Dossier.Use.IN_USE
    resume_now(actor, dossier, decision.reasons)


def _close_reassessment(actor: Actor, dossier: Dossier, decision: Decision | None) -> None:
    dossier.reassessing_since = None
    dossier.reassessments.filter(closed_at__isnull=True).update(decision=decision, closed_at=actor.now)


def end_use(actor: Actor, dossier: Dossier, decision: Decision) -> None:
    """Stop the use by decision, at once, and begin to retire it."""
    close_pilot(actor, dossier)
    if decision.gate == REASSESSMENT:
        _close_reassessment(actor, dossier, decision)
    withdraw_open(actor, dossier)
    if dossier.stopped_at is None and dossier.use in IN_USE:
        stop_now(actor, dossier, decision.reasons[:2500])
    dossier.gate = RETIREMENT
    dossier.retirements.filter(withdrawn_at__isnull=True).update(withdrawn_at=actor.now)
    retirement = Retirement.objects.create(
        dossier=dossier,
        reason=decision.reasons[:2500],
        ends_on=actor.today,
        proposed_by=actor.person,
        proposed_at=actor.now,
    )
    _decided_to_end(actor, dossier, retirement, decision)


def withdraw_open(actor: Actor, dossier: Dossier) -> None:
    """Withdraw what nobody needs to do any more now that the use ends."""
    _tasks.withdraw(actor, dossier.tasks.filter(status=Task.Status.OPEN).exclude(kind__in=STAYS))


def _begin_end(actor: Actor, dossier: Dossier, decision: Decision) -> None:
    """The decision to retire tells every user until when it may be used."""
    retirement = dossier.retirements.get(withdrawn_at__isnull=True)
    for person in involved(actor, dossier):
        _notify.end_announced(actor, dossier, person, retirement)
    _decided_to_end(actor, dossier, retirement, decision)


def _decided_to_end(actor: Actor, dossier: Dossier, retirement: Retirement, decision: Decision) -> None:
    retirement.decision, retirement.users_told_at = decision, actor.now
    retirement.save(update_fields=["decision", "users_told_at"])
    ChecklistEvidence.objects.create(
        dossier=dossier,
        gate=RETIREMENT,
        item="decision",
        text=decision.reasons[:2500],
        by=actor.person,
        by_name=actor.person.name,
        at=actor.now,
    )
    _audit.record(
        actor, "retirement_decided", dossier, retirement=retirement.pk, ends_on=retirement.ends_on.isoformat()
    )


def call_off(actor: Actor, dossier: Dossier) -> None:
    """Go on after all: the proposal to retire was turned down."""
    dossier.retirements.filter(withdrawn_at__isnull=True).update(withdrawn_at=actor.now)
    dossier.gate = REASSESSMENT
    _audit.record(actor, "retirement_called_off", dossier)


def lapse(actor: Actor, dossier: Dossier, pilot: Pilot) -> None:
    """End a pilot nobody decided on: the use stops and everyone hears why."""
    pilot.lapsed_at = pilot.closed_at = actor.now
    pilot.save(update_fields=["lapsed_at", "closed_at"])
    _tasks.withdraw(actor, dossier.tasks.filter(gate=PILOT, status=Task.Status.OPEN))
    if dossier.stopped_at is None:
        stop_now(actor, dossier, _notify.pilot_over(dossier, pilot))
    dossier.use, dossier.changed_at = Dossier.Use.ENDED, actor.now
    _audit.record(actor, "pilot_ended", dossier, pilot=pilot.pk, ended_on=pilot.ends_on.isoformat())


def is_over(pilot: Pilot, today: date) -> bool:
    """Whether the last day of the pilot has passed."""
    return today >= pilot.ends_on + timedelta(days=1)
