"""Verb: add an own questionnaire, or an own version of one, from a file in the shape of those that are shipped."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.content.assessments import schema
from vijfspoor.content.assessments.loader import build, check_subjects
from vijfspoor.content.errors import ContentError
from vijfspoor.content.reading import parse
from vijfspoor.domain.ethics.assessment import Questionnaire
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics.questionnaires import versions
from vijfspoor.store.models import OwnQuestionnaire

MOST = 200_000


@transaction.atomic
def add_questionnaire(actor: Actor, text: str) -> OwnQuestionnaire:
    """Check `text` (YAML) and add it. It is used from the date of its version on; what runs stays as it is.

    Raises InvalidInput at `text`, naming the item that is wrong.
    """
    _permission.require(actor, "add_questionnaire", None)
    if len(text) > MOST:
        raise InvalidInput({"text": [_("Use at most 200,000 characters.")]})
    known = versions(actor.organisation)
    try:
        file = parse(text, _("questionnaire"), schema.QuestionnaireFile)
        form = build(file)
        check_subjects((*known, form))
        date.fromisoformat(form.version)
    except ContentError as error:
        raise InvalidInput({"text": [f"{error.item}: {error.problem}" if error.item else error.problem]}) from error
    except ValueError as error:
        raise InvalidInput({"text": [_("Write the version as a date: YYYY-MM-DD.")]}) from error
    _require_new(form, known)
    row = OwnQuestionnaire.objects.create(
        organisation=actor.organisation,
        code=form.code,
        version=form.version,
        content=file.model_dump(mode="json"),
        by=actor.person,
        at=actor.now,
    )
    _audit.record(actor, "questionnaire_added", None, code=form.code, version=form.version)
    return row


def _require_new(form: Questionnaire, known: tuple[Questionnaire, ...]) -> None:
    same = [item for item in known if item.code == form.code]
    if any(item.version == form.version for item in same):
        raise InvalidInput({"text": [_("This version exists already. Give a new one a later date.")]})
    kept = ("instrument", "activity", "performer", "overseer")
    if same and any(getattr(form, name) != getattr(same[-1], name) for name in kept):
        raise InvalidInput({"text": [_("A new version keeps its instrument, activity, performer and overseer.")]})
