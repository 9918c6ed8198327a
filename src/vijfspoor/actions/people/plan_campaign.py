"""Verb: plan an awareness campaign for a target group, change it until it begins, and withdraw it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.people._campaign import locked, open_now
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.people.learning import people_of
from vijfspoor.queries.people.literacy_norm import framework_for
from vijfspoor.queries.wording import wheel_now
from vijfspoor.store.models import Campaign, Unit

MOST = {"name": 100, "message": 2000}
LONGEST = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class CampaignInput:
    """Campagne, as filled in: `unit` 0 is everyone, `role` empty is every role."""

    name: str
    message: str
    competences: tuple[str, ...]
    starts_on: date | None
    ends_on: date | None
    unit: int = 0
    role: str = ""
    reminds: bool = True


@transaction.atomic
def plan_campaign(actor: Actor, given: CampaignInput) -> Campaign:
    """Plan a campaign; it begins at once when it starts today. Raises InvalidInput at the field."""
    _permission.require(actor, "plan_campaign")
    row = Campaign(organisation=actor.organisation, by=actor.person, by_name=actor.person.name, created_at=actor.now)
    return _write(actor, row, given, "campaign_planned")


@transaction.atomic
def change_campaign(actor: Actor, row: Campaign, given: CampaignInput) -> Campaign:
    """Change a campaign nobody was asked for yet.

    Raises InvalidInput at the field, Conflict once it began: its target group would tell about who took part.
    """
    _permission.require(actor, "plan_campaign", row)
    row = locked(row)
    if row.opened_at is not None or row.withdrawn_at is not None:
        raise Conflict(_("This campaign began or was withdrawn. It cannot be changed any more."))
    return _write(actor, row, given, "campaign_changed")


@transaction.atomic
def withdraw_campaign(actor: Actor, row: Campaign) -> None:
    """Withdraw a campaign: nobody is asked any more. Raises Conflict when it is over."""
    _permission.require(actor, "plan_campaign", row)
    row = locked(row)
    if hasattr(row, "reach"):
        raise Conflict(_("This campaign is over. What came of it stays."))
    if row.withdrawn_at is None:
        row.withdrawn_at = actor.now
        row.save(update_fields=["withdrawn_at"])
        _audit.record(actor, "campaign_withdrawn", None, campaign=row.pk)


def _write(actor: Actor, row: Campaign, given: CampaignInput, event: str) -> Campaign:
    required = {
        "name": _("Give the campaign a name."),
        "message": _("Write what colleagues can do, in a few sentences."),
    }
    texts = checked({"name": given.name, "message": given.message}, MOST, required)
    row.name, row.message = texts["name"], texts["message"]
    row.competences = _competences(actor, given)
    row.unit, row.role = _group(actor, given)
    row.starts_on, row.ends_on = _days(actor, given)
    row.reminds = given.reminds
    if not people_of(row, actor.today).exists():
        raise InvalidInput({"unit": [_("Nobody is in this group.")]})
    row.save()
    _audit.record(
        actor,
        event,
        None,
        campaign=row.pk,
        unit=row.unit_id,
        role=row.role,
        starts_on=row.starts_on.isoformat(),
        ends_on=row.ends_on.isoformat(),
    )
    if row.starts_on == actor.today:
        open_now(actor, row)
    return row


def _competences(actor: Actor, given: CampaignInput) -> list[str]:
    known = framework_for(actor.organisation, actor.today).competences
    chosen = [code for code in known if code in given.competences]
    if not chosen:
        raise InvalidInput({"competences": [_("Choose at least one.")]})
    return chosen


def _group(actor: Actor, given: CampaignInput) -> tuple[Unit | None, str]:
    if given.role and given.role not in wheel_now().roles:
        raise InvalidInput({"role": [_("Choose a role from the list.")]})
    if not given.unit:
        return None, given.role
    unit = _visible.units(actor).filter(pk=given.unit, is_outside=False).first()
    if unit is None:
        raise InvalidInput({"unit": [_("Choose a department or team from the list.")]})
    return unit, given.role


def _days(actor: Actor, given: CampaignInput) -> tuple[date, date]:
    errors: dict[str, list[str]] = {}
    if given.starts_on is None or given.starts_on < actor.today:
        errors["starts_on"] = [_("Choose today or a later day.")]
    if given.ends_on is None or (given.starts_on and given.ends_on < given.starts_on):
        errors["ends_on"] = [_("Choose a last day after the first day.")]
    elif given.starts_on and given.ends_on - given.starts_on > LONGEST:
        errors["ends_on"] = [_("A campaign takes at most half a year.")]
    if errors or given.starts_on is None or given.ends_on is None:
        raise InvalidInput(errors)
    return given.starts_on, given.ends_on
