"""Learning in the demo, through the real actions: what HR asked everyone and one team, and who did it already."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from vijfspoor.actions.assign_learning import AssignmentInput, assign_learning
from vijfspoor.actions.finish_lesson import finish_lesson
from vijfspoor.cli._demo_story import reported_at
from vijfspoor.content.demo.literacy_schema import StoryLearning
from vijfspoor.queries.actor import Actor, actor_for
from vijfspoor.queries.holders import Holders
from vijfspoor.queries.learning import lessons_of, people_of
from vijfspoor.store.models import LearningAssignment, Organisation


@dataclass(frozen=True, slots=True)
class LearningHappening:
    """One assignment: asked, and done by the first of its group."""

    organisation: Organisation
    told: StoryLearning
    now: datetime

    def steps(self) -> Iterator[datetime]:
        """Ask the group, and a few days later let some do the lessons."""
        told = self.told
        at = reported_at(self.now, told.days_ago)
        yield at
        hr = actor_for(next(iter(Holders(self.organisation, at.date()).of("hr_adviser"))), at, via="demo")
        row = assign_learning(hr, self._given(hr))
        at = reported_at(self.now, told.days_ago - 4)
        yield at
        self._do(row, at)

    def _given(self, hr: Actor) -> AssignmentInput:
        told = self.told
        unit = self.organisation.units.get(name=told.unit).pk if told.unit else 0
        due = hr.today + timedelta(days=told.in_days)
        return AssignmentInput(told.lessons, told.reason, due, unit, told.role)

    def _do(self, row: LearningAssignment, at: datetime) -> None:
        for person in people_of(row, at.date()).select_related("organisation")[: self.told.done]:
            actor = actor_for(person, at, via="demo")
            for lesson in lessons_of(self.organisation, actor.today):
                if lesson.code in row.lessons:
                    right = {item.code: next(o.code for o in item.options if o.is_right) for item in lesson.questions}
                    finish_lesson(actor, lesson, right)
