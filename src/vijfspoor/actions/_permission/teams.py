"""Rules of teams: who was asked confirms; a team's own manager logs its talks and plans its training."""

from vijfspoor.actions._permission.common import Rules
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import ConfirmationRequest, Unit


def _was_asked(actor: Actor, request: ConfirmationRequest) -> bool:
    return _visible.confirmation_requests(actor).filter(pk=request.pk).exists()


def _manages(actor: Actor, team: Unit) -> bool:
    return bool(_visible.own_teams(actor) & {team.pk, team.parent_id})


def _names_champion(actor: Actor, team: Unit) -> bool:
    """The manager of the team; where nobody is, who keeps the roles."""
    return _manages(actor, team) or actor.person.is_administrator


RULES: Rules = {
    "confirm_use": _was_asked,
    "hold_team_talk": _manages,
    "plan_team_training": _manages,
    "name_champion": _names_champion,
}
