"""What the verbs of a campaign share: locking it, asking its target group, and counting its reach, once."""

from collections import Counter
from dataclasses import asdict
from typing import Any

from vijfspoor.actions import _audit
from vijfspoor.actions.people import _campaign_mail
from vijfspoor.domain.people.campaign import reach_basis
from vijfspoor.domain.people.literacy_figures import published
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.people.learning import people_of
from vijfspoor.queries.people.literacy_groups import REST, groups_of, parents_of
from vijfspoor.store.models import Campaign, CampaignInvitation, CampaignReach


def locked(row: Campaign) -> Campaign:
    """Return the campaign as it is now, kept from others until the transaction ends."""
    return Campaign.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=row.pk)


def open_now(actor: Actor, row: Campaign) -> int:
    """Ask everyone in the target group and mail them; the group of each is fixed here. Returns how many."""
    people = list(people_of(row, actor.today))
    groups = groups_of([person.unit_id for person in people], parents_of(actor.organisation.pk))
    CampaignInvitation.objects.bulk_create(
        CampaignInvitation(campaign=row, person=person, unit_id=group)
        for person, group in zip(people, groups, strict=True)
    )
    row.invited, row.opened_at = len(people), actor.now
    row.save(update_fields=["invited", "opened_at"])
    _campaign_mail.invite(actor, row, people)
    _audit.record(actor, "campaign_began", None, campaign=row.pk, invited=row.invited)
    return row.invited


def count_reach(actor: Actor, row: Campaign) -> CampaignReach:
    """Count who took part and keep what may be shown of it; the counts themselves are not kept."""
    sizes: Counter[str] = Counter()
    joined: Counter[str] = Counter()
    for unit, took_part in row.invitations.values_list("unit_id", "took_part"):
        name = str(unit or REST)
        sizes[name] += 1
        joined[name] += took_part
    shown: dict[str, Any] = asdict(published(reach_basis(sizes, joined)))
    by = actor.person if actor.via != "jobs" else None
    made = CampaignReach.objects.create(campaign=row, shown=shown, by=by, at=actor.now)
    _audit.record(actor, "campaign_closed", None, campaign=row.pk)
    return made
