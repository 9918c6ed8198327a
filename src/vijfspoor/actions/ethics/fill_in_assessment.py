"""Verb: fill in questions of an assessment. One set of answers: what is saved here counts wherever it is asked."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.ethics import _assessment
from vijfspoor.actions.ethics.answer_questions import answer_questions
from vijfspoor.domain.ethics.assessment import AnswerKind, AssessmentQuestion
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics.known import Known, known_of
from vijfspoor.store.models import Assessment, Dossier, Statement

MOST = 20_000


@transaction.atomic
def fill_in_assessment(
    actor: Actor,
    assessment: Assessment,
    values: Mapping[str, Any],
    seen: Mapping[str, int],
    chosen: Collection[str] = (),
) -> list[str]:
    """Save `values` (question code -> answer); `seen` tells on which row each field was filled in.

    `chosen` names the questions where two texts stood side by side and this one was chosen.

    Returns the codes where a colleague saved something else in between: both texts are kept and shown. An answer to
    a question of the law classifies the application again. Raises InvalidInput at the field, Conflict when the
    assessment was handed in, NotAllowed for who oversees it.
    """
    _permission.require(actor, "fill_in_assessment", assessment)
    assessment = _assessment.locked(assessment)
    _assessment.require_open(assessment)
    form = _assessment.form_of(assessment)
    questions = {question.code: question for question in form.questions() if question.code in values}
    _check(questions, values)
    known = known_of(assessment.dossier, form, actor.today)
    settled = [questions[code].subject for code in chosen if code in questions]
    assessment.dossier.statements.filter(subject__in=settled).update(in_conflict=False)
    shared = {code: q for code, q in questions.items() if q.kind is not AnswerKind.LAW}
    conflicts = [
        code
        for code, question in shared.items()
        if _save(actor, assessment.dossier, question, _clean(values[code]), seen.get(code, 0), known.get(code))
    ]
    changed = [code for code in shared if _differs(values[code], known.get(code))]
    changed += _answer_law(actor, assessment.dossier, questions, values, known)
    if changed:
        _audit.record(actor, "assessment_filled_in", assessment.dossier, assessment=assessment.pk, questions=changed)
        _reopen(actor, assessment, {questions[code].subject for code in changed})
    return conflicts


def _check(questions: Mapping[str, AssessmentQuestion], values: Mapping[str, Any]) -> None:
    errors: dict[str, list[str]] = {}
    for code, question in questions.items():
        value = values[code]
        if question.kind is AnswerKind.TEXT and len(str(value)) > MOST:
            errors[code] = [_("Use at most 20,000 characters. Put longer pieces in an attachment.")]
        offered = {"ja", "nee"} if question.kind is AnswerKind.YES_NO else set(question.options or ())
        if question.kind in (AnswerKind.YES_NO, AnswerKind.CHOICE, AnswerKind.CHOICES):
            chosen = set(value) if isinstance(value, list) else {value} - {""}
            if not chosen <= offered:
                errors[code] = [_("Choose an answer from the list.")]
    if errors:
        raise InvalidInput(errors)


def _clean(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) else str(value).strip()


def _differs(value: Any, known: Known | None) -> bool:
    before = known.value if known and not known.proposed else ""
    return bool(_clean(value) != before)


def _save(
    actor: Actor, dossier: Dossier, question: AssessmentQuestion, value: Any, seen: int, known: Known | None
) -> bool:
    """Make `value` current, or keep it beside a newer text of someone else. Returns whether that was so."""
    if not _differs(value, known) or (not value and known is None):
        return False
    newer = known is not None and not known.proposed and known.seen != seen
    if newer:
        Statement.objects.create(
            dossier=dossier,
            subject=question.subject,
            value=value,
            by=actor.person,
            at=actor.now,
            is_current=False,
            in_conflict=True,
        )
        return True
    dossier.statements.filter(subject=question.subject, in_conflict=True).update(in_conflict=False)
    dossier.statements.filter(subject=question.subject, is_current=True).update(is_current=False)
    Statement.objects.create(dossier=dossier, subject=question.subject, value=value, by=actor.person, at=actor.now)
    return False


def _answer_law(
    actor: Actor,
    dossier: Dossier,
    questions: Mapping[str, AssessmentQuestion],
    values: Mapping[str, Any],
    known: Mapping[str, Known],
) -> list[str]:
    """Answer the rule book's own questions through the one verb that may. Returns the codes that changed."""
    given = {
        code: values[code]
        for code, question in questions.items()
        if question.kind is AnswerKind.LAW and values[code] and _law_differs(values[code], known.get(code))
    }
    if not given:
        return []
    by_question = {questions[code].known_from.removeprefix("law:"): code for code in given}
    try:
        answer_questions(actor, dossier, {question: given[code] for question, code in by_question.items()})
    except InvalidInput as error:
        raise InvalidInput({by_question.get(key, key): texts for key, texts in error.errors.items()}) from error
    return list(given)


def _law_differs(value: Any, known: Known | None) -> bool:
    if known is None or known.proposed:
        return True
    return sorted(value) != sorted(known.value) if isinstance(value, list) else bool(value != known.value)


def _reopen(actor: Actor, changed: Assessment, subjects: set[str]) -> None:
    """An accepted assessment that rests on a changed answer must be looked at again by who performed it."""
    accepted = changed.dossier.assessments.filter(status=Assessment.Status.ACCEPTED, renewal_asked_at__isnull=True)
    for other in accepted.exclude(code=changed.code).select_related("performer"):
        form = _assessment.form_of(other)
        if subjects & {question.subject for question in form.questions()}:
            _assessment.ask_renewal(actor, other)
