"""How the demo's information manager works on another set-up, and how a department head gave a mandate."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from vijfspoor.actions.organisation.advance_setup import ROLE, propose_setup, send_back_setup
from vijfspoor.actions.organisation.keep_mandate import MandateInput, give_mandate
from vijfspoor.actions.organisation.write_setup import begin_setup, write_note, write_row
from vijfspoor.cli._demo.operations import Happening, Scene
from vijfspoor.cli._demo.story import office_hours
from vijfspoor.content.demo.setup_schema import SetupFile, StoryMandate, StorySetup
from vijfspoor.queries.organisation.holders import Holders


def setup_stories(scene: Scene, told: SetupFile) -> list[Happening]:
    """Return every version and mandate, to be played step by step."""
    return [*(_Version(scene, item) for item in told.versions), *(_Mandate(scene, item) for item in told.mandates)]


@dataclass(frozen=True, slots=True)
class _Version:
    scene: Scene
    told: StorySetup

    def steps(self) -> Iterator[datetime]:
        """Begin the version, write its rows, and have it sent back where that is told."""
        at = self.scene.moment(self.told.days_ago)
        yield at
        person = Holders(self.scene.organisation, timezone.localdate(at)).of(self.told.role)[0]
        actor = self.scene.actor(person, at)
        version = begin_setup(actor)
        for activity, row in self.told.rows.items():
            write_row(actor, version, activity, row)
        write_note(actor, version, self.told.note)
        if self.told.sent_back:
            propose_setup(actor, version)
            at = office_hours(at + timedelta(days=2))
            yield at
            board = self.scene.actor(Holders(self.scene.organisation, timezone.localdate(at)).of(ROLE)[0], at)
            send_back_setup(board, version, reasons=self.told.sent_back)


@dataclass(frozen=True, slots=True)
class _Mandate:
    scene: Scene
    told: StoryMandate

    def steps(self) -> Iterator[datetime]:
        """Give the mandate."""
        at = self.scene.moment(self.told.days_ago)
        yield at
        people = self.scene.organisation.people
        actor = self.scene.actor(people.get(name=self.told.mandator), at)
        given = MandateInput(
            gate=self.told.gate,
            route=self.told.route,
            holder=people.get(name=self.told.holder),
            limits=self.told.limits,
            valid_until=actor.today + timedelta(days=self.told.days),
        )
        give_mandate(actor, given)
