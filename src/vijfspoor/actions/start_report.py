"""Verb: start a report (G0). Makes a draft only its reporter sees."""

from django.db import transaction
from django.db.models import Max

from vijfspoor.actions import _audit, _permission
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import AuditHead, Dossier


@transaction.atomic
def start_report(actor: Actor, *, name: str = "") -> Dossier:
    """Create an empty draft for the actor. Raises NotAllowed for who is no part of the organisation."""
    _permission.require(actor, "report")
    # Numbers are counted under the same lock as the audit trail, so two reporters never get the same one.
    AuditHead.objects.select_for_update().filter(organisation=actor.organisation).first()
    last = actor.organisation.dossiers.aggregate(last=Max("number"))["last"] or 0
    team = actor.person.unit
    dossier = Dossier.objects.create(
        organisation=actor.organisation,
        number=last + 1,
        name=name,
        reporter=actor.person,
        team=team if team and team.parent_id else None,
        department_id=team.parent_id or team.pk if team else None,
        created_at=actor.now,
        changed_at=actor.now,
    )
    _audit.record(actor, "report_started", dossier)
    return dossier
