"""Rules of indicators and maturity: the board says what it wants, policy and management roles explain."""

from vijfspoor.actions._permission.common import Rules
from vijfspoor.queries.actor import Actor

_EXPLAIN = (
    "policy_adviser", "information_manager", "executive_board", "department_head", "hr_adviser", "ai_coordinator",
)  # fmt: skip


def _wants(actor: Actor, _subject: object) -> bool:
    return actor.holds("executive_board")


def _explains(actor: Actor, _subject: object) -> bool:
    return actor.holds(*_EXPLAIN)


RULES: Rules = {
    "want_level": _wants,
    "explain_level": _explains,
}
