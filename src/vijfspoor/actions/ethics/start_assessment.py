"""Verb: start an assessment of an application, on the newest version of its questionnaire."""

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.errors import Conflict
from vijfspoor.actions.ethics import _assessment
from vijfspoor.domain.ethics.assessment import progress
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics import questionnaires
from vijfspoor.queries.ethics.known import known_of, values_of
from vijfspoor.store.models import Assessment, Dossier, Task


@transaction.atomic
def start_assessment(actor: Actor, dossier: Dossier, code: str) -> Assessment:
    """Start `code`; what the file already knows is there at once, as proposals.

    Raises NotAllowed for who does not perform it (the overseer never does), Conflict when one is under way, on a
    draft, or when the questionnaire does not exist on this date.
    """
    form = questionnaires.in_force(actor.organisation, actor.today).get(code)
    if form is None:
        raise Conflict(_("This assessment does not exist."))
    _permission.require(actor, "start_assessment", form)
    dossier = (
        Dossier.objects.select_for_update(of=("self",))
        .select_related("department", "accountable")
        .get(pk=dossier.pk, organisation=actor.organisation)
    )
    if dossier.status == Dossier.Status.DRAFT:
        raise Conflict(_("This report was not handed in yet. Finish the report first."))
    if dossier.assessments.filter(code=code).exclude(status=Assessment.Status.ACCEPTED).exists():
        raise Conflict(_("This assessment is under way already."))
    known = values_of(known_of(dossier, form, actor.today))
    started = Assessment.objects.create(
        organisation=actor.organisation,
        dossier=dossier,
        code=code,
        version=form.version,
        performer=actor.person,
        started_at=actor.now,
        prefilled=progress(form.questions(), known).percentage,
    )
    if not dossier.tasks.filter(activity=form.activity, role=form.performer, status=Task.Status.OPEN).exists():
        _assessment.ask(actor, dossier, form, form.performer, Task.Kind.PERFORM, actor.person)
    _audit.record(actor, "assessment_started", dossier, assessment=started.pk, code=code, version=form.version)
    return started
