"""Verbs of a team manager: log a talk with the team about AI, and plan the team's next training."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.people.assign_learning import AssignmentInput, assign_now
from vijfspoor.content.literacy.dilemmas import dilemmas_in_force
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import LearningAssignment, TeamTalk, Unit

MOST = {"agreed": 2500}
MOST_PRESENT = 500
LONGEST_AGO = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class TalkInput:
    """Teamgesprek, as typed. An empty `dilemma` is a subject of the team's own; numbers and days may be None."""

    held_on: date | None
    agreed: str
    present: int | None
    dilemma: str = ""


@transaction.atomic
def hold_team_talk(actor: Actor, team: Unit, given: TalkInput) -> TeamTalk:
    """Log a talk that was held. Raises InvalidInput at the field, also when the agreement names a colleague."""
    _permission.require(actor, "hold_team_talk", team)
    errors: dict[str, list[str]] = {}
    if given.held_on is None or not actor.today - LONGEST_AGO <= given.held_on <= actor.today:
        errors["held_on"] = [_("Fill in the day of the talk, at most a year ago.")]
    if given.present is None or not 1 <= given.present <= MOST_PRESENT:
        errors["present"] = [_("Write how many people were there.")]
    if given.dilemma and given.dilemma not in {item.code for item in dilemmas_in_force(actor.today)}:
        errors["dilemma"] = [_("Choose a card from the list.")]
    try:
        agreed = _agreed(actor, given.agreed)
    except InvalidInput as error:
        errors |= error.errors
    if errors or given.held_on is None or given.present is None:
        raise InvalidInput(errors)
    row = TeamTalk.objects.create(
        organisation=actor.organisation,
        team=team,
        held_on=given.held_on,
        dilemma=given.dilemma,
        agreed=agreed,
        present=given.present,
        by=actor.person,
        by_name=actor.person.name,
        at=actor.now,
    )
    _audit.record(actor, "team_talk_held", team=team.pk, talk=row.pk, held_on=given.held_on.isoformat())
    return row


@transaction.atomic
def plan_team_training(actor: Actor, team: Unit, given: AssignmentInput) -> LearningAssignment:
    """Ask the whole team to do lessons before a day. Raises InvalidInput at the field."""
    _permission.require(actor, "plan_team_training", team)
    return assign_now(actor, replace(given, unit=team.pk, role=""))


def _agreed(actor: Actor, text: str) -> str:
    """Return what was agreed. A full name of a colleague has no place in it: it is about the team."""
    said = checked({"agreed": text}, MOST, {"agreed": _("Write what you agreed, in one or two sentences.")})["agreed"]
    lowered = said.lower()
    people = _visible.people(actor).filter(is_active=True).values_list("name", flat=True)
    if any(name.lower() in lowered for name in people):
        raise InvalidInput({"agreed": [_("Leave out names of colleagues: this is about the team.")]})
    return said
