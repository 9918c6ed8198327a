"""Verb: decide at a gate. Only the accountable person, only when everything asked is in, and with reasons."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission, _tasks
from vijfspoor.actions._conditions import ConditionInput, attach, withdraw_all
from vijfspoor.actions._passage import after_decision
from vijfspoor.actions.errors import Conflict, GateBlocked, InvalidInput
from vijfspoor.content.wheel.loader import wheel_in_force
from vijfspoor.domain import gate as rules
from vijfspoor.domain.life_cycle import Stop
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.gate import advice_on, advice_rows, asks_at
from vijfspoor.store.models import Decision, Dossier, Task

__all__ = ["ConditionInput", "DecisionInput", "correct_decision", "decide"]


@dataclass(frozen=True, slots=True)
class DecisionInput:
    """A decision as typed."""

    outcome: str
    reasons: str
    deviation_reasons: str = ""
    conditions: Sequence[ConditionInput] = ()


@transaction.atomic
def decide(actor: Actor, task: Task, given: DecisionInput) -> Decision:
    """Record the decision that `task` asks for, and move the dossier on.

    Raises NotAllowed; GateBlocked with what is still awaited; InvalidInput at the field (reasons, deviation_reasons,
    conditions, outcome); Conflict when somebody else decided first.
    """
    _permission.require(actor, "decide", task)
    # The dossier row is the lock: two people deciding at once come here one after the other.
    dossier = Dossier.objects.select_for_update().get(pk=_tasks.dossier_of(task).pk)
    task = Task.objects.select_related("assignee").get(pk=task.pk)
    if task.kind != Task.Kind.DECIDE or task.status != Task.Status.OPEN or task.gate != dossier.gate:
        raise Conflict(_("This decision was already taken or is no longer asked."))
    awaited = rules.waiting_for(asks_at(dossier, task.gate))
    if awaited:
        raise GateBlocked(awaited)
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
    dossier = Dossier.objects.select_for_update().get(pk=earlier.dossier_id)
    newest = dossier.decisions.order_by("-pk").first()
    if newest is None or newest.pk != earlier.pk or earlier.gate != "G4":
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
    _check(dossier, stop, given, conditions, may_approve=_may_approve(actor, dossier, task.gate))
    advice = advice_rows(dossier)
    behalf = _tasks.acting_for(actor, task)
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
        on_behalf_of=behalf,
        corrects=corrects,
        at=actor.now,
    )
    decision.rests_on.set(advice)
    attach(actor, decision, conditions)
    _audit.record(
        actor,
        "decided" if corrects is None else "decision_corrected",
        dossier,
        on_behalf_of=behalf.pk if behalf else None,
        decision=decision.pk,
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
    stop = _tasks.plan_for(dossier, wheel_in_force(actor.today)).stop_at(gate)
    if stop is None:
        raise Conflict(_("The route of this application no longer passes this gate."))
    return stop


def _may_approve(actor: Actor, dossier: Dossier, gate: str) -> bool:
    """A prohibited practice can pass triage, where the route is confirmed, but is never approved for use."""
    return gate != "G4" or _tasks.plan_for(dossier, wheel_in_force(actor.today)).may_approve


def _check(
    dossier: Dossier,
    stop: Stop,
    given: DecisionInput,
    conditions: Sequence[ConditionInput],
    *,
    may_approve: bool,
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
    advice = advice_on(dossier) if stop.weighs_advice else ()
    wrong = rules.objections(advice, proposed, may_approve=may_approve)
    if wrong:
        errors: dict[str, list[str]] = {}
        for objection in wrong:
            errors.setdefault(objection.field, []).append(_sentence(objection))
        raise InvalidInput(errors)


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
