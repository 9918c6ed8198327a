"""Awareness campaigns in the demo, through the real actions: one that is over, one that runs, one that is planned."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from vijfspoor.actions.people.add_material import add_material
from vijfspoor.actions.people.plan_campaign import CampaignInput, plan_campaign
from vijfspoor.actions.people.run_campaign import close_campaign, count_elsewhere, join_campaign
from vijfspoor.cli._demo.story import reported_at
from vijfspoor.content.demo.literacy_schema import StoryCampaign
from vijfspoor.queries.actor import Actor, actor_for
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.store.models import Campaign, Organisation


@dataclass(frozen=True, slots=True)
class CampaignHappening:
    """One campaign: planned, joined by some, and counted when it is over."""

    organisation: Organisation
    told: StoryCampaign
    now: datetime

    def steps(self) -> Iterator[datetime]:
        """Plan it with its materials, let people take part, and end it on its last day."""
        told = self.told
        at = reported_at(self.now, told.days_ago)
        yield at
        hr = self._hr(at)
        row = plan_campaign(hr, self._given(hr))
        for item in told.materials:
            file = ContentFile(item.text.encode(), name="tekst.txt") if item.text else None
            add_material(hr, row, title=item.title, url=item.url, upload=file)
        if not told.took_part:
            return
        at = reported_at(self.now, told.days_ago - 2)
        yield at
        self._join(row, at)
        for count in told.counts:
            count_elsewhere(self._hr(at), row, what=count.what, people=count.people)
        if told.lasts < told.days_ago:
            at = reported_at(self.now, told.days_ago - told.lasts)
            yield at
            close_campaign(self._hr(at), row)

    def _hr(self, at: datetime) -> Actor:
        return actor_for(next(iter(Holders(self.organisation, at.date()).of("hr_adviser"))), at, via="demo")

    def _given(self, hr: Actor) -> CampaignInput:
        told = self.told
        starts_on = hr.today + timedelta(days=told.starts_in)
        return CampaignInput(
            name=told.name,
            message=told.message,
            competences=told.competences,
            starts_on=starts_on,
            ends_on=starts_on + timedelta(days=told.lasts),
            unit=self.organisation.units.get(name=told.unit).pk if told.unit else 0,
        )

    def _join(self, row: Campaign, at: datetime) -> None:
        """Let some take part, spread evenly over the target group, the same at every load."""
        asked = list(row.invitations.select_related("campaign", "person__organisation").order_by("pk"))
        for number in range(self.told.took_part):
            own = asked[number * len(asked) // self.told.took_part]
            join_campaign(actor_for(own.person, at, via="demo"), own)
