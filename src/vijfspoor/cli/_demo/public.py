"""Openness in the demo, through the real actions: residents, the council and its answers, and meetings of the board."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from vijfspoor.actions.leadership.answer_council import answer_council
from vijfspoor.actions.leadership.ask_as_resident import ResidentInput, ask_as_resident
from vijfspoor.actions.leadership.keep_board_meeting import adopt_minutes, plan_board_meeting, set_agenda, write_minutes
from vijfspoor.actions.leadership.register_council_item import (
    CouncilItemInput,
    keep_council_meeting,
    register_council_item,
)
from vijfspoor.actions.technology.handle_concern import handle_concern
from vijfspoor.cli._demo.letters import LetterHappening
from vijfspoor.cli._demo.operations import Happening, Scene
from vijfspoor.cli._demo.story import office_hours, reported_at
from vijfspoor.content.demo.openness_schema import OpennessFile, StoryCouncilItem, StoryMeeting, StoryResident
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.leadership.board import may_be_on_agenda
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.queries.system import visitor

LATER = timedelta(hours=2)
# The most decisions on the agenda of a meeting.
ON_AGENDA = 8


def openness(scene: Scene, told: OpennessFile) -> list[Happening]:
    """Return everything that residents, the council and the board did, each to be played step by step."""
    return [
        *(_Resident(scene, item) for item in told.residents),
        *(_Asked(scene, item) for item in told.items),
        _Calendar(scene, told.meetings),
        *(_BoardMeets(scene, item) for item in told.board),
        *(LetterHappening(scene, item) for item in told.letters),
    ]


def _holder(scene: Scene, role: str, at: datetime) -> Actor:
    return scene.actor(Holders(scene.organisation, timezone.localdate(at)).of(role)[0], at)


@dataclass(frozen=True, slots=True)
class _Resident:
    scene: Scene
    told: StoryResident

    def steps(self) -> Iterator[datetime]:
        """Ask, and answer the next hours where the story says so."""
        at = reported_at(self.scene.now, self.told.days)
        yield at
        dossier = self.scene.dossier(self.told.application) if self.told.application else None
        given = ResidentInput(self.told.what, self.told.email)
        contact = ask_as_resident(visitor(self.scene.organisation, at), given, dossier)
        if self.told.answer:
            at = office_hours(at + LATER)
            yield at
            concern = contact.concern
            by = (
                concern.task.assignee
                or Holders(self.scene.organisation, timezone.localdate(at)).of("executive_board")[0]
            )
            handle_concern(self.scene.actor(by, at), concern, text=self.told.answer, settles=True)


@dataclass(frozen=True, slots=True)
class _Asked:
    scene: Scene
    told: StoryCouncilItem

    def steps(self) -> Iterator[datetime]:
        """Register what the council asked, and answer it some weeks later where the story says so."""
        told = self.told
        at = reported_at(self.scene.now, told.days)
        yield at
        day = timezone.localdate(at)
        item = register_council_item(
            _holder(self.scene, "council_clerk", at),
            CouncilItemInput(told.kind, told.title, told.text, told.by, day, day + timedelta(days=told.term)),
        )
        if told.answer:
            at = reported_at(self.scene.now, told.days // 2)
            yield at
            board = _holder(self.scene, "executive_board", at)
            answer_council(board, item, text=told.answer, settles=told.settles)


@dataclass(frozen=True, slots=True)
class _Calendar:
    scene: Scene
    days: tuple[int, ...]

    def steps(self) -> Iterator[datetime]:
        """Put all meetings of the council on the calendar, on the day before the first."""
        at = reported_at(self.scene.now, max(self.days) + 1)
        yield at
        clerk, today = _holder(self.scene, "council_clerk", at), timezone.localdate(self.scene.now)
        for days in self.days:
            keep_council_meeting(clerk, today - timedelta(days=days))


@dataclass(frozen=True, slots=True)
class _BoardMeets:
    scene: Scene
    told: StoryMeeting

    def steps(self) -> Iterator[datetime]:
        """Plan a meeting with what waits, and write and adopt its minutes the day after it was held."""
        told, scene = self.told, self.scene
        at = reported_at(scene.now, max(told.days, 0) + 1)
        yield at
        days_to_come = timedelta(days=max(-told.days, 0))
        held = reported_at(scene.now, told.days) if told.days > 0 else scene.now
        board = _holder(scene, "executive_board", at)
        meeting = plan_board_meeting(board, timezone.localdate(held) + days_to_come, told.title)
        set_agenda(board, meeting, list(may_be_on_agenda(meeting)[:ON_AGENDA]))
        if told.minutes:
            at = office_hours(held + timedelta(days=1))
            yield at
            board = _holder(scene, "executive_board", at)
            adopt_minutes(board, write_minutes(board, meeting, text=told.minutes))
