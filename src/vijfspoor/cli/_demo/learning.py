"""Learning in the demo, through the real actions: what HR offered, put in paths and asked, and who did it already."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from vijfspoor.actions.people.assign_learning import AssignmentInput, assign_learning, assign_path
from vijfspoor.actions.people.finish_lesson import finish_lesson
from vijfspoor.actions.people.import_completions import import_completions
from vijfspoor.actions.people.keep_module import ModuleInput, keep_module
from vijfspoor.actions.people.keep_path import PathInput, keep_path, require_modules
from vijfspoor.actions.technology.keep_user_group import UserGroupInput, keep_user_group
from vijfspoor.cli._demo.story import reported_at
from vijfspoor.content.demo.literacy_schema import StoryFirst, StoryLearning, StoryModule, StoryPath, StoryPaths
from vijfspoor.domain.ethics.legal_term import add_months
from vijfspoor.integrations.results import ResultRow
from vijfspoor.queries.actor import Actor, actor_for
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.queries.people.learning import lessons_of, people_of
from vijfspoor.store.models import LearningAssignment, LearningModule, Organisation


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


@dataclass(frozen=True, slots=True)
class PathsHappening:
    """How HR offered modules, made paths, and asked groups to do them."""

    organisation: Organisation
    told: StoryPaths
    now: datetime

    def steps(self) -> Iterator[datetime]:
        """Offer and ask it, and a few days later take over who finished."""
        at = reported_at(self.now, self.told.days_ago)
        yield at
        hr = self._hr(at)
        made = {item.key: self._offer(hr, item) for item in self.told.modules}
        for path in self.told.paths:
            self._path(hr, path, made)
        for first in self.told.first:
            self._first(hr, first, made)
        at = reported_at(self.now, self.told.days_ago - 4)
        yield at
        for item in self.told.modules:
            if item.done:
                self._results(self._hr(at), made[item.key], item.done)

    def _hr(self, at: datetime) -> Actor:
        return actor_for(next(iter(Holders(self.organisation, at.date()).of("hr_adviser"))), at, via="demo")

    def _offer(self, hr: Actor, item: StoryModule) -> LearningModule:
        given = item.model_dump(exclude={"key", "months_old", "done"})
        return keep_module(hr, ModuleInput(**given, made_on=add_months(hr.today, -item.months_old)))

    def _path(self, hr: Actor, told: StoryPath, made: Mapping[str, LearningModule]) -> None:
        given = PathInput(told.name, _codes(told.modules, made), told.days, told.about, told.role)
        path = keep_path(hr, given)
        if told.reason:
            assign_path(hr, path, reason=told.reason, role=told.role)

    def _first(self, hr: Actor, told: StoryFirst, made: Mapping[str, LearningModule]) -> None:
        dossier = self.organisation.dossiers.get(name=told.application)
        unit = self.organisation.units.get(name=told.unit)
        keep_user_group(hr, dossier, UserGroupInput(told.unit, unit.people.count(), told.training, 0, unit.pk))
        path = require_modules(hr, dossier, _codes(told.modules, made), days=told.days)
        if told.reason:
            assign_path(hr, path, reason=told.reason)

    def _results(self, hr: Actor, module: LearningModule, done: int) -> None:
        people = self.organisation.people.filter(is_active=True, unit__is_outside=False).order_by("-pk")[:done]
        import_completions(hr, module, [ResultRow(number, row.email) for number, row in enumerate(people, 1)])


def _codes(modules: Sequence[str], made: Mapping[str, LearningModule]) -> list[str]:
    return [made[name].code if name in made else name for name in modules]
