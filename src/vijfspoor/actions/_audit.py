"""The only writer of the audit trail. Always called inside the transaction of the change it records."""

from datetime import datetime
from typing import Any

from django.db import connection

from vijfspoor.domain import audit
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import AuditEvent, AuditHead, Dossier, Organisation, Person, SupplierRequest


def record(
    actor: Actor, action: str, dossier: Dossier | None = None, *, on_behalf_of: int | None = None, **data: Any
) -> AuditEvent:
    """Append one event to the actor's organisation. Persons appear by number only, so a name can be erased.

    A visitor has no number: the event has no actor.
    """
    who = {"person": actor.person.pk, "roles": sorted(actor.roles), "via": actor.via}
    if on_behalf_of is not None:
        who["on_behalf_of"] = on_behalf_of
    person = actor.person if actor.person.pk else None
    return _append(actor.organisation, actor.now, person, action, dossier, who, data)


def record_supplier(request: SupplierRequest, at: datetime, action: str, **data: Any) -> AuditEvent:
    """Append one event of a supplier who holds the link of `request`; no person of the organisation did it."""
    who = {"supplier": request.supplier_id, "request": request.pk, "via": "link"}
    return _append(request.organisation, at, None, action, None, who, data)


def _append(
    organisation: Organisation,
    at: datetime,
    person: Person | None,
    action: str,
    dossier: Dossier | None,
    who: dict[str, Any],
    data: dict[str, Any],
) -> AuditEvent:
    if not connection.in_atomic_block:
        raise RuntimeError("an audit event must share the transaction of its change")
    AuditHead.objects.get_or_create(organisation=organisation, defaults={"seal": audit.GENESIS})
    head = AuditHead.objects.select_for_update().get(organisation=organisation)
    content = {
        "sequence": head.sequence + 1,
        "organisation": organisation.slug,
        "at": at.isoformat(timespec="microseconds"),
        "action": action,
        "who": who,
        "dossier": dossier.number if dossier else None,
        "data": data,
    }
    event = AuditEvent.objects.create(
        organisation=organisation,
        sequence=head.sequence + 1,
        at=at,
        action=action,
        actor=person,
        dossier=dossier,
        content=content,
        previous=head.seal,
        seal=audit.seal(head.seal, content),
    )
    head.sequence, head.seal = event.sequence, event.seal
    head.save(update_fields=["sequence", "seal"])
    return event
