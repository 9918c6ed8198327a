"""Rules of the council and the board: who registers what the council asks, who answers it, and who assigns means."""

from typing import Any

from vijfspoor.actions._permission.common import Rules
from vijfspoor.domain.organisation.responsibility import BOARD
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.leadership.council_letters import sender
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.store.models import CouncilItem, Task


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


def _assigns(actor: Actor, _subject: Any) -> bool:
    """The executive board, and the municipal executive where that role is held."""
    return actor.holds(*BOARD)


def _takes_measure(actor: Actor, task: Task) -> bool:
    """The owner of the measure, and who stands in for them."""
    return _visible.own_tasks(actor).filter(pk=task.pk).exists()


def _sends_letters(actor: Actor, _subject: Any) -> bool:
    """The office that writes to the council, and who stands in for it."""
    office = sender(actor.organisation, actor.today)
    if actor.holds(office) or not actor.stands_in_for:
        return actor.holds(office)
    return any(person.pk in actor.stands_in_for for person in Holders(actor.organisation, actor.today).of(office))


def _writes_letters(actor: Actor, subject: Any) -> bool:
    """The board, the municipal executive and the policy adviser."""
    return actor.holds("executive_board", "college", "policy_adviser") or _sends_letters(actor, subject)


RULES: Rules = {
    "keep_board_agenda": _prepares_board,
    "adopt_minutes": _board,
    "keep_means": _assigns,
    "assign_means": _assigns,
    "withdraw_means": _assigns,
    "ask_means": _takes_measure,
    "keep_council": _council,
    "answer_council": _answers_council,
    "write_council_letter": _writes_letters,
    "send_council_letter": _sends_letters,
}
