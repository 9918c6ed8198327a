"""Rules of learning: everyone learns; HR asks groups to."""

from typing import Any

from vijfspoor.actions._permission.common import Rules
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import LearningAssignment


def _everyone(_actor: Actor, _subject: Any) -> bool:
    return True


def _asks(actor: Actor, _subject: Any) -> bool:
    return actor.holds("hr_adviser")


def _takes_back(actor: Actor, row: LearningAssignment) -> bool:
    return row.organisation_id == actor.organisation.pk and actor.holds("hr_adviser")


RULES: Rules = {"finish_lesson": _everyone, "assign_learning": _asks, "withdraw_learning": _takes_back}
