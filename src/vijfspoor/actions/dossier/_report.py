"""Opens drafts of reports, with the number each gets in its organisation."""

from typing import Any

from django.db.models import Max

from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import AuditHead, Dossier, Person


def open_draft(actor: Actor, reporter: Person, **fields: Any) -> Dossier:
    """Create a draft (G0) for `reporter`, in their team. The caller records the event, in the same transaction."""
    # Numbers are counted under the same lock as the audit trail, so two reporters never get the same one.
    AuditHead.objects.select_for_update().filter(organisation=actor.organisation).first()
    last = actor.organisation.dossiers.aggregate(last=Max("number"))["last"] or 0
    team = reporter.unit
    return Dossier.objects.create(
        organisation=actor.organisation,
        number=last + 1,
        reporter=reporter,
        team=team if team and team.parent_id else None,
        department_id=team.parent_id or team.pk if team else None,
        created_at=actor.now,
        changed_at=actor.now,
        **fields,
    )
