"""Verbs: keep the file of a supplier: what it is, whom to call, and its certificates with their last day."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission, _tasks
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import InvalidInput, NotAllowed
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Certificate, Supplier, SupplierContact, Task

MOST = {"name": 200, "website": 300, "note": 2500, "subprocessors": 2000}
MOST_CONTACT = {"name": 150, "function": 150, "email": 254, "phone": 40}
MOST_CERTIFICATE = {"name": 200, "issued_by": 200}
_is_url = URLValidator(schemes=["https", "http"])


@dataclass(frozen=True, slots=True)
class SupplierInput:
    """Leverancier, as typed; sub-processors one per line."""

    name: str
    website: str = ""
    note: str = ""
    subprocessors: str = ""


@transaction.atomic
def keep_supplier(actor: Actor, given: SupplierInput, supplier: Supplier | None = None) -> Supplier:
    """Record a supplier, new or known. Raises InvalidInput at the field."""
    _permission.require(actor, "keep_supplier", supplier)
    texts = checked({name: getattr(given, name) for name in MOST}, MOST, {"name": _("Give the supplier a name.")})
    errors: dict[str, list[str]] = {}
    if texts["website"] and not _is(_is_url, texts["website"]):
        errors["website"] = [_("Write the whole address, for example https://supplier.example.")]
    twins = actor.organisation.suppliers.filter(name=texts["name"])
    if (twins.exclude(pk=supplier.pk) if supplier else twins).exists():
        errors["name"] = [_("There is a supplier with this name already.")]
    if errors:
        raise InvalidInput(errors)
    if supplier is None:
        supplier = Supplier(organisation=actor.organisation)
    else:
        supplier = Supplier.objects.select_for_update().get(pk=supplier.pk)
    for name, value in texts.items():
        setattr(supplier, name, value)
    supplier.save()
    _audit.record(actor, "supplier_kept", supplier=supplier.pk)
    return supplier


@transaction.atomic
def add_contact(
    actor: Actor, supplier: Supplier, *, name: str, function: str = "", email: str = "", phone: str = ""
) -> SupplierContact:
    """Record whom to call or mail. Raises InvalidInput at the field."""
    _permission.require(actor, "keep_supplier", supplier)
    texts = checked(
        {"name": name, "function": function, "email": email, "phone": phone},
        MOST_CONTACT,
        {"name": _("Give the name of the contact.")},
    )
    if texts["email"] and not _is(validate_email, texts["email"]):
        raise InvalidInput({"email": [_("This is no mail address.")]})
    contact = SupplierContact.objects.create(supplier=supplier, **texts)
    # The name stays out: an event is never erased.
    _audit.record(actor, "contact_added", supplier=supplier.pk, contact=contact.pk)
    return contact


@transaction.atomic
def remove_contact(actor: Actor, contact: SupplierContact) -> None:
    """Erase a contact."""
    _permission.require(actor, "keep_supplier", contact.supplier)
    _audit.record(actor, "contact_removed", supplier=contact.supplier_id, contact=contact.pk)
    contact.delete()


@transaction.atomic
def keep_certificate(
    actor: Actor,
    supplier: Supplier,
    *,
    name: str,
    valid_until: date | None,
    issued_by: str = "",
    certificate: Certificate | None = None,
) -> Certificate:
    """Record a certificate or declaration, or a later last day of one that is known: that settles its reminder.

    Raises InvalidInput at the field.
    """
    _permission.require(actor, "keep_supplier", supplier)
    texts = checked(
        {"name": name, "issued_by": issued_by}, MOST_CERTIFICATE, {"name": _("Say which certificate it is.")}
    )
    if valid_until is None:
        raise InvalidInput({"valid_until": [_("Write the date as dd-mm-yyyy, for example 02-12-2027.")]})
    if certificate is None:
        certificate = Certificate(supplier=supplier)
    elif certificate.supplier_id != supplier.pk:
        raise NotAllowed("keep_certificate")
    elif certificate.valid_until < valid_until and certificate.task is not None:
        _close(actor, certificate.task)
        certificate.task = None
    certificate.name, certificate.issued_by, certificate.valid_until = texts["name"], texts["issued_by"], valid_until
    certificate.save()
    _audit.record(
        actor,
        "certificate_kept",
        supplier=supplier.pk,
        certificate=certificate.pk,
        valid_until=valid_until.isoformat(),
    )
    return certificate


def _close(actor: Actor, task: Task) -> None:
    if task.status == Task.Status.OPEN:
        _tasks.close(actor, task)


def _is(validator: object, value: str) -> bool:
    try:
        validator(value)  # type: ignore[operator]
    except ValidationError:
        return False
    return True
