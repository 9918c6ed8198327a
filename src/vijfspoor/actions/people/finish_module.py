"""Verb: say that you finished a course elsewhere. Only where the learner's own word is asked."""

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.errors import Conflict
from vijfspoor.domain.people.learning_module import Confirmation, Module
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import LessonPass


@transaction.atomic
def finish_module(actor: Actor, module: Module) -> LessonPass:
    """Keep that the actor finished `module`, once. Raises Conflict where somebody else or a result says so."""
    _permission.require(actor, "finish_lesson")
    if module.confirmed_by is not Confirmation.SELF:
        raise Conflict(_("For this module your own word is not enough: it counts when the result comes in."))
    row, created = LessonPass.objects.get_or_create(
        person=actor.person, lesson=module.code, version=module.version, defaults={"passed_at": actor.now}
    )
    if created:
        _audit.record(actor, "lesson_passed", None, lesson=module.code)
    return row
