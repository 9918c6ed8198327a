"""Verb: hand in an assessment, for oversight or, where nobody oversees it, as done."""

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._files import transaction_with_files
from vijfspoor.actions.dossier import _attachment
from vijfspoor.actions.dossier._attachment import Place, Upload
from vijfspoor.actions.dossier.contribute import contribute_now
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.ethics import _assessment
from vijfspoor.domain.ethics.assessment import valid_until
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics.assessment import Sheet, sheet
from vijfspoor.queries.ethics.known import known_of, values_of
from vijfspoor.queries.wording import say
from vijfspoor.store.models import Assessment, Demand, Task


@transaction.atomic
def submit_assessment(actor: Actor, assessment: Assessment, *, summary: str) -> Assessment:
    """Hand in. The answers as they are now are kept with it, so oversight can be checked afterwards.

    Raises InvalidInput when a required question, a risk, an answer to a demand or the summary is missing or two
    texts stand side by side; Conflict when it was handed in already; NotAllowed for who does not perform it.
    """
    _permission.require(actor, "perform_assessment", assessment)
    assessment = _assessment.locked(assessment)
    _assessment.require_open(assessment)
    form = _assessment.form_of(assessment)
    _check(sheet(assessment, actor.today), summary)
    assessment.submitted = values_of(known_of(assessment.dossier, form, actor.today))
    assessment.submitted_at, assessment.performer = actor.now, actor.person
    assessment.status = Assessment.Status.SUBMITTED if form.overseer else Assessment.Status.ACCEPTED
    if not form.overseer:
        assessment.accepted_at, assessment.accepted_by = actor.now, actor.person
        assessment.valid_until = valid_until(actor.today, form.valid_months)
    assessment.save()
    _audit.record(actor, "assessment_submitted", assessment.dossier, assessment=assessment.pk, code=form.code)
    handed_in = (Assessment.Status.SUBMITTED, Assessment.Status.ACCEPTED)
    if not _assessment.work_left(assessment.dossier, form, actor.today, settled=handed_in):
        for task in _own_tasks(actor, assessment):
            contribute_now(actor, task, text=summary)
    if form.overseer:
        _assessment.ask(actor, assessment.dossier, form, form.overseer, Task.Kind.ADVISE, None)
    return assessment


def _own_tasks(actor: Actor, assessment: Assessment) -> list[Task]:
    form = _assessment.form_of(assessment)
    wanted = {"dossier": assessment.dossier, "activity": form.activity, "role": form.performer}
    kinds = [Task.Kind.PERFORM, Task.Kind.INFORM]
    return list(_visible.own_tasks(actor).filter(**wanted, kind__in=kinds, status=Task.Status.OPEN))


def _check(view: Sheet, summary: str) -> None:
    errors: dict[str, list[str]] = {}
    if view.has_conflicts:
        errors["conflicts"] = [_("Two texts stand side by side. Choose one first.")]
    if view.progress.missing:
        first = say(view.progress.missing[0].text)
        errors["missing"] = [
            _("%(n)s required questions have no answer yet. The first: %(first)s")
            % {"n": len(view.progress.missing), "first": first}
        ]
    if view.questionnaire.has_risks and not view.assessment.risks.exists():
        errors["risks"] = [_("Weigh at least one risk. No application is without.")]
    if view.assessment.demands.filter(answered_at__isnull=True).exists():
        errors["demands"] = [_("Answer every demand first.")]
    if not summary.strip():
        errors["summary"] = [_("Write in a few sentences what the assessment shows.")]
    if errors:
        raise InvalidInput(errors)


def answer_demand(actor: Actor, demand: Demand, *, answer: str, upload: Upload | None = None) -> Demand:
    """Answer a demand of oversight with what was done and where the evidence is, or with the evidence itself.

    Raises NotAllowed for who does not perform the assessment, Conflict when it was not sent back, InvalidInput at
    `answer` and `file`.
    """
    with transaction_with_files() as writer:
        assessment = _assessment.locked(demand.assessment)
        _permission.require(actor, "perform_assessment", assessment)
        if assessment.status != Assessment.Status.SENT_BACK:
            raise Conflict(_("This assessment was not sent back."))
        if not answer.strip():
            missing = [_("Write down what was done and where the evidence is.")]
            raise InvalidInput({"answer": missing, **_attachment.faults(upload)})
        demand.answer, demand.answered_by, demand.answered_at = answer.strip(), actor.person, actor.now
        demand.save()
        _audit.record(actor, "demand_answered", assessment.dossier, assessment=assessment.pk, demand=demand.number)
        if upload is not None:
            _attachment.keep(actor, Place(assessment.dossier, assessment=assessment, demand=demand), upload, writer)
        return demand
