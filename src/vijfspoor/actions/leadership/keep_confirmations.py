"""Verb of the jobs: open the half-yearly round in which teams and owners confirm what is used."""

from datetime import date, datetime

from django.db import transaction

from vijfspoor.actions import _audit, _notify, _tasks
from vijfspoor.content.confirmation.loader import terms_in_force
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.leadership.confirmation import teams_using, used_dossiers
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.queries.system import system_actors
from vijfspoor.store.models import ConfirmationRequest, ConfirmationRound, Organisation, Person, Task, Unit

MANAGER, OWNER = "team_manager", "department_head"


def keep_confirmations(now: datetime) -> int:
    """Open the round of this half year where there is none yet. Returns how many were asked to confirm."""
    asked = 0
    for actor in system_actors(now):
        asked += open_round(actor)
    return asked


@transaction.atomic
def open_round(actor: Actor) -> int:
    """Ask every team and owner in one organisation. Where nothing is used yet no round opens."""
    terms = terms_in_force(actor.today)
    starts_on = terms.round_of(actor.today)
    Organisation.objects.select_for_update().get(pk=actor.organisation.pk)
    if ConfirmationRound.objects.filter(organisation=actor.organisation, starts_on__gte=starts_on).exists():
        return 0
    used = teams_using(actor.organisation.pk)
    if not used:
        return 0
    _let_go_of(actor)
    opened = ConfirmationRound.objects.create(
        organisation=actor.organisation, starts_on=starts_on, opened_at=actor.now
    )  # fmt: skip
    due_on = _tasks.due(actor, terms.answer_within)
    teams = _ask_teams(actor, opened, frozenset().union(*used.values()), due_on)
    owners = _ask_owners(actor, opened, due_on)
    _audit.record(actor, "confirmation_opened", starts_on=starts_on.isoformat(), teams=teams, owners=owners)
    return teams + owners


def _let_go_of(actor: Actor) -> None:
    """What was never answered in a round before this one is asked anew."""
    _tasks.withdraw(
        actor, Task.objects.filter(organisation=actor.organisation, kind=Task.Kind.CONFIRM, status=Task.Status.OPEN)
    )


def _ask_teams(actor: Actor, opened: ConfirmationRound, using: frozenset[int], due_on: date) -> int:
    """Ask the manager of each team that uses something; a team nobody manages is not asked."""
    holders = Holders(actor.organisation, actor.today)
    asked = 0
    for team in Unit.objects.filter(pk__in=using, is_outside=False).order_by("pk"):
        managers = holders.nearest_in(MANAGER, (team.pk, team.parent_id))
        if managers:
            task = _task(actor, MANAGER, managers[0], team.name, due_on, team)
            ConfirmationRequest.objects.create(round=opened, team=team, task=task)
            asked += 1
    return asked


def _ask_owners(actor: Actor, opened: ConfirmationRound, due_on: date) -> int:
    owning = used_dossiers(actor.organisation.pk).filter(accountable__is_active=True).values("accountable")
    people = Person.objects.filter(pk__in=owning).select_related("unit").order_by("pk")
    for person in people:
        task = _task(actor, OWNER, person, person.unit.name if person.unit else person.name, due_on, None)
        ConfirmationRequest.objects.create(round=opened, owner=person, task=task)
    return len(people)


def _task(actor: Actor, role: str, person: Person, subject: str, due_on: date, unit: Unit | None) -> Task:
    task = Task.objects.create(
        organisation=actor.organisation,
        kind=Task.Kind.CONFIRM,
        role=role,
        assignee=person,
        unit=unit,
        subject=subject,
        due_on=due_on,
        created_at=actor.now,
    )
    _notify.task_given(actor, task)
    return task
