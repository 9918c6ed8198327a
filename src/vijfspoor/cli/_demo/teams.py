"""How the demo's teams and owners confirmed the picture, talked about AI and named champions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from vijfspoor.actions.leadership.confirm_use import ConfirmationInput, UseAnswer, confirm_use
from vijfspoor.actions.leadership.hold_team_talk import TalkInput, hold_team_talk
from vijfspoor.actions.leadership.keep_confirmations import open_round
from vijfspoor.actions.leadership.name_champion import name_champion
from vijfspoor.actions.technology.keep_user_group import UserGroupInput, keep_user_group
from vijfspoor.cli._demo.operations import Happening, Scene
from vijfspoor.content.demo.team_schema import StoryChampion, StoryConfirmation, StoryTalk, StoryUsers, TeamsFile
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.leadership.confirmation import asked_about
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.queries.system import system_actor
from vijfspoor.store.models import ConfirmationRequest, Unit


def team_stories(scene: Scene, told: TeamsFile) -> list[Happening]:
    """Return everything that happened in teams, each a step of its own."""
    story = _Teams(scene)
    found: list[Happening] = [_Step(scene, item.days_ago, story.talk(item)) for item in told.talks]
    found += [_Step(scene, item.days_ago, story.champion(item)) for item in told.champions]
    found += [_Step(scene, item.days_ago, story.users(item)) for item in told.users]
    if told.round_days_ago is not None:
        found.append(_Step(scene, told.round_days_ago, story.opened))
        found += [_Step(scene, item.days_ago, story.confirmed(item)) for item in told.confirmations]
    return found


@dataclass(frozen=True, slots=True)
class _Step:
    scene: Scene
    days_ago: int
    take: Callable[[datetime], None]

    def steps(self) -> Iterator[datetime]:
        """Wait for the moment, then do it."""
        at = self.scene.moment(self.days_ago)
        yield at
        self.take(at)


@dataclass(frozen=True, slots=True)
class _Teams:
    scene: Scene

    def opened(self, at: datetime) -> None:
        """Open the round, as the jobs do."""
        actor = system_actor(self.scene.organisation, at)
        if actor is not None:
            open_round(actor)

    def confirmed(self, told: StoryConfirmation) -> Callable[[datetime], None]:
        """Confirm for a team, or as an owner."""

        def take(at: datetime) -> None:
            rows = ConfirmationRequest.objects.select_related("round", "task__assignee", "team").filter(
                round__organisation=self.scene.organisation
            )
            request = rows.get(team__name=told.team) if told.team else rows.get(owner__name=told.owner)
            said = {item.application: UseAnswer(item.state, item.note) for item in told.answers}
            answers = {row.number: said.get(row.name, UseAnswer("used")) for row in asked_about(request)}
            actor = self.scene.actor(request.task.assignee, at)
            confirm_use(actor, request, ConfirmationInput(answers, told.found))

        return take

    def talk(self, told: StoryTalk) -> Callable[[datetime], None]:
        """Log a talk, as the manager of the team."""

        def take(at: datetime) -> None:
            team, manager = self._manager(told.team, at)
            hold_team_talk(manager, team, TalkInput(manager.today, told.agreed, told.present, told.dilemma))

        return take

    def champion(self, told: StoryChampion) -> Callable[[datetime], None]:
        """Name a champion, as the manager of the team."""

        def take(at: datetime) -> None:
            team, manager = self._manager(told.team, at)
            name_champion(manager, team, team.people.get(name=told.person))

        return take

    def users(self, told: StoryUsers) -> Callable[[datetime], None]:
        """Say how many work with an application, as the manager of the team."""

        def take(at: datetime) -> None:
            _team, manager = self._manager(told.team, at)
            given = UserGroupInput(told.team, told.size, told.training, told.size)
            keep_user_group(manager, self.scene.dossier(told.application), given)

        return take

    def _manager(self, name: str, at: datetime) -> tuple[Unit, Actor]:
        team = self.scene.organisation.units.get(name=name)
        holders = Holders(self.scene.organisation, timezone.localdate(at))
        return team, self.scene.actor(holders.nearest_in("team_manager", (team.pk,))[0], at)
