"""Verb: answer the questions of a lesson. Only that a lesson was understood is kept, never how often somebody tried."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.domain.people.lesson import Lesson, LessonResult, lesson_result
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.people.learning import version_for
from vijfspoor.store.models import LessonPass


@transaction.atomic
def finish_lesson(actor: Actor, lesson: Lesson, answers: Mapping[str, str]) -> LessonResult:
    """Judge the answers (question -> option), and keep that the lesson was understood when they are good enough.

    Raises InvalidInput at each question without one of its options.
    """
    _permission.require(actor, "finish_lesson")
    known = {item.code: {option.code for option in item.options} for item in lesson.questions}
    missing = [code for code, options in known.items() if answers.get(code) not in options]
    if missing:
        raise InvalidInput({code: [_("Choose one of the answers.")] for code in missing})
    result = lesson_result(lesson, {code: answers[code] for code in known})
    if result.is_passed:
        version = version_for(actor.organisation, actor.today)
        _row, created = LessonPass.objects.get_or_create(
            person=actor.person, lesson=lesson.code, version=version, defaults={"passed_at": actor.now}
        )
        if created:
            _audit.record(actor, "lesson_passed", None, lesson=lesson.code)
    return result
