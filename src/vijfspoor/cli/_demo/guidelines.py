"""How the demo's architect judged applications, through the real actions; what ended is asked to be repaired."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from vijfspoor.actions.technology.grant_exception import grant_exception
from vijfspoor.actions.technology.judge_guidelines import JudgementInput, judge_guidelines
from vijfspoor.actions.technology.keep_exceptions import keep_exceptions
from vijfspoor.cli._demo.operations import Scene
from vijfspoor.cli._demo.story import office_hours
from vijfspoor.content.demo.architecture_schema import StoryGuidelines


@dataclass(frozen=True, slots=True)
class GuidelineHappening:
    """An application the architect looked at."""

    scene: Scene
    told: StoryGuidelines

    def steps(self) -> Iterator[datetime]:
        """Judge, grant the exceptions, and let the jobs see the first one end."""
        scene, told = self.scene, self.told
        at = scene.moment(told.days_ago)
        yield at
        dossier = scene.dossier(told.application)
        architect = scene.holder("architect", dossier, at)
        given = {item.code: JudgementInput(item.meets, item.note) for item in told.judgements}
        judge_guidelines(architect, dossier, given)
        today = timezone.localdate(scene.now)
        for item in told.exceptions:
            until = today + timedelta(days=item.until_days)
            grant_exception(architect, dossier, item.code, reason=item.reason, until=until)
        ended = [item.until_days for item in told.exceptions if item.until_days < 0]
        if ended:
            at = office_hours(scene.now + timedelta(days=min(ended) + 1))
            yield at
            keep_exceptions(at)
