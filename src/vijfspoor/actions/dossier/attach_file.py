"""Verb: attach a file to an application, an assessment of it, a demand of oversight, a contribution or an incident."""

from django.utils.translation import gettext as _

from vijfspoor.actions import _permission
from vijfspoor.actions._files import transaction_with_files
from vijfspoor.actions.dossier import _attachment
from vijfspoor.actions.dossier._attachment import Place, Upload
from vijfspoor.actions.errors import Conflict
from vijfspoor.actions.ethics import _assessment
from vijfspoor.actions.technology import _incident
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Assessment, Attachment, Contribution, Demand, Dossier, Incident


def attach_to_dossier(actor: Actor, dossier: Dossier, upload: Upload) -> Attachment:
    """Attach a file to the application itself.

    Raises NotAllowed for who neither keeps its facts nor has an open task on it, InvalidInput at `file`.
    """
    with transaction_with_files() as writer:
        _permission.require(actor, "attach_to_dossier", dossier)
        return _attachment.keep(actor, Place(_locked(dossier.pk)), upload, writer)


def attach_to_assessment(
    actor: Actor, assessment: Assessment, upload: Upload, demand: Demand | None = None
) -> Attachment:
    """Attach a file to an assessment as evidence, at a `demand` of its oversight where given.

    Raises NotAllowed for who neither fills in, performs nor oversees it, InvalidInput at `file`, Conflict once the
    assessment was accepted or the demand met.
    """
    with transaction_with_files() as writer:
        _permission.require(actor, "attach_to_assessment", assessment)
        assessment = _assessment.locked(assessment)
        if assessment.status == Assessment.Status.ACCEPTED:
            raise Conflict(_("This assessment is complete. Attach the document to the application instead."))
        if demand is not None and (demand.assessment_id != assessment.pk or demand.met_at):
            raise Conflict(_("This demand was met already."))
        place = Place(_locked(assessment.dossier_id), assessment=assessment, demand=demand)
        return _attachment.keep(actor, place, upload, writer)


def attach_to_contribution(actor: Actor, given: Contribution, upload: Upload) -> Attachment:
    """Attach a file to one's own contribution, as long as no decision rests on it and it was not corrected.

    Raises NotAllowed for anyone but its author, InvalidInput at `file`, Conflict when it is settled.
    """
    with transaction_with_files() as writer:
        _permission.require(actor, "correct", given)
        dossier = _locked(given.dossier_id)
        if given.decisions.exists() or Contribution.objects.filter(corrects=given).exists():
            raise Conflict(_("A decision rests on this contribution, or it was corrected. Add a new contribution."))
        return _attachment.keep(actor, Place(dossier, contribution=given), upload, writer)


def attach_to_incident(actor: Actor, incident: Incident, upload: Upload) -> Attachment:
    """Attach a file to an incident as evidence.

    Raises NotAllowed for who has no part in it, InvalidInput at `file`, Conflict once it was closed.
    """
    with transaction_with_files() as writer:
        _permission.require(actor, "attach_to_incident", incident)
        incident = _incident.locked(incident)
        return _attachment.keep(actor, Place(_locked(incident.dossier_id), incident=incident), upload, writer)


def _locked(pk: int) -> Dossier:
    return Dossier.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=pk)
