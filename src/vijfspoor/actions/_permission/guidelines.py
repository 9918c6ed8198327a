"""Rules of the architecture guidelines: the architect judges and grants, the accountable person brings it in line."""

from vijfspoor.actions._permission.common import Rules
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Dossier


def _architect(actor: Actor, _dossier: Dossier) -> bool:
    return actor.holds("architect")


def _grants(actor: Actor, dossier: Dossier) -> bool:
    """The architect, but never for an application they answer for themselves."""
    return actor.holds("architect") and dossier.accountable_id != actor.person.pk


RULES: Rules = {
    "judge_guidelines": _architect,
    "grant_exception": _grants,
}
