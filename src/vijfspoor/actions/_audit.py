"""The only writer of the audit trail. Always called inside the transaction of the change it records."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from vijfspoor.actions import _bulk
from vijfspoor.domain.organisation import audit
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import AuditEvent, AuditHead, Dossier, Organisation, Person, SupplierRequest

_COLUMNS = (
    "organisation_id", "sequence", "at", "action", "actor_id", "dossier_id", "content", "previous", "seal",
)  # fmt: skip


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


def record_each(actor: Actor, action: str, about: Sequence[tuple[Dossier, dict[str, Any]]]) -> None:
    """Append one event per dossier, very many at once: the head of the chain is read and written once."""
    head = _locked_head(actor.organisation)
    who = {"person": actor.person.pk, "roles": sorted(actor.roles), "via": actor.via}
    rows = []
    for dossier, data in about:
        content = _content(actor.organisation, head.sequence + 1, actor.now, action, dossier, who, data)
        sealed = audit.seal(head.seal, content)
        rows.append(
            (
                actor.organisation.pk, head.sequence + 1, actor.now, action, actor.person.pk, dossier.pk, content,
                head.seal, sealed,
            )
        )  # fmt: skip
        head.sequence, head.seal = head.sequence + 1, sealed
    _bulk.insert(AuditEvent, _COLUMNS, rows)
    head.save(update_fields=["sequence", "seal"])


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
    head = _locked_head(organisation)
    content = _content(organisation, head.sequence + 1, at, action, dossier, who, data)
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


def _locked_head(organisation: Organisation) -> AuditHead:
    if not connection.in_atomic_block:
        raise RuntimeError("an audit event must share the transaction of its change")
    AuditHead.objects.get_or_create(organisation=organisation, defaults={"seal": audit.GENESIS})
    return AuditHead.objects.select_for_update().get(organisation=organisation)


def _content(
    organisation: Organisation,
    sequence: int,
    at: datetime,
    action: str,
    dossier: Dossier | None,
    who: dict[str, Any],
    data: dict[str, Any],
) -> dict[str, Any]:
    return {
        "sequence": sequence,
        "organisation": organisation.slug,
        "at": at.isoformat(timespec="microseconds"),
        "action": action,
        "who": who,
        "dossier": dossier.number if dossier else None,
        "data": data,
    }
