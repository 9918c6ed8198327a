"""Verb: oversee an assessment: accept it, or send it back with numbered demands. Never by who performed it."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _notify, _permission
from vijfspoor.actions.dossier.contribute import contribute_now, refuse_own_oversight
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.ethics import _assessment
from vijfspoor.domain.dossier.gate import Position
from vijfspoor.domain.ethics.assessment import valid_until
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics.assessment import consults_authority, risks
from vijfspoor.store.models import Assessment, Task

# GDPR Art. 36(2): the authority advises within eight weeks, and may take six more.
CONSULTATION = timedelta(weeks=14)


@transaction.atomic
def accept_assessment(actor: Actor, assessment: Assessment, *, reasons: str, met: Sequence[int] = ()) -> Assessment:
    """Accept: the position of oversight is signed and the validity runs. `met` are the numbers of demands now met.

    A DPIA that leaves a high risk asks for prior consultation of the authority before the gate opens (GDPR Art. 36).
    Raises InvalidInput when a demand is not met or reasons are missing, Conflict when it does not wait for oversight
    or the actor performed it.
    """
    assessment, task = _for_oversight(actor, assessment)
    form = _assessment.form_of(assessment)
    _mark_met(actor, assessment, met)
    unmet = list(assessment.demands.filter(met_at__isnull=True).values_list("number", flat=True))
    if unmet:
        numbers = ", ".join(str(number) for number in unmet)
        raise InvalidInput({"met": [_("These demands are not met yet: %(numbers)s.") % {"numbers": numbers}]})
    if not reasons.strip():
        raise InvalidInput({"reasons": [_("Give the reason for your position. Others decide on it.")]})
    assessment.status, assessment.accepted_at = Assessment.Status.ACCEPTED, actor.now
    assessment.accepted_by = actor.person
    assessment.valid_until = valid_until(actor.today, form.valid_months)
    assessment.save()
    _audit.record(
        actor, "assessment_accepted", assessment.dossier, assessment=assessment.pk, code=form.code, reasons=reasons
    )
    if not _assessment.work_left(assessment.dossier, form, actor.today, settled=(Assessment.Status.ACCEPTED,)):
        contribute_now(actor, task, text=reasons, position=Position.POSITIVE)
    if consults_authority(form, risks(assessment)):
        _ask_consultation(actor, assessment)
    return assessment


@transaction.atomic
def send_back_assessment(
    actor: Actor, assessment: Assessment, *, demands: Sequence[str], met: Sequence[int] = ()
) -> Assessment:
    """Send back with numbered demands; who performed it gets the work again and the gate stays shut."""
    assessment, _task = _for_oversight(actor, assessment)
    form = _assessment.form_of(assessment)
    wanted = [text.strip() for text in demands if text.strip()]
    _mark_met(actor, assessment, met)
    still_unmet = assessment.demands.filter(met_at__isnull=True)
    if not wanted and not still_unmet.exists():
        raise InvalidInput({"demands": [_("Write down at least one demand. What must be different?")]})
    still_unmet.update(answered_at=None, answered_by=None)
    first = assessment.demands.count() + 1
    for number, text in enumerate(wanted, first):
        assessment.demands.create(number=number, text=text, by=actor.person, at=actor.now)
    assessment.status = Assessment.Status.SENT_BACK
    assessment.save()
    _audit.record(
        actor, "assessment_sent_back", assessment.dossier, assessment=assessment.pk, code=form.code, demands=len(wanted)
    )
    _assessment.ask(actor, assessment.dossier, form, form.performer, Task.Kind.PERFORM, assessment.performer)
    return assessment


def _for_oversight(actor: Actor, assessment: Assessment) -> tuple[Assessment, Task]:
    _permission.require(actor, "oversee_assessment", assessment)
    assessment = _assessment.locked(assessment)
    if assessment.status != Assessment.Status.SUBMITTED:
        raise Conflict(_("This assessment does not wait for oversight."))
    form = _assessment.form_of(assessment)
    tasks = _visible.own_tasks(actor).filter(dossier=assessment.dossier, activity=form.activity, role=form.overseer)
    task = tasks.filter(kind=Task.Kind.ADVISE, status=Task.Status.OPEN).select_related("dossier").first()
    if task is None:
        raise Conflict(_("Oversight of this assessment lies with a colleague."))
    if assessment.performer_id == actor.person.pk:
        raise Conflict(_("You already did the other side of this work on this file. Nobody oversees their own work."))
    refuse_own_oversight(actor, task)
    return assessment, task


def _mark_met(actor: Actor, assessment: Assessment, numbers: Sequence[int]) -> None:
    answered = assessment.demands.filter(number__in=numbers, answered_at__isnull=False, met_at__isnull=True)
    answered.update(met_at=actor.now, met_by=actor.person)


def _ask_consultation(actor: Actor, assessment: Assessment) -> None:
    form = _assessment.form_of(assessment)
    task = _assessment.ask(actor, assessment.dossier, form, form.performer, Task.Kind.PERFORM, assessment.performer)
    task.subject = _("Prior consultation of the supervisory authority (GDPR Art. 36): a high risk is left")
    task.due_on = actor.today + CONSULTATION
    task.save(update_fields=["subject", "due_on"])
    _notify.task_given(actor, task)
