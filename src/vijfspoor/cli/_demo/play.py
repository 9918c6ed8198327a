"""Plays the stories of a demo municipality in the order of time, so its record reads as it would have happened."""

from collections.abc import Sequence
from datetime import datetime
from heapq import heapify, heappop, heappush

from django.db import transaction
from django.db.models import F

from vijfspoor.actions.organisation.keep_indicators import keep_of
from vijfspoor.cli._demo import organisation as _demo_organisation
from vijfspoor.cli._demo.campaigns import CampaignHappening
from vijfspoor.cli._demo.data import data_stories
from vijfspoor.cli._demo.findings import LinterRounds, last_round
from vijfspoor.cli._demo.guidelines import GuidelineHappening
from vijfspoor.cli._demo.indicators import indicator_stories
from vijfspoor.cli._demo.insight import insight_stories
from vijfspoor.cli._demo.learning import LearningHappening, PathsHappening
from vijfspoor.cli._demo.life import DemoLife
from vijfspoor.cli._demo.lists import list_stories
from vijfspoor.cli._demo.literacy import LiteracyHappening
from vijfspoor.cli._demo.means import means_stories
from vijfspoor.cli._demo.needs import need_stories
from vijfspoor.cli._demo.operations import Happening, Scene, happenings
from vijfspoor.cli._demo.policies import policy_stories
from vijfspoor.cli._demo.public import openness
from vijfspoor.cli._demo.reports import report_stories
from vijfspoor.cli._demo.setup import setup_stories
from vijfspoor.cli._demo.story import DemoStory
from vijfspoor.cli._demo.suppliers import supplier_stories
from vijfspoor.cli._demo.teams import team_stories
from vijfspoor.content.demo.literacy_schema import LiteracyFile
from vijfspoor.content.demo.loader import municipality
from vijfspoor.store.models import Organisation


@transaction.atomic
def play(name: str, now: datetime) -> int:
    """Create the municipality `name` and play all its stories up to `now`. Returns how many stories there are."""
    demo = municipality(name)
    organisation = _demo_organisation.create(demo, now)
    stories = [DemoStory(organisation, story, now) for story in demo.stories]
    scene = Scene(organisation, now, {concern.key: concern for concern in demo.operations.concerns})
    architecture = [GuidelineHappening(scene, item) for item in demo.guidelines.judged]
    lives = [DemoLife(organisation, told, now) for told in demo.lives]
    learning = _learning(organisation, demo.literacy, now)
    bought = supplier_stories(organisation, demo.suppliers, now)
    open_doors = openness(scene, demo.openness) if demo.openness else []
    data = [
        *data_stories(scene, demo.data),
        *policy_stories(scene, demo.policies),
        *need_stories(scene, demo.needs),
        *team_stories(scene, demo.teams),
        *list_stories(scene, demo.lists),
        *insight_stories(scene, demo.insight),
        *setup_stories(scene, demo.setup),
        *indicator_stories(scene, demo.maturity),
        *report_stories(scene, demo.reports),
        *means_stories(scene, demo.means),
    ]
    happened = [*happenings(scene, demo.operations), *architecture, *lives, *learning, *bought, *data, *open_doors]
    _in_order_of_time([*stories, *happened, LinterRounds(organisation, now)], now)
    last_round(organisation, now)
    keep_of(organisation, now)
    # Mail about what happened weeks ago must not leave when the jobs start.
    organisation.messages.update(sent_at=F("created_at"))
    organisation.outside_mails.all().delete()
    return len(stories)


def _learning(organisation: Organisation, told: LiteracyFile | None, now: datetime) -> list[Happening]:
    if told is None:
        return []
    asked = [LearningHappening(organisation, item, now) for item in told.learning]
    held = [CampaignHappening(organisation, item, now) for item in told.campaigns]
    paths = [PathsHappening(organisation, told.paths, now)] if told.paths else []
    return [LiteracyHappening(organisation, told, now), *asked, *held, *paths]


def _in_order_of_time(stories: Sequence[Happening], now: datetime) -> None:
    """Let the story whose next step comes first take that step, until all are over or have reached `now`."""
    waiting = []
    for order, story in enumerate(stories):
        steps = story.steps()
        waiting.append((next(steps), order, steps))
    heapify(waiting)
    while waiting:
        _, order, steps = heappop(waiting)
        following = next(steps, None)
        if following is not None and following < now:
            heappush(waiting, (following, order, steps))
