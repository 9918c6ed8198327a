"""Rules of the council and the board: who registers what the council asks, and who answers it."""

from typing import Any

from vijfspoor.actions._permission.common import Rules
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import CouncilItem


def _council(actor: Actor, _subject: Any) -> bool:
    return actor.holds("council", "council_clerk")


def _answers_council(actor: Actor, item: CouncilItem) -> bool:
    """The board, and who was asked in its place."""
    return actor.holds("executive_board") or _visible.own_tasks(actor).filter(pk=item.task_id).exists()


def _prepares_board(actor: Actor, _subject: Any) -> bool:
    """The board itself, and who prepares its meetings."""
    return actor.holds("executive_board", "information_manager", "ai_coordinator")


def _board(actor: Actor, _subject: Any) -> bool:
    return actor.holds("executive_board")


RULES: Rules = {
    "keep_board_agenda": _prepares_board,
    "adopt_minutes": _board,
    "keep_council": _council,
    "answer_council": _answers_council,
}
