"""Verb: decide at a gate. Only the accountable person, only when everything asked is in, and with reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission, _tasks
from vijfspoor.actions.dossier import _checklist, _life
from vijfspoor.actions.dossier._conditions import ConditionInput, attach, withdraw_all
from vijfspoor.actions.dossier._passage import after_decision
from vijfspoor.actions.errors import Conflict, GateBlocked, InvalidInput
from vijfspoor.domain.dossier import gate as rules
from vijfspoor.domain.dossier.life_cycle import DECISION_ON_USE, Stop
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.dossier.gate import advice_on, advice_rows, asks_at
from vijfspoor.queries.dossier.go_live import keeps_shut
from vijfspoor.queries.organisation.mandate import mandate_for
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.store.models import Decision, Dossier, Task

__all__ = ["ConditionInput", "DecisionInput", "correct_decision", "decide"]


@dataclass(frozen=True, slots=True)
class DecisionInput:
    """A decision as typed. An approval of use with `pilot_until` is a pilot: until that day, measured as said."""

    outcome: str
    reasons: str
    deviation_reasons: str = ""
    conditions: Sequence[ConditionInput] = ()
    pilot_until: date | None = None
    pilot_measures: str = ""


@transaction.atomic
def decide(actor: Actor, task: Task, given: DecisionInput) -> Decision:
    """Record the decision that `task` asks for, and move the dossier on.

    Raises NotAllowed; GateBlocked with what is still awaited; InvalidInput at the field (reasons, deviation_reasons,
    conditions, outcome); Conflict when somebody else decided first.
    """
    _permission.require(actor, "decide", task)
    # The dossier row is the lock: two people deciding at once come here one after the other.
    dossier = _checklist.locked(_tasks.dossier_of(task))
    task = Task.objects.select_related("assignee").get(pk=task.pk)
    if task.kind != Task.Kind.DECIDE or task.status != Task.Status.OPEN or task.gate != dossier.gate:
        raise Conflict(_("This decision was already taken or is no longer asked."))
    awaited = rules.waiting_for(asks_at(dossier, task.gate))
    if awaited:
        raise GateBlocked(awaited)
    missing = keeps_shut(dossier, task.gate, actor.today)
    if missing and given.outcome != rules.Outcome.REJECT:
        raise GateBlocked((), missing)
    decision = _record(actor, dossier, task, given)
    _tasks.close(actor, task)
    after_decision(actor, dossier, task, decision)
    return decision


@transaction.atomic
def correct_decision(actor: Actor, earlier: Decision, given: DecisionInput) -> Decision:
    """Replace the last decision on use (G4) by a new one that refers to it. The earlier one stays readable.

    Raises Conflict when it is not the newest decision on use, NotAllowed for anyone but who decided.
    """
    _permission.require(actor, "correct", earlier)
    dossier = _checklist.locked(earlier.dossier)
    newest = dossier.decisions.order_by("-pk").first()
    if newest is None or newest.pk != earlier.pk or earlier.gate != DECISION_ON_USE:
        raise Conflict(_("Only the newest decision on use can be corrected."))
    decision = _record(actor, dossier, earlier.task, given, corrects=earlier)
    withdraw_all(actor, earlier)
    after_decision(actor, dossier, earlier.task, decision)
    return decision


def _record(
    actor: Actor, dossier: Dossier, task: Task, given: DecisionInput, corrects: Decision | None = None
) -> Decision:
    stop = _stop(actor, dossier, task.gate)
    conditions = [c for c in given.conditions if c.text.strip() or c.owner or c.due_on]
    _check(actor, dossier, stop, given, conditions)
    advice = advice_rows(dossier, task.gate)
    behalf = _tasks.acting_for(actor, task)
    mandate = mandate_for(actor, task) if behalf is None and task.assignee_id != actor.person.pk else None
    decision = Decision.objects.create(
        organisation=actor.organisation,
        dossier=dossier,
        task=task,
        gate=task.gate,
        role=task.role,
        outcome=given.outcome,
        route=dossier.route,
        reasons=given.reasons.strip(),
        deviation_reasons=given.deviation_reasons.strip(),
        classification=dossier.classifications.order_by("-pk").first(),
        person=actor.person,
        person_name=actor.person.name,
        on_behalf_of=mandate.mandator if mandate else behalf,
        mandate=mandate,
        corrects=corrects,
        at=actor.now,
    )
    decision.rests_on.set(advice)
    attach(actor, decision, conditions)
    _life.keep_pilot(actor, decision, given.pilot_until, given.pilot_measures)
    _audit.record(
        actor,
        "decided" if corrects is None else "decision_corrected",
        dossier,
        on_behalf_of=decision.on_behalf_of_id,
        decision=decision.pk,
        **({"mandate": mandate.pk} if mandate else {}),
        corrects=corrects.pk if corrects else None,
        gate=task.gate,
        outcome=decision.outcome,
        route=decision.route,
        rests_on=sorted(row.pk for row in advice),
        conditions=len(conditions),
        deviates=bool(decision.deviation_reasons),
    )
    return decision


def _stop(actor: Actor, dossier: Dossier, gate: str) -> Stop:
    stop = _tasks.plan_for(dossier, wheel_for(actor.organisation, actor.today)).stop_at(gate)
    if stop is None:
        raise Conflict(_("The route of this application no longer passes this gate."))
    return stop


def _may_approve(actor: Actor, dossier: Dossier, gate: str) -> bool:
    """A prohibited practice can pass triage, where the route is confirmed, but is never approved for use."""
    return gate != DECISION_ON_USE or _tasks.plan_for(dossier, wheel_for(actor.organisation, actor.today)).may_approve


def _check(
    actor: Actor, dossier: Dossier, stop: Stop, given: DecisionInput, conditions: Sequence[ConditionInput]
) -> None:
    if given.outcome not in set(rules.Outcome):
        raise InvalidInput({"outcome": [_("Choose what you decide.")]})
    proposed = rules.ProposedDecision(
        outcome=rules.Outcome(given.outcome),
        reasons=given.reasons,
        deviation_reasons=given.deviation_reasons,
        conditions=len(conditions),
        incomplete_conditions=sum(not condition.is_complete for condition in conditions),
    )
    advice = advice_on(dossier, stop.gate) if stop.weighs_advice else ()
    errors: dict[str, list[str]] = {}
    for objection in rules.objections(advice, proposed, may_approve=_may_approve(actor, dossier, stop.gate)):
        errors.setdefault(objection.field, []).append(_sentence(objection))
    errors |= _pilot_errors(actor, stop, given)
    if errors:
        raise InvalidInput(errors)


def _pilot_errors(actor: Actor, stop: Stop, given: DecisionInput) -> dict[str, list[str]]:
    measures = given.pilot_measures.strip()
    if given.pilot_until is None and not measures:
        return {}
    if stop.gate != DECISION_ON_USE or given.outcome == rules.Outcome.REJECT:
        return {"pilot_until": [_("Only an approval of use can be a pilot. Leave these fields empty.")]}
    errors: dict[str, list[str]] = {}
    if given.pilot_until is None or given.pilot_until <= actor.today:
        errors["pilot_until"] = [_("Give the last day of the pilot, later than today.")]
    if not measures or len(measures) > 2500:
        errors["pilot_measures"] = [_("Write what is measured, in at most 2500 characters.")]
    return errors


def _sentence(objection: rules.Objection) -> str:
    sentences = {
        ("outcome", "prohibited"): _("This is a prohibited practice (AI Act, Article 5). It cannot be approved."),
        ("reasons", "missing"): _("Give the reasons for your decision."),
        ("deviation_reasons", "deviates"): _("You deviate from advice. Explain why, so everyone can follow it."),
        ("conditions", "missing"): _("Add at least one condition, or approve without conditions."),
        ("conditions", "not_with_plain_approval"): _("Choose ‘approve with conditions’ when you add conditions."),
        ("conditions", "incomplete"): _("Every condition needs a text, an owner and a date."),
        ("conditions", "required_against_negative"): _(
            "You approve against a negative advice. Add at least one condition that meets the objection."
        ),
    }
    return sentences[(objection.field, objection.code)]
