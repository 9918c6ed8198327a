"""What is spent a year on contracts, per supplier, for who may read the files of suppliers."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet, Sum

from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Contract

PAGE_SIZE = 50
MOST_SUPPLIERS = 8


@dataclass(frozen=True, slots=True)
class SupplierSpending:
    """What one supplier is paid a year, in whole euros, on how many contracts, and of how many the cost is unknown."""

    supplier: int
    name: str
    euros: int
    contracts: int
    unknown: int
    percent: int


@dataclass(frozen=True, slots=True)
class Spending:
    """Uitgaven per jaar: the sum in whole euros over all contracts in force, and the largest suppliers."""

    euros: int
    contracts: int
    unknown: int
    suppliers: tuple[SupplierSpending, ...]


def spending(actor: Actor, on: date) -> Spending | None:
    """Return what is spent on the contracts in force on a day, in one SQL statement; None for who may not read it."""
    if not _visible.may_read_suppliers(actor):
        return None
    grouped = contracts_in_force(actor, on).values_list("supplier", "supplier__name")
    unknown = Count("pk", filter=Q(yearly_cost__isnull=True))
    found = list(grouped.annotate(euros=Sum("yearly_cost"), n=Count("pk"), unknown=unknown).order_by("supplier__name"))
    found.sort(key=lambda row: -(row[2] or 0))
    highest = (found[0][2] or 0) if found else 0
    lines = [
        SupplierSpending(pk, name, euros or 0, n, missing, round(100 * (euros or 0) / highest) if highest else 0)
        for pk, name, euros, n, missing in found
    ]
    return Spending(
        sum(line.euros for line in lines),
        sum(line.contracts for line in lines),
        sum(line.unknown for line in lines),
        tuple(lines[:MOST_SUPPLIERS]),
    )


def contracts_in_force(actor: Actor, on: date) -> QuerySet[Contract]:
    """Return the contracts that run on a day; the cost is as it is known now."""
    return _visible.contracts(actor).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


def contract_page(actor: Actor, on: date, supplier: int | None, *, unknown: bool, page: int) -> Page:  # type: ignore[type-arg]
    """Return one page of the contracts in force, the dearest first: of a supplier, or only those of unknown cost."""
    found = contracts_in_force(actor, on).select_related("supplier")
    if supplier is not None:
        found = found.filter(supplier=supplier)
    if unknown:
        found = found.filter(yearly_cost__isnull=True)
    return Paginator(found.order_by(F("yearly_cost").desc(nulls_last=True), "pk"), PAGE_SIZE).get_page(page)
