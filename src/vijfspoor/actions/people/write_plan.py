"""Verb: write a version of the multi-year plan, and adopt it. What was written or adopted before stays."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import LiteracyPlan, Organisation, PlanAdoption

LONGEST = 6
MOST_EUROS = 10**9


@dataclass(frozen=True, slots=True)
class PlanInput:
    """What is filled in. `budget` maps a year to whole euros, `target_share` is in per cent."""

    first_year: int
    last_year: int
    target_share: int
    goals: str
    evaluation: str
    budget: Mapping[int, int]


@transaction.atomic
def write_plan(actor: Actor, given: PlanInput) -> LiteracyPlan:
    """Write a new version, to be adopted by the board. Raises InvalidInput at the field."""
    _permission.require(actor, "write_plan")
    _check(actor, given)
    Organisation.objects.select_for_update().get(pk=actor.organisation.pk)
    newest = LiteracyPlan.objects.filter(organisation=actor.organisation).order_by("-version").first()
    plan = LiteracyPlan.objects.create(
        organisation=actor.organisation,
        version=newest.version + 1 if newest else 1,
        first_year=given.first_year,
        last_year=given.last_year,
        target_share=given.target_share,
        goals=given.goals.strip(),
        budget={str(year): euros for year, euros in given.budget.items()},
        evaluation=given.evaluation.strip(),
        by=actor.person,
        at=actor.now,
    )
    _audit.record(actor, "literacy_plan_written", None, plan=plan.pk, version=plan.version)
    return plan


@transaction.atomic
def adopt_plan(actor: Actor, plan: LiteracyPlan, *, reasons: str) -> PlanAdoption:
    """Adopt a version as the board. Raises InvalidInput without reasons, Conflict when it is not the newest."""
    _permission.require(actor, "adopt_plan", plan)
    if not reasons.strip():
        raise InvalidInput({"reasons": [_("Write why you adopt this plan.")]})
    Organisation.objects.select_for_update().get(pk=actor.organisation.pk)
    if LiteracyPlan.objects.filter(organisation=actor.organisation, version__gt=plan.version).exists():
        raise Conflict(_("There is a newer version of this plan. Read that one first."))
    if PlanAdoption.objects.filter(plan=plan).exists():
        raise Conflict(_("This version was adopted already."))
    adopted = PlanAdoption.objects.create(
        plan=plan, reasons=reasons.strip(), person=actor.person, person_name=actor.person.name, at=actor.now
    )
    _audit.record(actor, "literacy_plan_adopted", None, plan=plan.pk, version=plan.version, reasons=adopted.reasons)
    return adopted


def _check(actor: Actor, given: PlanInput) -> None:
    errors: dict[str, list[str]] = {}
    this = actor.today.year
    if not this - 1 <= given.first_year <= this + 5:
        errors["first_year"] = [_("Choose a year from %(from)s.") % {"from": this - 1}]
    if not 0 <= given.last_year - given.first_year < LONGEST:
        errors["last_year"] = [_("A plan covers one to six years.")]
    if not 1 <= given.target_share <= 100:
        errors["target_share"] = [_("Fill in a number from 1 to 100.")]
    if not given.goals.strip():
        errors["goals"] = [_("Write what you want to reach.")]
    if not given.evaluation.strip():
        errors["evaluation"] = [_("Write how and when you look back.")]
    if any(not 0 <= euros <= MOST_EUROS for euros in given.budget.values()):
        errors["budget"] = [_("Fill in whole euros.")]
    if errors:
        raise InvalidInput(errors)
