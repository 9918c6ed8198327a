"""Rules of the architecture guidelines: the architect judges and grants, the accountable person brings it in line."""

from vijfspoor.actions._permission.common import Rules
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Dossier, OwnGuideline


def _architect(actor: Actor, _dossier: Dossier) -> bool:
    return actor.holds("architect")


def _grants(actor: Actor, dossier: Dossier) -> bool:
    """The architect, but never for an application they answer for themselves."""
    return actor.holds("architect") and dossier.accountable_id != actor.person.pk


def _adopts(actor: Actor, row: OwnGuideline) -> bool:
    """The executive board, but never who wrote it."""
    return actor.holds("executive_board") and row.proposed_by_id != actor.person.pk


def _writes(actor: Actor, _subject: None) -> bool:
    return actor.holds("architect")


RULES: Rules = {
    "propose_guideline": _writes,
    "adopt_guideline": _adopts,
    "judge_guidelines": _architect,
    "grant_exception": _grants,
}
