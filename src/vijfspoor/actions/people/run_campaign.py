"""Verb: take part in a campaign, count who took part elsewhere, and end it: then its reach is counted, once.

Counting twice would tell about the few who joined in between. Taking part writes no audit event, because its moment
would point at a person.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.people._campaign import count_reach, locked
from vijfspoor.domain.people.campaign import Phase, phase
from vijfspoor.domain.people.small_groups import MINIMUM
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Campaign, CampaignCount, CampaignInvitation, CampaignReach

MOST = {"what": 150}


@transaction.atomic
def join_campaign(actor: Actor, invitation: CampaignInvitation) -> None:
    """Say that one took part oneself. Raises Conflict when the campaign does not run."""
    _permission.require(actor, "join_campaign", invitation)
    row = locked(invitation.campaign)
    if not _runs(actor, row) or row.ends_on < actor.today:
        raise Conflict(_("This campaign does not run any more."))
    CampaignInvitation.objects.filter(pk=invitation.pk).update(took_part=True)


@transaction.atomic
def count_elsewhere(actor: Actor, row: Campaign, *, what: str, people: int) -> CampaignCount:
    """Record how many people took part where the software could not see it, such as in a meeting room.

    Raises InvalidInput at the field: a group under five is not recorded, nor more people than were asked. Conflict when
    the campaign did not begin or was withdrawn.
    """
    _permission.require(actor, "run_campaign", row)
    row = locked(row)
    if row.opened_at is None or row.withdrawn_at is not None:
        raise Conflict(_("Nobody was asked to take part in this campaign."))
    text = checked({"what": what}, MOST, {"what": _("Write where this was counted.")})["what"]
    if not MINIMUM <= people <= row.invited:
        asked = _("Write a number from 5 up to the %(invited)s people who were asked. Fewer than five is not kept.")
        raise InvalidInput({"people": [asked % {"invited": row.invited}]})
    made = CampaignCount.objects.create(campaign=row, what=text, people=people, by=actor.person, at=actor.now)
    _audit.record(actor, "campaign_counted", None, campaign=row.pk, count=made.pk)
    return made


@transaction.atomic
def close_campaign(actor: Actor, row: Campaign) -> CampaignReach:
    """End a campaign that runs and count its reach. Raises Conflict when it does not run."""
    _permission.require(actor, "run_campaign", row)
    row = locked(row)
    if not _runs(actor, row):
        raise Conflict(_("This campaign does not run, so it cannot be ended."))
    if row.ends_on > actor.today:
        row.ends_on = actor.today
        row.save(update_fields=["ends_on"])
    return count_reach(actor, row)


def _runs(actor: Actor, row: Campaign) -> bool:
    now = phase(
        row.starts_on,
        is_closed=hasattr(row, "reach"),
        is_withdrawn=row.withdrawn_at is not None,
        today=actor.today,
    )
    return now is Phase.RUNNING and row.opened_at is not None
