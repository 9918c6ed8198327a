"""How the demo's information manager brought in lists, and said what was found in them."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import StringIO

from django.utils import timezone

from vijfspoor.actions.organisation.find_ai import match_software
from vijfspoor.actions.organisation.import_register import read_register
from vijfspoor.actions.organisation.settle_found_ai import dismiss_found_ai, link_found_ai
from vijfspoor.cli._demo.operations import Happening, Scene
from vijfspoor.cli._demo.story import office_hours
from vijfspoor.content.demo.lists_schema import ListsFile, StoryList
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.store.models import FoundAi

LATER = timedelta(hours=3)


def list_stories(scene: Scene, told: ListsFile) -> list[Happening]:
    """Return every list that was brought in."""
    software = [_Software(scene, told.software, told)] if told.software else []
    return [*software, *([_Register(scene, told.applications)] if told.applications else [])]


@dataclass(frozen=True, slots=True)
class _Software:
    scene: Scene
    told: StoryList
    said: ListsFile

    def steps(self) -> Iterator[datetime]:
        """Look through the list, and say of some of what was found what it is."""
        at = self.scene.moment(self.told.days_ago)
        yield at
        match_software(_manager(self.scene, at), self.told.name, _file(self.told))
        at = office_hours(at + LATER)
        yield at
        manager = _manager(self.scene, at)
        for item in self.said.settled:
            found = FoundAi.objects.get(organisation=self.scene.organisation, product=item.product)
            if item.step == "dismiss":
                dismiss_found_ai(manager, found, reason=item.reason)
            else:
                link_found_ai(manager, found, self.scene.dossier(item.application))


@dataclass(frozen=True, slots=True)
class _Register:
    scene: Scene
    told: StoryList

    def steps(self) -> Iterator[datetime]:
        """Read and check the list; it waits to be taken over."""
        at = self.scene.moment(self.told.days_ago)
        yield at
        read_register(_manager(self.scene, at), self.told.name, _file(self.told))


def _manager(scene: Scene, at: datetime) -> Actor:
    holders = Holders(scene.organisation, timezone.localdate(at)).of("information_manager")
    return scene.actor(holders[0], at)


def _file(told: StoryList) -> bytes:
    file = StringIO()
    csv.writer(file).writerows(told.rows)
    return file.getvalue().encode()
