"""Concerns that were put to a supplier: to whom one can go, and how each stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from vijfspoor.domain.technology.supplier_notice import NoticeState, notice_state
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Concern, Supplier, SupplierContact, SupplierNotice, Task


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A concern at a supplier as it stands today."""

    row: SupplierNotice
    state: NoticeState


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom a concern can go: a contact by mail, or the supplier, told by a colleague where `contact` is None."""

    supplier: Supplier
    contact: SupplierContact | None

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"c{self.contact.pk}" if self.contact else f"s{self.supplier.pk}"


def addressees(actor: Actor, concern: Concern) -> list[Addressee]:
    """Return to whom the concern can go, in two SQL statements: the maker of the product, where that is on file."""
    if concern.dossier is None:
        return []
    found = _visible.suppliers(actor).order_by("name")
    product = concern.dossier.product_id
    if product is not None:
        found = found.filter(products=product)
    by_mail: dict[int, list[SupplierContact]] = {}
    for contact in SupplierContact.objects.filter(supplier__in=found.values("pk")).exclude(email="").order_by("name"):
        by_mail.setdefault(contact.supplier_id, []).append(contact)
    return [Addressee(supplier, contact) for supplier in found for contact in (*by_mail.get(supplier.pk, ()), None)]


def of_case(actor: Actor, concern: Concern) -> list[NoticeView]:
    """Return what was put to suppliers about a case, oldest first."""
    return _views(_rows(actor).filter(concern=concern.part_of_id or concern.pk), actor.today)


def of_supplier(actor: Actor, supplier: Supplier) -> list[NoticeView]:
    """Return what was put to a supplier, newest first."""
    rows = _rows(actor).filter(supplier=supplier).order_by("-pk")
    return _views(rows, actor.today)


def find(actor: Actor, concern: Concern, pk: int) -> SupplierNotice | None:
    """Return one of a case."""
    return _rows(actor).filter(concern=concern, pk=pk).first()


def _rows(actor: Actor) -> QuerySet[SupplierNotice]:
    return _visible.supplier_notices(actor).select_related(
        "supplier", "by", "answer_kept_by", "task", "concern__dossier"
    )


def _views(rows: Iterable[SupplierNotice], today: date) -> list[NoticeView]:
    return [NoticeView(row, _state(row, today)) for row in rows]


def _state(row: SupplierNotice, today: date) -> NoticeState:
    dropped = row.task.status == Task.Status.WITHDRAWN
    return notice_state(row.answer_by, today, is_answered=row.answered_at is not None, is_dropped=dropped)
