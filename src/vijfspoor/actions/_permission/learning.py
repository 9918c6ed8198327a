"""Rules of learning: everyone learns; HR keeps modules and paths and asks groups to.

Who keeps the users of an application says what they learn first, and asks them to.
"""

from typing import Any

from vijfspoor.actions._permission.common import Rules, runs
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Dossier, LearningAssignment, LearningPath, LessonPass


def _everyone(_actor: Actor, _subject: Any) -> bool:
    return True


def _asks(actor: Actor, _subject: Any) -> bool:
    return actor.holds("hr_adviser")


def _takes_back(actor: Actor, row: LearningAssignment) -> bool:
    return row.organisation_id == actor.organisation.pk and actor.holds("hr_adviser")


def _own(actor: Actor, row: LessonPass) -> bool:
    return row.person_id == actor.person.pk


def _requires(actor: Actor, dossier: Dossier) -> bool:
    return runs(actor, dossier) or actor.holds("hr_adviser")


def _asks_path(actor: Actor, path: LearningPath) -> bool:
    return actor.holds("hr_adviser") or (path.dossier is not None and runs(actor, path.dossier))


RULES: Rules = {
    "finish_lesson": _everyone,
    "assign_learning": _asks,
    "withdraw_learning": _takes_back,
    "sign_certificate": _own,
    "keep_modules": _asks,
    "import_completions": _asks,
    "keep_paths": _asks,
    "require_modules": _requires,
    "assign_path": _asks_path,
}
