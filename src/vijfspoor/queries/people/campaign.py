"""Awareness campaigns: the calendar, one campaign with its materials, its reach and its effect.

Reach is only ever read from what was kept when a campaign ended: no query here counts who took part.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db.models import QuerySet

from vijfspoor.content.literacy.loader import folder_of, load_framework
from vijfspoor.domain.people.campaign import TOOK_PART, MeasuredBetween, Phase, around, phase
from vijfspoor.domain.people.literacy_figures import are_apart, certainty
from vijfspoor.domain.people.small_groups import ShownShare
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.people.literacy import Growth
from vijfspoor.store.models import Campaign, CampaignCount, CampaignInvitation, CampaignMaterial, FigureRelease

log = logging.getLogger(__name__)
_UNSHOWN = ShownShare(0, 100)


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """A campaign in the calendar. `share` of the target group took part; None until that was counted."""

    row: Campaign
    phase: Phase
    share: ShownShare | None

    @property
    def month(self) -> date:
        """The first day of the month in which it begins."""
        return self.row.starts_on.replace(day=1)


@dataclass(frozen=True, slots=True)
class ReachLine:
    """Share of a group that took part; None where the group is too small to show. No name: who fits in no group."""

    name: str
    share: ShownShare | None


@dataclass(frozen=True, slots=True)
class Effect:
    """The measurement before and after a campaign; None where there is none. `is_own` when of the target group."""

    before: FigureRelease | None
    after: FigureRelease | None
    lines: tuple[Growth, ...]
    is_own: bool


def campaigns(actor: Actor) -> list[CampaignLine]:
    """Return every campaign, the last to begin first; one SQL statement."""
    rows = _visible.campaigns(actor).select_related("unit", "reach").order_by("-starts_on", "-pk")
    return [line_of(actor, row) for row in rows]


def find(actor: Actor, pk: int) -> Campaign | None:
    """Return one campaign the actor may see."""
    return _visible.campaigns(actor).select_related("organisation", "unit", "reach").filter(pk=pk).first()


def line_of(actor: Actor, row: Campaign) -> CampaignLine:
    """Return a campaign as it stands today. No SQL."""
    closed = hasattr(row, "reach")
    now = phase(row.starts_on, is_closed=closed, is_withdrawn=row.withdrawn_at is not None, today=actor.today)
    return CampaignLine(row, now, _took_part(row.reach.shown["total"]) if closed else None)


def invitation(actor: Actor, row: Campaign) -> CampaignInvitation | None:
    """Return the actor's own invitation to a campaign."""
    return _visible.own_campaign_invitations(actor).filter(campaign=row).select_related("campaign").first()


def waiting(actor: Actor) -> list[CampaignInvitation]:
    """Return the campaigns that ask the actor something today, for the desk; one SQL statement."""
    mine = _visible.own_campaign_invitations(actor).filter(
        took_part=False,
        campaign__withdrawn_at=None,
        campaign__reach=None,
        campaign__ends_on__gte=actor.today,
    )
    return list(mine.select_related("campaign").order_by("campaign__ends_on", "pk"))


def materials(row: Campaign) -> QuerySet[CampaignMaterial]:
    """Return the links and files of a campaign that were not taken away."""
    return row.materials.filter(removed_at=None).select_related("campaign").order_by("pk")


def material(actor: Actor, campaign: int, pk: int) -> CampaignMaterial | None:
    """Return one material of a campaign the actor may see."""
    mine = CampaignMaterial.objects.filter(campaign__in=_visible.campaigns(actor).values("pk"), campaign=campaign)
    return mine.filter(pk=pk, removed_at=None).select_related("campaign").first()


def content_of(found: CampaignMaterial) -> File | None:
    """Return the open file; None (and a line in the log) when the storage lost it, or when it is a link."""
    if not found.stored_name:
        return None
    try:
        return default_storage.open(found.stored_name)
    except FileNotFoundError:
        log.error("campaign material %s is not in the storage", found.pk)
        return None


def counts(row: Campaign) -> QuerySet[CampaignCount]:
    """Return what was counted elsewhere."""
    return row.counts.order_by("pk")


def reach_lines(row: Campaign, names: Mapping[str, str]) -> list[ReachLine]:
    """Return per group which share took part; `names` maps a unit to its name. No SQL, empty until it was counted."""
    if not hasattr(row, "reach"):
        return []
    found = [ReachLine(names.get(key, ""), _took_part(group)) for key, group in row.reach.shown["groups"].items()]
    return sorted(found, key=lambda line: (not line.name, line.name))


def effect(row: Campaign, releases: list[FigureRelease]) -> Effect:
    """Return the figures before and after a campaign, of its target group where that was published. No SQL."""
    by_key = {item.pk: item for item in releases}
    spans = [MeasuredBetween(item.pk, item.round.opens_on, item.round.closes_on) for item in releases]
    found = [by_key[item.key] if item else None for item in around(spans, row.starts_on, row.ends_on)]
    before, after = found
    if before is None or after is None:
        return Effect(before, after, (), is_own=False)
    own = str(row.unit_id)
    is_own = all(item.shown["groups"].get(own) for item in (before, after))
    lines = tuple(_grown(code, row, before, after, own if is_own else None) for code in row.competences)
    return Effect(before, after, tuple(line for line in lines if line is not None), is_own=is_own)


def _grown(code: str, row: Campaign, before: FigureRelease, after: FigureRelease, group: str | None) -> Growth | None:
    competence = load_framework(folder_of(after.round.version)).competences.get(code)
    sides = [item.shown["groups"][group] if group else item.shown["total"] for item in (before, after)]
    if competence is None or not all(side and code in side["shares"] for side in sides):
        return None
    old, new = (ShownShare(**side["shares"][code]) for side in sides)
    between = [certainty(share, side["people"]) for share, side in zip((old, new), sides, strict=True)]
    return Growth(competence, old, new, are_apart(*between))


def _took_part(group: Mapping[str, Mapping[str, Mapping[str, int]]] | None) -> ShownShare | None:
    if group is None:
        return None
    found = ShownShare(**group["shares"][TOOK_PART])
    return None if found == _UNSHOWN else found
