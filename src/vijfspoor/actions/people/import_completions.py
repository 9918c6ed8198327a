"""Verb: bring in who finished a course or package, from the results of its maker. First a dry run, then for real."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.errors import Conflict
from vijfspoor.integrations.results import ResultRow
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.people.completions import Completions, check
from vijfspoor.store.models import LearningModule, LessonPass


def check_completions(actor: Actor, module: LearningModule, rows: Sequence[ResultRow]) -> Completions:
    """Say what would happen with `rows`, and store nothing."""
    _require(actor, module)
    return check(actor, module, rows)


@transaction.atomic
def import_completions(actor: Actor, module: LearningModule, rows: Sequence[ResultRow]) -> Completions:
    """Keep who finished the module. The trail says that it was done, never of whom or of how many.

    Raises Conflict when nobody new is in it, or when the module takes no results.
    """
    _permission.require(actor, "import_completions", module)
    module = LearningModule.objects.select_for_update(of=("self",)).get(pk=module.pk)
    checked = check_completions(actor, module, rows)
    if not checked.people:
        raise Conflict(_("There is nobody new in this file. Nothing was stored."))
    LessonPass.objects.bulk_create(
        [
            LessonPass(person_id=person, lesson=module.code, version=module.version, passed_at=actor.now)
            for person in checked.people
        ],
        ignore_conflicts=True,
    )
    _audit.record(actor, "completions_imported", None, module=module.pk, title=module.title)
    return checked


def _require(actor: Actor, module: LearningModule) -> None:
    _permission.require(actor, "import_completions", module)
    if module.withdrawn_at is not None:
        raise Conflict(_("This module is no longer offered."))
    if module.confirmed_by == LearningModule.ConfirmedBy.SELF:
        raise Conflict(_("Of this course people say themselves that they did it; it takes no results."))
