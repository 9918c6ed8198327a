"""The indicators in the demo: measured by the real verb at the end of past months, so that trends show."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from vijfspoor.actions.organisation.keep_indicators import keep_of
from vijfspoor.actions.organisation.steer_maturity import explain_level, want_level
from vijfspoor.cli._demo.operations import Happening, Scene
from vijfspoor.content.demo.maturity_schema import MaturityFile
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.queries.organisation.indicators import track_named


def indicator_stories(scene: Scene, told: MaturityFile) -> list[Happening]:
    """Return the measurements and what people said, to be played in the order of time."""
    measured: list[Happening] = [_Measurements(scene, told)] if told.measured_days_ago else []
    said: list[Happening] = [_Said(scene, told)] if told.wanted or told.notes else []
    return [*measured, *said]


@dataclass(frozen=True, slots=True)
class _Measurements:
    scene: Scene
    told: MaturityFile

    def steps(self) -> Iterator[datetime]:
        """Measure on each of the days."""
        for days in sorted(self.told.measured_days_ago, reverse=True):
            at = self.scene.moment(days)
            yield at
            keep_of(self.scene.organisation, at)


@dataclass(frozen=True, slots=True)
class _Said:
    scene: Scene
    told: MaturityFile

    def steps(self) -> Iterator[datetime]:
        """The board adopts the levels it wants, and others explain."""
        at = self.scene.moment(self.told.days_ago)
        yield at
        holders = Holders(self.scene.organisation, at.date())
        for said in self.told.wanted:
            actor = self.scene.actor(holders.of("executive_board")[0], at)
            track = track_named(actor, said.track)
            if track is not None:
                want_level(actor, track, level=said.level, reason=said.reason)
        for note in self.told.notes:
            actor = self.scene.actor(holders.of(note.role)[0], at)
            track = track_named(actor, note.track)
            if track is not None:
                explain_level(actor, track, text=note.text)
