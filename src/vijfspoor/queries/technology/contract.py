"""Contracts of an application at the contract gate: which AI clauses are required, and which are missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from vijfspoor.content.contracts.loader import clause_book_in_force
from vijfspoor.domain.ethics.classification import Classification
from vijfspoor.domain.technology import contract as rules
from vijfspoor.domain.technology.contract import Clause, ClauseFinding
from vijfspoor.queries.ethics.facts import case_of, classify_dossier
from vijfspoor.queries.wording import say
from vijfspoor.store.models import ClauseCheck, Contract, Dossier

BOUGHT = "N13"


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """One clause of a contract with what was found of it; `required_by` names the applications that need it."""

    clause: Clause
    check: ClauseCheck | None
    required_by: tuple[str, ...]

    @property
    def is_missing(self) -> bool:
        """Whether it is required, and absent or not looked for yet."""
        return bool(self.required_by) and (self.check is None or self.check.finding == ClauseCheck.Finding.ABSENT)


def required_clauses(dossier: Dossier, on: date, law: Classification | None = None) -> tuple[Clause, ...]:
    """Return the clauses the application's contract needs `on` a date; none when nothing is bought for it.

    While it is unknown whether it is bought, or whether a clause is needed, it counts as needed. `law` is the
    classification of that day, where it is known already.
    """
    case = case_of(dossier, law or classify_dossier(dossier, on))
    if case.values[BOUGHT] is False and dossier.product_id is None:
        return ()
    return rules.required_clauses(clause_book_in_force(on), case)


def contracts_of(dossier: Dossier, on: date) -> QuerySet[Contract]:
    """Return the contracts that cover the application `on` a date: by itself or through its product.

    One that has yet to start counts: the contract gate stands before the use.
    """
    covers = Q(dossiers=dossier)
    if dossier.product_id is not None:
        covers |= Q(products=dossier.product_id)
    running = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    found = Contract.objects.filter(covers, running, organisation=dossier.organisation_id)
    return found.select_related("supplier").distinct().order_by("starts_on", "pk")


def missing_clauses(dossier: Dossier, on: date) -> tuple[Clause, ...]:
    """Return the required clauses that no contract of the application has `on` a date. Empty: nothing is in the way."""
    required = required_clauses(dossier, on)
    return missing_of(contracts_of(dossier, on) if required else (), required)


def missing_of(contracts: Iterable[Contract], required: Iterable[Clause]) -> tuple[Clause, ...]:
    """Return which of the required clauses none of these contracts has."""
    return rules.missing_clauses(findings(contracts), required)


def open_items(dossier: Dossier, on: date, law: Classification | None = None) -> tuple[str, ...]:
    """Return what keeps the contract gate (G5) shut `on` a date, as sentences: no contract at all, or each clause.

    Empty when nothing is in the way.
    """
    required = required_clauses(dossier, on, law)
    contracts = list(contracts_of(dossier, on)) if required else []
    if required and not contracts:
        return (_("There is no contract that covers this application"),)
    missing = missing_of(contracts, required)
    return tuple(_("The contract misses: %(clause)s") % {"clause": say(clause.title)} for clause in missing)


def findings(contracts: Iterable[Contract]) -> dict[str, ClauseFinding]:
    """Return clause -> the newest finding. Where contracts differ, one that has the clause is enough."""
    newest: dict[tuple[int, str], str] = {}
    rows = ClauseCheck.objects.filter(contract__in=[row.pk for row in contracts]).order_by("pk")
    for contract, clause, finding in rows.values_list("contract_id", "clause", "finding"):
        newest[contract, clause] = finding
    found: dict[str, ClauseFinding] = {}
    for (_contract, clause), finding in newest.items():
        if found.get(clause, ClauseFinding.ABSENT) is ClauseFinding.ABSENT:
            found[clause] = ClauseFinding(finding)
    return found


def clause_rows(contract: Contract, on: date) -> list[ClauseRow]:
    """Return every clause of the book with what was found in this contract, what is missing first."""
    newest = {check.clause: check for check in contract.checks.select_related("by").order_by("pk")}
    needed: dict[str, list[str]] = {}
    for dossier in covered(contract):
        for clause in required_clauses(dossier, on):
            needed.setdefault(clause.code, []).append(dossier.name)
    rows = [
        ClauseRow(clause, newest.get(code), tuple(needed.get(code, ())))
        for code, clause in clause_book_in_force(on).clauses.items()
    ]
    return sorted(rows, key=lambda row: (not row.is_missing, not row.required_by))


def covered(contract: Contract) -> QuerySet[Dossier]:
    """Return the applications a contract covers: by themselves or through a product; no drafts, none that ended."""
    covers = Q(contracts=contract) | Q(product__in=contract.products.values("pk"))
    settled = (Dossier.Status.DRAFT, Dossier.Status.REJECTED, Dossier.Status.RETIRED, Dossier.Status.MERGED)
    found = Dossier.objects.filter(covers, organisation=contract.organisation_id).exclude(status__in=settled)
    return found.select_related("organisation").distinct().order_by("name")
