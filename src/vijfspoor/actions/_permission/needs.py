"""Rules of needs and developments: the information adviser fetches and brings; who it concerns reads and asks."""

from vijfspoor.actions._permission.common import Rules
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Development

ADVISERS = ("information_adviser", "information_manager", "ai_coordinator")


def _advises(actor: Actor, _subject: object) -> bool:
    return actor.holds(*ADVISERS)


def _logs(actor: Actor, _subject: object) -> bool:
    """Who advises, and who leads a department or team: they say what it needs."""
    return actor.holds(*ADVISERS, "department_head", "team_manager")


def _received(actor: Actor, development: Development) -> bool:
    """Who it was sent to."""
    return development.receipts.filter(person=actor.person).exists()


RULES: Rules = {
    "log_need": _logs,
    "settle_need": _advises,
    "send_development": _advises,
    "read_development": _received,
    "ask_about_development": _received,
    "answer_about_development": _advises,
}
