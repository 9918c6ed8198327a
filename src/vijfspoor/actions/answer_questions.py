"""Verb: answer legal questions on a dossier that was reported. The outcome and the work follow at once."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission, _tasks
from vijfspoor.actions._answers import write
from vijfspoor.actions._classify import reclassify, settle_answered
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.content.law.loader import rule_book_in_force
from vijfspoor.domain.classification import parse_answers
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Answer, Classification, Dossier

_SETTLED = (Dossier.Status.REJECTED, Dossier.Status.RETIRED)


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
    book = rule_book_in_force(actor.today)
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
    if dossier.status == Dossier.Status.UNDERWAY and dossier.route != before:
        _replan(actor, dossier, classification)
    dossier.changed_at = actor.now
    dossier.save()
    return classification


def _replan(actor: Actor, dossier: Dossier, classification: Classification) -> None:
    """The route changed while the dossier stands before a gate: the work there follows the new route.

    A gate the new route does not pass sends the dossier back to triage, so a person confirms the new route.
    """
    passes = _tasks.passes(dossier, dossier.gate, actor)
    gate = dossier.gate if passes else "G1"
    if not passes:
        _tasks.withdraw(actor, dossier.tasks.filter(gate=dossier.gate, status="open").exclude(kind="answer"))
    _tasks.plan_gate(actor, dossier, gate, classification.requires)
