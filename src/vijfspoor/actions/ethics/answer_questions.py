"""Verb: answer legal questions on a dossier that was reported. The outcome and the work follow at once."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.dossier import _route
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.ethics._answers import write
from vijfspoor.actions.ethics._classify import reclassify, settle_answered
from vijfspoor.domain.ethics.classification import parse_answers
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics.facts import book_for
from vijfspoor.store.models import Answer, Classification, Dossier

_SETTLED = (Dossier.Status.REJECTED, Dossier.Status.RETIRED, Dossier.Status.MERGED)


@transaction.atomic
def answer_questions(
    actor: Actor,
    dossier: Dossier,
    answers: Mapping[str, Any],
    *,
    note: str = "",
    origin: str = Answer.Origin.ROLE_HOLDER,
    proposed: bool = False,
) -> Classification:
    """Record `answers` (question code -> value) and classify again.

    Raises InvalidInput at the question that is wrong, Conflict on a draft or a file that was closed.
    A proposed answer (a supplier's, a look-alike's) changes nothing until someone confirms it by answering.
    """
    _permission.require(actor, "answer", dossier)
    dossier = Dossier.objects.select_for_update().get(pk=dossier.pk)
    if dossier.status == Dossier.Status.DRAFT or dossier.status in _SETTLED:
        raise Conflict(_("This application is not open for answers."))
    if not answers:
        raise InvalidInput({"answers": [_("Answer at least one question.")]})
    book = book_for(actor.organisation, actor.today)
    for key, value in answers.items():
        try:
            parse_answers(book, {key: value})
        except ValueError as error:
            raise InvalidInput({key: [str(error)]}) from error
    changed = [q for q, v in answers.items() if write(actor, dossier, q, v, origin, note=note, proposed=proposed)]
    _audit.record(
        actor,
        "answered",
        dossier,
        answers={question: answers[question] for question in changed},
        origin=origin,
        proposed=proposed,
    )
    before = dossier.route
    settle_answered(actor, dossier)
    classification = reclassify(actor, dossier)
    _route.follow(actor, dossier, classification, before)
    dossier.changed_at = actor.now
    dossier.save()
    return classification
