"""Verb: take a running assessment over to the newest version of its questionnaire. Answers go along by subject."""

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.errors import Conflict
from vijfspoor.actions.ethics import _assessment
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics import questionnaires
from vijfspoor.store.models import Assessment


@transaction.atomic
def migrate_assessment(actor: Actor, assessment: Assessment) -> Assessment:
    """Go over to the newest version. Raises Conflict when it was handed in or is on the newest version already."""
    _permission.require(actor, "perform_assessment", assessment)
    assessment = _assessment.locked(assessment)
    _assessment.require_open(assessment)
    newest = questionnaires.in_force(actor.organisation, actor.today)[assessment.code]
    if newest.version == assessment.version:
        raise Conflict(_("This assessment is on the newest version already."))
    before, assessment.version = assessment.version, newest.version
    assessment.save(update_fields=["version"])
    _audit.record(
        actor,
        "assessment_migrated",
        assessment.dossier,
        assessment=assessment.pk,
        code=assessment.code,
        before=before,
        version=newest.version,
    )
    return assessment
