"""What is spent a year on contracts, per supplier and per department, for who may read the files of suppliers."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet, Sum

from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.dossier.register import UNKNOWN
from vijfspoor.store.models import Contract, Dossier

PAGE_SIZE = 50
MOST_SUPPLIERS = 8
SHARED = "gedeeld"
"""Stands for the departments of a contract that more than one of them uses."""

_USES = (Dossier.Status.UNDERWAY, Dossier.Status.APPROVED)
_Row = tuple[int, str, str, int | None]


@dataclass(frozen=True, slots=True)
class SpendingLine:
    """What one supplier is paid, or one department spends: a year, in whole euros, and of how many it is unknown.

    `key` is the number of the supplier or the department; SHARED and UNKNOWN stand for more or no departments.
    """

    key: str
    name: str
    euros: int
    contracts: int
    unknown: int
    percent: int


@dataclass(frozen=True, slots=True)
class Spending:
    """Uitgaven per jaar: the sum in whole euros over the contracts in force, each in one line of either table."""

    euros: int
    contracts: int
    unknown: int
    suppliers: tuple[SpendingLine, ...]
    departments: tuple[SpendingLine, ...]

    @property
    def largest(self) -> tuple[SpendingLine, ...]:
        """The suppliers that are paid the most."""
        return self.suppliers[:MOST_SUPPLIERS]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Keuze uit de contracten: of one supplier, of one department, or only those of unknown cost."""

    supplier: int | None = None
    department: str = ""
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class ContractList:
    """One page of the contracts that were chosen, and what all of them cost together."""

    page: Page  # type: ignore[type-arg]
    euros: int


def spending(actor: Actor, on: date, department: str = "") -> Spending | None:
    """Return what is spent on the contracts in force on a day, in three SQL statements; None for who may not read it.

    With a `department`, only on those that no other department uses.
    """
    if not _visible.may_read_suppliers(actor):
        return None
    found = contracts_in_force(actor, on)
    users = _departments(found)
    rows: list[_Row] = [
        (pk, str(supplier), name, euros)
        for pk, supplier, name, euros in found.values_list("pk", "supplier", "supplier__name", "yearly_cost")
        if not department or _key(users, pk) == department
    ]
    names = {str(pk): name for used in users.values() for pk, name in used.items()}
    return Spending(
        sum(euros or 0 for _pk, _supplier, _name, euros in rows),
        len(rows),
        sum(euros is None for _pk, _supplier, _name, euros in rows),
        _lines((supplier, name, euros) for _pk, supplier, name, euros in rows),
        _lines((key := _key(users, pk), names.get(key, ""), euros) for pk, _supplier, _name, euros in rows),
    )


def contracts_in_force(actor: Actor, on: date) -> QuerySet[Contract]:
    """Return the contracts that run on a day; the cost is as it is known now."""
    return _visible.contracts(actor).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


def contract_list(actor: Actor, on: date, chosen: Chosen, page: int) -> ContractList:
    """Return one page of the contracts in force that were chosen, the dearest first."""
    found = contracts_in_force(actor, on).select_related("supplier")
    if chosen.supplier is not None:
        found = found.filter(supplier=chosen.supplier)
    if chosen.department:
        users = _departments(found)
        numbers = [pk for pk in found.values_list("pk", flat=True) if _key(users, pk) == chosen.department]
        found = found.filter(pk__in=numbers)
    if chosen.unknown:
        found = found.filter(yearly_cost__isnull=True)
    euros = found.aggregate(euros=Sum("yearly_cost"))["euros"]
    ordered = found.order_by(F("yearly_cost").desc(nulls_last=True), "pk")
    return ContractList(Paginator(ordered, PAGE_SIZE).get_page(page), euros or 0)


def _departments(contracts: QuerySet[Contract]) -> dict[int, dict[int, str]]:
    """Return contract -> the departments that use it now, by itself or through its product: number -> name."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for way in ("dossiers", "products__dossiers"):
        used = contracts.filter(**{f"{way}__status__in": _USES, f"{way}__department__isnull": False})
        for pk, unit, name in used.values_list("pk", f"{way}__department", f"{way}__department__name").distinct():
            found[pk][unit] = name
    return found


def _key(users: dict[int, dict[int, str]], contract: int) -> str:
    """Where a contract counts: its cost cannot be divided, so one that departments share has a line of its own."""
    departments = users.get(contract, {})
    if len(departments) > 1:
        return SHARED
    return str(next(iter(departments))) if departments else UNKNOWN


def _lines(rows: Iterable[tuple[str, str, int | None]]) -> tuple[SpendingLine, ...]:
    """Return one line per key, the dearest first."""
    costs: dict[tuple[str, str], list[int | None]] = defaultdict(list)
    for key, name, euros in rows:
        costs[key, name].append(euros)
    sums = {line: sum(euros or 0 for euros in given) for line, given in costs.items()}
    highest = max(sums.values(), default=0)
    ordered = sorted(costs, key=lambda line: (-sums[line], line[1]))
    return tuple(
        SpendingLine(
            *line, sums[line], len(costs[line]), costs[line].count(None), round(100 * sums[line] / (highest or 1))
        )
        for line in ordered
    )
