"""Verb: start a report (G0). Makes a draft only its reporter sees."""

from django.db import transaction

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions.dossier import _report
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Dossier


@transaction.atomic
def start_report(actor: Actor, *, name: str = "") -> Dossier:
    """Create an empty draft for the actor. Raises NotAllowed for who is no part of the organisation."""
    _permission.require(actor, "report")
    dossier = _report.open_draft(actor, actor.person, name=name)
    _audit.record(actor, "report_started", dossier)
    return dossier
