"""How the demo's board got hours and euros to assign, what owners of measures asked, and what the board said."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from vijfspoor.actions.leadership.ask_means import ask_means, need_no_means
from vijfspoor.actions.leadership.assign_means import assign_means, refuse_means
from vijfspoor.actions.leadership.keep_means import SourceInput, add_means_source
from vijfspoor.cli._demo.operations import Happening, Scene
from vijfspoor.cli._demo.story import office_hours
from vijfspoor.content.demo.means_schema import MeansFile, StoryAssigned, StoryMeans
from vijfspoor.domain.leadership.means import Means
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.store.models import Task

LATER = timedelta(days=1)


def means_stories(scene: Scene, told: MeansFile) -> list[Happening]:
    """Return the sources and everything that was asked, each to be played step by step."""
    return [*([_Sources(scene, told)] if told.sources else []), *(_Asked(scene, item) for item in told.asked)]


def _board(scene: Scene, at: datetime) -> Actor:
    return scene.actor(Holders(scene.organisation, timezone.localdate(at)).of("executive_board")[0], at)


@dataclass(frozen=True, slots=True)
class _Sources:
    scene: Scene
    told: MeansFile

    def steps(self) -> Iterator[datetime]:
        """Add the sources."""
        at = self.scene.moment(self.told.sources_days_ago)
        yield at
        board = _board(self.scene, at)
        for item in self.told.sources:
            year = board.today.year + item.years_ahead
            add_means_source(board, SourceInput(item.name, Means(item.hours, item.euros), year))


@dataclass(frozen=True, slots=True)
class _Asked:
    scene: Scene
    told: StoryMeans

    def steps(self) -> Iterator[datetime]:
        """Let the owner ask, and the board answer where an answer is told."""
        at = self.scene.moment(self.told.days_ago)
        yield at
        task = self._task()
        if task.assignee is None:
            raise ValueError(f"{self.told.measure}: nobody owns this measure")
        owner, given = self.scene.actor(task.assignee, at), Means(self.told.hours, self.told.euros)
        if given.is_nothing:
            need_no_means(owner, task)
            return
        ask_means(owner, task, given, why=self.told.why)
        if self.told.assigned is None and not self.told.refused:
            return
        at = office_hours(at + LATER)
        yield at
        board = _board(self.scene, at)
        if self.told.assigned is None:
            refuse_means(board, task, reasons=self.told.refused)
        else:
            self._assign(board, task, self.told.assigned)

    def _assign(self, board: Actor, task: Task, told: StoryAssigned) -> None:
        source = self.scene.organisation.means_sources.get(name=told.source)
        assign_means(board, task, source, Means(told.hours, told.euros))

    def _task(self) -> Task:
        tasks = self.scene.dossier(self.told.application).tasks.select_related("dossier", "assignee")
        return tasks.get(kind=Task.Kind.CONDITION, subject=self.told.measure)
