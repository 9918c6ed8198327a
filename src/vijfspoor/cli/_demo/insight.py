"""What the demo's accountable people say of worth and costs, and which look-alikes were told apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from vijfspoor.actions.dossier.estimate_value import estimate_value
from vijfspoor.actions.dossier.write_business_case import AlternativeInput, BusinessCaseInput, write_business_case
from vijfspoor.actions.organisation.judge_duplicate import say_different
from vijfspoor.cli._demo.operations import Happening, Scene
from vijfspoor.content.demo.insight_schema import InsightFile, StoryCosts, StoryDifferent, StoryValue
from vijfspoor.queries.organisation.holders import Holders

KEEPER = "information_manager"


def insight_stories(scene: Scene, told: InsightFile) -> list[Happening]:
    """Return every estimate and judgement, each a step of its own."""
    said = [*(_Estimated(scene, item) for item in told.values), *(_Weighed(scene, item) for item in told.costs)]
    return [*said, *(_ToldApart(scene, item) for item in told.different)]


@dataclass(frozen=True, slots=True)
class _Estimated:
    scene: Scene
    told: StoryValue

    def steps(self) -> Iterator[datetime]:
        """Estimate the value, where somebody is accountable by then."""
        at = self.scene.moment(self.told.days_ago)
        yield at
        dossier = self.scene.dossier(self.told.application)
        if dossier.accountable is not None:
            actor = self.scene.actor(dossier.accountable, at)
            estimate_value(actor, dossier, value=self.told.value, reasons=self.told.reasons)


@dataclass(frozen=True, slots=True)
class _Weighed:
    scene: Scene
    told: StoryCosts

    def steps(self) -> Iterator[datetime]:
        """Write down costs and alternatives, where somebody is accountable by then."""
        at, told = self.scene.moment(self.told.days_ago), self.told
        yield at
        dossier = self.scene.dossier(told.application)
        if dossier.accountable is not None:
            others = [AlternativeInput(way.what, way.why_not) for way in told.alternatives]
            given = BusinessCaseInput(told.once_euros, told.yearly_euros, told.basis, told.without, others)
            write_business_case(self.scene.actor(dossier.accountable, at), dossier, given)


@dataclass(frozen=True, slots=True)
class _ToldApart:
    scene: Scene
    told: StoryDifferent

    def steps(self) -> Iterator[datetime]:
        """Look at the two, and say that they differ."""
        at = self.scene.moment(self.told.days_ago)
        yield at
        keeper = Holders(self.scene.organisation, timezone.localdate(at)).of(KEEPER)[0]
        one, other = (self.scene.dossier(name) for name in self.told.applications)
        say_different(self.scene.actor(keeper, at), one, other, reason=self.told.reason)
