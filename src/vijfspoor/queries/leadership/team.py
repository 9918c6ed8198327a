"""The team card: what a team uses, how it stands, and what is planned. Counts only; nobody's behaviour."""

from dataclasses import dataclass

from django.db.models import Count, Q

from vijfspoor.content.literacy.dilemmas import dilemmas_in_force
from vijfspoor.domain.people.lesson import Dilemma, Lesson
from vijfspoor.domain.people.small_groups import MINIMUM
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor, in_force
from vijfspoor.queries.dossier.permitted_use import rules_of
from vijfspoor.queries.leadership.confirmation import LastConfirmed, last_confirmed, open_requests, used_by_team
from vijfspoor.queries.people import literacy
from vijfspoor.queries.people.learning import lessons_of
from vijfspoor.store.models import (
    Concern,
    ConfirmationRequest,
    Dossier,
    LearningAssignment,
    Person,
    RoleAssignment,
    TeamTalk,
    Unit,
    UserGroup,
)

CHAMPION = "ai_champion"
_TALKS = 6


@dataclass(frozen=True, slots=True)
class Users:
    """How many people of the team work with it: `number` is None in a small group, `is_known` False when not said."""

    is_known: bool = False
    number: int | None = None
    all_trained: bool = False


@dataclass(frozen=True, slots=True)
class TeamApplication:
    """An application on the card, with the rules of the house and its open concerns."""

    dossier: Dossier
    users: Users
    conditions: tuple[str, ...]
    training: tuple[str, ...]
    concerns: int
    last: LastConfirmed | None


@dataclass(frozen=True, slots=True)
class Planned:
    """What the team is asked to learn before a day."""

    row: LearningAssignment
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk with its card; how many were there only from five people on."""

    row: TeamTalk
    dilemma: Dilemma | None

    @property
    def present(self) -> int | None:
        """How many people were there; None when they were fewer than five."""
        return shown(self.row.present)


@dataclass(frozen=True, slots=True)
class TeamCard:
    """Teamkaart. `figures` are the published ones of this team only; `champion` None when nobody is."""

    team: Unit
    applications: tuple[TeamApplication, ...]
    figures: literacy.Figures | None
    target: int | None
    planned: tuple[Planned, ...]
    talks: tuple[Talk, ...]
    champion: Person | None
    uses_champions: bool
    request: ConfirmationRequest | None

    @property
    def concerns(self) -> int:
        """How many open concerns there are about what the team uses."""
        return sum(item.concerns for item in self.applications)

    @property
    def line(self) -> literacy.Line | None:
        """The team's own line of the published figures."""
        lines = self.figures.lines if self.figures else ()
        return next((line for line in lines if line.name == self.team.name), None)


def shown(number: int) -> int | None:
    """Return a number of people, or None for fewer than five."""
    return number if number >= MINIMUM else None


def teams_of(actor: Actor) -> list[Unit]:
    """Return the teams the actor manages, by name."""
    return list(_visible.teams(actor).select_related("parent").order_by("name"))


def team_of(actor: Actor, pk: int) -> Unit | None:
    """Return one team the actor manages."""
    return _visible.teams(actor).select_related("parent").filter(pk=pk).first()


def card(actor: Actor, team: Unit) -> TeamCard:
    """Return the card of a team. The number of SQL statements does not grow with what it uses."""
    champions = RoleAssignment.objects.filter(in_force(actor.today), role=CHAMPION, unit=team, person__is_active=True)
    newest = literacy.releases(actor)[:1]
    target = literacy.target_of(actor)
    names = literacy.unit_names(actor) if newest else {}
    return TeamCard(
        team=team,
        applications=_applications(actor, team),
        figures=literacy.figures(actor, newest[0], names, target) if newest else None,
        target=target,
        planned=_planned(actor, team),
        talks=talks(actor, team),
        champion=next((row.person for row in champions.select_related("person").order_by("pk")), None),
        uses_champions=CHAMPION in actor.organisation.additions,
        request=next((row for row in open_requests(actor) if row.team_id == team.pk), None),
    )


def _applications(actor: Actor, team: Unit) -> tuple[TeamApplication, ...]:
    rows = list(used_by_team(actor.organisation.pk, team.pk))
    conditions, training = rules_of(rows)
    groups = {row.dossier_id: row for row in UserGroup.objects.filter(dossier__in=rows, name__iexact=team.name)}
    concerns = _visible.concerns(actor).filter(dossier__in=rows, status=Concern.Status.OPEN, part_of__isnull=True)
    counted = dict(concerns.order_by().values_list("dossier_id").annotate(n=Count("pk")))
    last = last_confirmed([row.pk for row in rows], actor.today)
    return tuple(
        TeamApplication(
            dossier=row,
            users=_users(groups.get(row.pk)),
            conditions=tuple(conditions[row.pk]),
            training=tuple(training[row.pk]),
            concerns=counted.get(row.pk, 0),
            last=last.get(row.pk),
        )
        for row in rows
    )


def _users(group: UserGroup | None) -> Users:
    return Users() if group is None else Users(True, shown(group.size), group.may_have_access)


def _planned(actor: Actor, team: Unit) -> tuple[Planned, ...]:
    known = {item.code: item for item in lessons_of(actor.organisation, actor.today)}
    rows = _visible.learning_assignments(actor).filter(due_on__gte=actor.today, role="")
    mine = rows.filter(Q(unit__isnull=True) | Q(unit=team) | Q(unit=team.parent_id))
    return tuple(
        Planned(row, tuple(known[code] for code in row.lessons if code in known))
        for row in mine.select_related("unit").order_by("due_on", "pk")
    )


def talks(actor: Actor, team: Unit) -> tuple[Talk, ...]:
    """Return the last talks of a team, the newest first."""
    cards = {item.code: item for item in dilemmas_in_force(actor.today)}
    rows = TeamTalk.objects.filter(organisation=actor.organisation, team=team).order_by("-held_on", "-pk")[:_TALKS]
    return tuple(Talk(row, cards.get(row.dilemma)) for row in rows)


def next_card(actor: Actor, team: Unit) -> str:
    """Return the code of the first dilemma the team did not talk about yet; empty when it had them all."""
    had = set(TeamTalk.objects.filter(organisation=actor.organisation, team=team).values_list("dilemma", flat=True))
    return next((item.code for item in dilemmas_in_force(actor.today) if item.code not in had), "")


def colleagues(actor: Actor, team: Unit) -> list[Person]:
    """Return who works in a team, by name, to choose a champion from."""
    return list(_visible.people(actor).filter(unit=team, is_active=True).order_by("name"))
