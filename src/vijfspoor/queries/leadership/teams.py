"""All teams for who reads all figures: that they talked, have a champion and confirmed; and what indicators count."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet

from vijfspoor.domain.leadership.confirmation import Share, quarter_start
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor, in_force
from vijfspoor.queries.leadership.confirmation import confirmed_by_owner, teams_using
from vijfspoor.queries.leadership.team import CHAMPION
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.store.models import ConfirmationRound, Organisation, RoleAssignment, TeamTalk, Unit

MANAGER = "team_manager"


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team in the overview. `confirmed` is None when it was not asked in the newest round."""

    team: Unit
    uses: int
    last_talk: date | None
    has_champion: bool
    is_managed: bool
    confirmed: bool | None


@dataclass(frozen=True, slots=True)
class Overview:
    """Every team, with the shares that indicators C4, L4 and O6 count."""

    rows: tuple[TeamRow, ...]
    talked: Share
    champions: Share
    confirmed: Share
    uses_champions: bool


def overview(actor: Actor) -> Overview | None:
    """Return every team, without a word of what was said; None for who does not read all figures."""
    if not _visible.reads_all_figures(actor):
        return None
    organisation, today = actor.organisation, actor.today
    held = _held(organisation, today)
    managed = {unit for role, unit in held if role == MANAGER}
    answered = _answered(organisation)
    uses: dict[int, int] = {}
    for using in teams_using(organisation.pk).values():
        for team in using:
            uses[team] = uses.get(team, 0) + 1
    rows = _teams(organisation).select_related("parent").annotate(last_talk=Max("talks__held_on"))
    return Overview(
        rows=tuple(
            TeamRow(
                team=row,
                uses=uses.get(row.pk, 0),
                last_talk=row.last_talk,
                has_champion=(CHAMPION, row.pk) in held,
                is_managed=bool({row.pk, row.parent_id} & managed),
                confirmed=answered.get(row.pk),
            )
            for row in rows.order_by("parent__name", "name")
        ),
        talked=teams_that_talked(organisation, today),
        champions=teams_with_champion(organisation, today),
        confirmed=confirmed_by_owner(organisation.pk, today),
        uses_champions=CHAMPION in wheel_for(organisation, today).additions,
    )


def teams_that_talked(organisation: Organisation, today: date) -> Share:
    """Indicator C4: teams that held a talk about AI in the quarter of `today`, of all teams; two SQL statements."""
    teams = _teams(organisation)
    held = TeamTalk.objects.filter(team__in=teams, held_on__range=(quarter_start(today), today))
    return Share(held.values("team").distinct().count(), teams.count())


def teams_with_champion(organisation: Organisation, today: date) -> Share:
    """Indicator L4: teams with a champion in service, of all teams; two SQL statements."""
    teams = _teams(organisation)
    held = RoleAssignment.objects.filter(in_force(today), role=CHAMPION, unit__in=teams, person__is_active=True)
    return Share(held.values("unit").distinct().count(), teams.count())


def _teams(organisation: Organisation) -> QuerySet[Unit]:
    return Unit.objects.filter(organisation=organisation, kind=Unit.Kind.TEAM, is_outside=False)


def _held(organisation: Organisation, today: date) -> set[tuple[str, int | None]]:
    rows = RoleAssignment.objects.filter(in_force(today), organisation=organisation, person__is_active=True)
    return set(rows.filter(role__in=[CHAMPION, MANAGER]).values_list("role", "unit_id"))


def _answered(organisation: Organisation) -> dict[int, bool]:
    """Return team -> whether it answered in the newest round; two SQL statements."""
    newest = ConfirmationRound.objects.filter(organisation=organisation).order_by("-starts_on").first()
    if newest is None:
        return {}
    asked = newest.requests.filter(team__isnull=False)
    return {team: at is not None for team, at in asked.values_list("team_id", "answered_at")}
