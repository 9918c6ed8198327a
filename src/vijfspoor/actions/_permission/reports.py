"""Rules of what derives from the file: bundles and requests under the Woo, the yearly account and the AI-overleg."""

from typing import Any

from vijfspoor.actions._permission.common import Rules
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import WooRequest


def _handles_woo(actor: Actor, _dossier: Any) -> bool:
    """Who weighs what may be public: the legal adviser, and who keeps the whole register."""
    return actor.holds("legal_adviser", "information_manager", "ai_coordinator")


def _answers_woo(actor: Actor, request: WooRequest) -> bool:
    """Who handles the Woo, and whoever was asked to answer this request."""
    return _handles_woo(actor, request) or _visible.own_tasks(actor).filter(pk=request.task_id).exists()


def _writes_account(actor: Actor, _subject: Any) -> bool:
    """Who keeps the whole picture, and the policy adviser."""
    return actor.holds("information_manager", "policy_adviser", "ai_coordinator")


def _board(actor: Actor, _subject: Any) -> bool:
    return actor.holds("executive_board")


def _at_the_table(actor: Actor, _subject: Any) -> bool:
    """Everyone with a role in the AI-overleg: who may read advice."""
    return _visible.may_read_advice(actor)


def _keeps_meeting(actor: Actor, _subject: Any) -> bool:
    return actor.holds("information_manager", "information_adviser", "ai_coordinator")


RULES: Rules = {
    "weigh_woo": _handles_woo,
    "register_woo_request": _handles_woo,
    "answer_woo_request": _answers_woo,
    "write_year_account": _writes_account,
    "adopt_year_account": _board,
    "put_on_ai_meeting": _at_the_table,
    "keep_ai_meeting": _keeps_meeting,
}
