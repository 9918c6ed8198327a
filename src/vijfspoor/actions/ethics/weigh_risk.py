"""Verb: put a risk in an assessment, with the measure that lowers it as a task for someone."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _notify, _permission, _tasks
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.ethics import _assessment
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Assessment, Measure, Person, Risk, Task


@dataclass(frozen=True, slots=True)
class RiskInput:
    """A risk as filled in: scores 1 to 4, before and after the measure. Without a measure nothing lowers it."""

    what: str
    whom: str
    likelihood: int
    impact: int
    likelihood_after: int
    impact_after: int
    measure: str = ""
    owner: Person | None = None
    due_on: date | None = None


@transaction.atomic
def weigh_risk(actor: Actor, assessment: Assessment, given: RiskInput) -> Risk:
    """Record the risk and hand out its measure. Raises InvalidInput at the field, Conflict once it was handed in."""
    _permission.require(actor, "fill_in_assessment", assessment)
    assessment = _assessment.locked(assessment)
    _assessment.require_open(assessment)
    _check(actor, given)
    risk = Risk.objects.create(
        assessment=assessment,
        what=given.what.strip(),
        whom=given.whom.strip(),
        likelihood=given.likelihood,
        impact=given.impact,
        likelihood_after=given.likelihood_after,
        impact_after=given.impact_after,
        by=actor.person,
        at=actor.now,
    )
    if given.measure.strip() and given.due_on is not None:
        _hand_out(actor, assessment, risk, given, given.due_on)
    _audit.record(
        actor,
        "risk_weighed",
        assessment.dossier,
        assessment=assessment.pk,
        risk=risk.pk,
        score=risk.score,
        score_after=risk.score_after,
    )
    return risk


@transaction.atomic
def drop_risk(actor: Actor, risk: Risk) -> None:
    """Take a risk out again while the assessment is open; its measures are no longer asked."""
    assessment = _assessment.locked(risk.assessment)
    _permission.require(actor, "fill_in_assessment", assessment)
    _assessment.require_open(assessment)
    asked = Task.objects.filter(measure__risk=risk, status=Task.Status.OPEN)
    _tasks.withdraw(actor, asked)
    _audit.record(actor, "risk_dropped", assessment.dossier, assessment=assessment.pk, risk=risk.pk, score=risk.score)
    risk.delete()


def _hand_out(actor: Actor, assessment: Assessment, risk: Risk, given: RiskInput, due_on: date) -> None:
    task = Task.objects.create(
        organisation=actor.organisation,
        dossier=assessment.dossier,
        kind=Task.Kind.CONDITION,
        gate=assessment.dossier.gate,
        assignee=given.owner,
        subject=given.measure.strip(),
        due_on=due_on,
        created_at=actor.now,
    )
    Measure.objects.create(risk=risk, text=given.measure.strip(), task=task)
    _notify.task_given(actor, task)


def _check(actor: Actor, given: RiskInput) -> None:
    errors: dict[str, list[str]] = {}
    if not given.what.strip():
        errors["what"] = [_("Describe what could go wrong. ‘I see no risk’ is an answer too.")]
    if not given.whom.strip():
        errors["whom"] = [_("Tell who would be affected, for example residents or colleagues.")]
    for field in ("likelihood", "impact", "likelihood_after", "impact_after"):
        if getattr(given, field) not in (1, 2, 3, 4):
            errors[field] = [_("Choose one of the four answers.")]
    errors = errors or _effect_errors(given)
    if given.measure.strip():
        errors |= _measure_errors(actor, given)
    if errors:
        raise InvalidInput(errors)


def _effect_errors(given: RiskInput) -> dict[str, list[str]]:
    before, after = given.likelihood * given.impact, given.likelihood_after * given.impact_after
    if after > before:
        return {"likelihood_after": [_("After measures the risk cannot be higher than before.")]}
    if after < before and not given.measure.strip():
        return {"measure": [_("Which measure lowers the risk? Without one it stays as it is.")]}
    return {}


def _measure_errors(actor: Actor, given: RiskInput) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {}
    if given.owner is None or given.owner.organisation_id != actor.organisation.pk:
        errors["owner"] = [_("Choose a colleague from the list.")]
    if given.due_on is None:
        errors["due_on"] = [_("Write the date as dd-mm-yyyy, for example 02-12-2027.")]
    elif given.due_on < actor.today:
        errors["due_on"] = [_("This date lies in the past.")]
    return errors
