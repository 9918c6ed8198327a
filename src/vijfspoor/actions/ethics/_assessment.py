"""What the verbs of an assessment share: its lock, its form, and the tasks at the gate it answers."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _notify, _tasks
from vijfspoor.actions.errors import Conflict
from vijfspoor.domain.ethics.assessment import Questionnaire
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics import questionnaires
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.store.models import Assessment, Dossier, Person, Task

WORKING_DAYS = 10


def locked(assessment: Assessment) -> Assessment:
    """Return the assessment for change; who comes second waits for the first."""
    found = Assessment.objects.select_for_update(of=("self",)).select_related("dossier__organisation", "performer")
    return found.get(pk=assessment.pk)


def form_of(assessment: Assessment) -> Questionnaire:
    """Return the version of the questionnaire this assessment is filled in on."""
    return questionnaires.one(assessment.organisation, assessment.code, assessment.version)


def require_open(assessment: Assessment) -> None:
    """Raise Conflict when the assessment lies with its overseer or was accepted."""
    if assessment.status not in (Assessment.Status.RUNNING, Assessment.Status.SENT_BACK):
        raise Conflict(_("This assessment was handed in. It changes only when it is sent back or renewed."))


def work_left(dossier: Dossier, form: Questionnaire, today: date, *, settled: Collection[str]) -> bool:
    """Whether the activity of `form` still has an assessment that is required or begun, and not in a `settled` state.

    Several assessments may answer one activity of the matrix; its task is done when the last of them is.
    """
    newest = dossier.classifications.order_by("-pk").first()
    requires = newest.requires if newest else {}
    states = dict(dossier.assessments.order_by("pk").values_list("code", "status"))
    for code, other in questionnaires.in_force(dossier.organisation, today).items():
        if other.activity != form.activity or states.get(other.covered_by) in settled:
            continue
        required = requires.get(other.instrument) == "verplicht"
        if (required or code in states) and states.get(code) not in settled:
            return True
    return False


def refuse_outside(task: Task) -> None:
    """Raise Conflict when an assessment that is under way asks this task: its own page is where it is done."""
    rows = Assessment.objects.filter(dossier=task.dossier_id).exclude(status=Assessment.Status.ACCEPTED)
    for row in rows:
        form = form_of(row)
        if form.activity == task.activity and task.role in (form.performer, form.overseer):
            raise Conflict(_("An assessment is under way for this. Finish it on its own page."))


def ask(actor: Actor, dossier: Dossier, form: Questionnaire, role: str, kind: str, person: Person | None) -> Task:
    """Return the open task of `role` for this assessment at the present gate; asks it when there is none."""
    standing = dossier.tasks.filter(activity=form.activity, role=role, kind=kind, status=Task.Status.OPEN).first()
    if standing is not None:
        return standing
    if person is None:
        nearest = Holders(actor.organisation, actor.today).nearest(role, dossier)
        person = nearest[0] if nearest else None
    task = Task.objects.create(
        organisation=actor.organisation,
        dossier=dossier,
        kind=kind,
        gate=dossier.gate,
        activity=form.activity,
        role=role,
        assignee=person,
        due_on=_tasks.due(actor, WORKING_DAYS),
        created_at=actor.now,
    )
    _notify.task_given(actor, task)
    return task


def ask_renewal(actor: Actor, assessment: Assessment) -> None:
    """Ask who performed an accepted assessment to renew it, once."""
    form = form_of(assessment)
    assessment.renewal_asked_at = actor.now
    assessment.save(update_fields=["renewal_asked_at"])
    ask(actor, assessment.dossier, form, form.performer, Task.Kind.PERFORM, None)
    _audit.record(actor, "assessment_renewal_asked", assessment.dossier, assessment=assessment.pk, code=form.code)
