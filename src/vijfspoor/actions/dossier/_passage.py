"""What follows from a decision: the next decider, the next gate, approval with publication, use, or an end."""

from datetime import timedelta

from django.utils.translation import gettext as _

from vijfspoor.actions import _notify, _tasks
from vijfspoor.actions.dossier import _checklist, _life
from vijfspoor.actions.leadership import _council_letters
from vijfspoor.actions.leadership.publish import publish_now, withdraw_publication
from vijfspoor.domain.dossier.gate import Outcome
from vijfspoor.domain.dossier.life_cycle import DECISION_ON_USE
from vijfspoor.domain.dossier.route import Route
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.queries.wording import gate_name
from vijfspoor.store.models import Decision, Dossier, Task


def after_decision(actor: Actor, dossier: Dossier, task: Task, decision: Decision) -> None:
    """Move the dossier on after `decision`; the caller holds its lock."""
    is_final = True
    if not Outcome(decision.outcome).lets_pass:
        _turn_down(actor, dossier, task.gate, decision)
    elif _ask_next_decider(actor, dossier, task):
        is_final = False
    else:
        _pass_gate(actor, dossier, task.gate, decision)
    dossier.changed_at = actor.now
    dossier.save()
    _checklist.follow(actor, dossier)
    if is_final:
        _council_letters.follow_decision(actor, decision)
    _tell(actor, dossier, decision)


def _turn_down(actor: Actor, dossier: Dossier, gate: str, decision: Decision) -> None:
    """No ends the road; of what is in use (G7, G8) it ends the use; no to an end (G9) lets it go on."""
    if gate in _life.ENDS_USE:
        _life.end_use(actor, dossier, decision)
    elif gate == _life.RETIREMENT:
        _life.call_off(actor, dossier)
    else:
        _end(actor, dossier)


def _ask_next_decider(actor: Actor, dossier: Dossier, task: Task) -> bool:
    wheel = wheel_for(actor.organisation, actor.today)
    stop = _tasks.plan_for(dossier, wheel).stop_at(task.gate)
    if stop is None:
        return False
    deciders = wheel.deciders(stop.decides, wheel.additions)
    later = deciders[deciders.index(task.role) + 1 :] if task.role in deciders else ()
    if not later:
        return False
    _tasks.ask_decider(actor, dossier, stop, Holders(actor.organisation, actor.today), later[0])
    return True


def _pass_gate(actor: Actor, dossier: Dossier, gate: str, decision: Decision) -> None:
    classification = dossier.classifications.order_by("-pk").first()
    requires = classification.requires if classification else {}
    if gate >= DECISION_ON_USE:
        dossier.status = Dossier.Status.APPROVED
        _life.settle(actor, dossier, gate, decision)
    following = _tasks.next_gate(dossier, gate, requires, actor)
    if following is not None:
        _tasks.plan_gate(actor, dossier, following, requires, decide_by=_life.decide_by(dossier, following))
    elif gate != _life.RETIREMENT:
        dossier.gate = _life.REASSESSMENT
    if gate >= DECISION_ON_USE:
        publish_now(actor, dossier)


def _end(actor: Actor, dossier: Dossier) -> None:
    """Rejected: nothing more is asked, and what already runs must stop (at once when prohibited, AI Act Art. 5)."""
    dossier.status = Dossier.Status.REJECTED
    _life.close_pilot(actor, dossier)
    _life.withdraw_open(actor, dossier)
    withdraw_publication(actor, dossier)
    if dossier.use in (Dossier.Use.PILOT, Dossier.Use.IN_USE):
        at_once = dossier.route == Route.ZWART
        Task.objects.create(
            organisation=actor.organisation,
            dossier=dossier,
            kind=Task.Kind.CONDITION,
            gate=dossier.gate,
            role="department_head",
            assignee=dossier.accountable,
            subject=_("Stop the use and record when and how it ended"),
            due_on=actor.today + timedelta(days=0 if at_once else 7),
            created_at=actor.now,
        )


def _tell(actor: Actor, dossier: Dossier, decision: Decision) -> None:
    sentences = {
        Outcome.APPROVE: _("%(gate)s: approved."),
        Outcome.APPROVE_WITH_CONDITIONS: _("%(gate)s: approved with conditions."),
        Outcome.REJECT: _("%(gate)s: not approved."),
    }
    outcome = sentences[Outcome(decision.outcome)] % {"gate": gate_name(decision.gate)}
    concerned = {dossier.reporter, dossier.accountable, *(c.person for c in decision.rests_on.all())}
    for person in concerned:
        if person is not None and person != actor.person:
            _notify.decided(actor, dossier, person, outcome)
