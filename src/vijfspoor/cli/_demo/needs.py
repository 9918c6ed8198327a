"""How the demo's information adviser fetched needs and brought developments."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from vijfspoor.actions.organisation import send_development as verbs
from vijfspoor.actions.organisation.keep_need import NeedInput, drop_need, link_need, log_need
from vijfspoor.cli._demo.operations import Happening, Scene
from vijfspoor.cli._demo.story import office_hours
from vijfspoor.content.demo.needs_schema import NeedsFile, StoryDevelopment, StoryNeed
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.holders import Holders

LATER = timedelta(days=1)
ADVISER = "information_adviser"


def need_stories(scene: Scene, told: NeedsFile) -> list[Happening]:
    """Return every need and development, to be played step by step."""
    return [*(_Need(scene, item) for item in told.needs), *(_Development(scene, item) for item in told.developments)]


@dataclass(frozen=True, slots=True)
class _Need:
    scene: Scene
    told: StoryNeed

    def steps(self) -> Iterator[datetime]:
        """Log it, and settle it a day later where that is told."""
        at, told = self.scene.moment(self.told.days_ago), self.told
        yield at
        adviser = _holder(self.scene, ADVISER, at)
        unit = self.scene.organisation.units.get(name=told.unit)
        need = log_need(adviser, NeedInput(told.title, told.text, unit, adviser.today))
        if told.then:
            at = office_hours(at + LATER)
            yield at
            adviser = _holder(self.scene, ADVISER, at)
            if told.then == "dropped":
                drop_need(adviser, need, outcome=told.outcome)
            else:
                dossier = self.scene.dossier(told.application) if told.application else None
                link_need(adviser, need, dossier=dossier, elsewhere=told.elsewhere, outcome=told.outcome)


@dataclass(frozen=True, slots=True)
class _Development:
    scene: Scene
    told: StoryDevelopment

    def steps(self) -> Iterator[datetime]:
        """Send it; those who read it do so a day later, and one of them asks."""
        at, told = self.scene.moment(self.told.days_ago), self.told
        yield at
        adviser = _holder(self.scene, ADVISER, at)
        ahead = told.expected_in_days
        units = self.scene.organisation.units.filter(name__in=told.units).values_list("pk", flat=True)
        given = verbs.DevelopmentInput(
            kind=told.kind,
            title=told.title,
            text=told.text,
            source=told.source,
            expected_on=None if ahead is None else adviser.today + timedelta(days=ahead),
            roles=told.roles,
            units=tuple(units),
        )
        row = verbs.send_development(adviser, given)
        at = office_hours(at + LATER)
        yield at
        for role in told.read:
            verbs.read_development(_holder(self.scene, role, at), row)
        if told.question:
            question = verbs.ask_about_development(_holder(self.scene, told.question_of, at), row, text=told.question)
            if told.answer:
                verbs.answer_about_development(_holder(self.scene, ADVISER, at), question, answer=told.answer)


def _holder(scene: Scene, role: str, at: datetime) -> Actor:
    return scene.actor(Holders(scene.organisation, timezone.localdate(at)).of(role)[0], at)
