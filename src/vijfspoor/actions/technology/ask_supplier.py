"""Verbs: ask a supplier about a product through a link that opens without an account, and take the link back."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission, _tasks
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.content.suppliers.loader import supplier_form_in_force
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics.facts import book_for
from vijfspoor.queries.organisation.tokens import digest
from vijfspoor.queries.technology.supplier_link import new_secret, token_for
from vijfspoor.store.models import Product, SupplierRequest, Task

LONGEST_DAYS = 90
MOST = {"message": 2500}


@dataclass(frozen=True, slots=True)
class AskedSupplier:
    """The questionnaire, and the token of its link: shown once and kept nowhere."""

    request: SupplierRequest
    token: str


@transaction.atomic
def ask_supplier(actor: Actor, product: Product, *, days: int, message: str = "") -> AskedSupplier:
    """Make a questionnaire about a product, with a link that works for `days` days. Raises InvalidInput."""
    _permission.require(actor, "ask_supplier", product)
    texts = checked({"message": message}, MOST, {})
    if not 1 <= days <= LONGEST_DAYS:
        raise InvalidInput({"days": [_("Use a number of days from 1 to %(most)s.") % {"most": LONGEST_DAYS}]})
    secret = new_secret()
    request = SupplierRequest.objects.create(
        organisation=actor.organisation,
        supplier=product.supplier,
        product=product,
        message=texts["message"],
        digest=digest(secret),
        form=supplier_form_in_force(actor.today).valid_from,
        rule_book=book_for(actor.organisation, actor.today).version,
        asked_by=actor.person,
        asked_at=actor.now,
        expires_at=actor.now + timedelta(days=days),
    )
    _audit.record(actor, "supplier_asked", request=request.pk, supplier=product.supplier_id, product=product.pk)
    return AskedSupplier(request, token_for(request, secret))


@transaction.atomic
def revoke_request(actor: Actor, request: SupplierRequest) -> SupplierRequest:
    """Take the link back: it opens nothing any more. Raises Conflict once it was handed in or taken back."""
    _permission.require(actor, "ask_supplier", request)
    request = SupplierRequest.objects.select_for_update(of=("self",)).select_related("task").get(pk=request.pk)
    if request.status != SupplierRequest.Status.OPEN or request.revoked_at is not None:
        raise Conflict(_("This questionnaire was handed in or taken back already."))
    request.revoked_at, request.revoked_by = actor.now, actor.person
    request.save(update_fields=["revoked_at", "revoked_by"])
    if request.task is not None and request.task.status == Task.Status.OPEN:
        _tasks.withdraw(actor, [request.task])
    _audit.record(actor, "request_revoked", request=request.pk, supplier=request.supplier_id)
    return request
