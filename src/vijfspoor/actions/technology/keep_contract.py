"""Verbs: keep a contract with a supplier, and say clause by clause what is in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission, _tasks
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import InvalidInput, NotAllowed
from vijfspoor.content.contracts.loader import clause_book_in_force
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import ClauseCheck, Contract, Dossier, Product, Supplier, Task

MOST = {"name": 200, "terms": 5000}
MOST_REASONS = {"reasons": 2500}
MOST_MONTHS = 60
MOST_EUROS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class ContractInput:
    """Contract, as typed. Without `ends_on` it runs until further notice; it covers products, applications or both.

    `yearly_cost` is in whole euros, VAT included; None means not known.
    """

    name: str
    starts_on: date | None
    ends_on: date | None = None
    notice_months: int = 0
    terms: str = ""
    products: Sequence[Product] = ()
    dossiers: Sequence[Dossier] = ()
    yearly_cost: int | None = None


@transaction.atomic
def keep_contract(actor: Actor, supplier: Supplier, given: ContractInput, contract: Contract | None = None) -> Contract:
    """Record a contract, new or known. Other dates take away the reminders of the old ones.

    Raises InvalidInput at the field, NotAllowed for a product or an application of somebody else.
    """
    _permission.require(actor, "keep_contract", supplier)
    texts = checked({"name": given.name, "terms": given.terms}, MOST, {"name": _("Give the contract a name.")})
    starts_on = _checked_dates(given)
    _refuse_strangers(actor, supplier, given)
    if contract is None:
        contract = Contract(organisation=actor.organisation, supplier=supplier)
    else:
        contract = _locked(contract, supplier)
        if (contract.ends_on, contract.notice_months) != (given.ends_on, given.notice_months):
            _take_back_reminders(actor, contract)
    contract.name, contract.terms, contract.starts_on = texts["name"], texts["terms"], starts_on
    contract.ends_on, contract.notice_months = given.ends_on, given.notice_months
    contract.yearly_cost = given.yearly_cost
    contract.save()
    contract.products.set(given.products)
    contract.dossiers.set(given.dossiers)
    _audit.record(
        actor,
        "contract_kept",
        contract=contract.pk,
        supplier=supplier.pk,
        starts_on=starts_on.isoformat(),
        ends_on=given.ends_on.isoformat() if given.ends_on else None,
        notice_months=given.notice_months,
        yearly_cost=given.yearly_cost,
        products=sorted(product.pk for product in given.products),
        dossiers=sorted(dossier.number for dossier in given.dossiers),
    )
    return contract


def _checked_dates(given: ContractInput) -> date:
    errors: dict[str, list[str]] = {}
    if given.starts_on is None:
        errors["starts_on"] = [_("Write the date as dd-mm-yyyy, for example 02-12-2027.")]
    elif given.ends_on is not None and given.ends_on < given.starts_on:
        errors["ends_on"] = [_("The contract ends before it starts.")]
    if not 0 <= given.notice_months <= MOST_MONTHS:
        errors["notice_months"] = [_("Use a number of months from 0 to %(most)s.") % {"most": MOST_MONTHS}]
    if given.yearly_cost is not None and not 0 <= given.yearly_cost <= MOST_EUROS:
        errors["yearly_cost"] = [_("Use whole euros a year, without cents, for example 24000.")]
    if not given.products and not given.dossiers:
        errors["products"] = [_("Choose at least one product or application that this contract is about.")]
    if errors or given.starts_on is None:
        raise InvalidInput(errors)
    return given.starts_on


def _refuse_strangers(actor: Actor, supplier: Supplier, given: ContractInput) -> None:
    strange = any(product.supplier_id != supplier.pk for product in given.products)
    seen = _visible.dossiers(actor).filter(pk__in=[dossier.pk for dossier in given.dossiers])
    if strange or seen.count() != len({dossier.pk for dossier in given.dossiers}):
        raise NotAllowed("keep_contract")


def _locked(contract: Contract, supplier: Supplier) -> Contract:
    if contract.supplier_id != supplier.pk:
        raise NotAllowed("keep_contract")
    return Contract.objects.select_for_update().get(pk=contract.pk)


def _take_back_reminders(actor: Actor, contract: Contract) -> None:
    tasks = Task.objects.filter(pk__in=[contract.notice_task_id, contract.end_task_id], status=Task.Status.OPEN)
    _tasks.withdraw(actor, tasks)
    contract.notice_task = contract.end_task = None


@transaction.atomic
def check_clause(actor: Actor, contract: Contract, code: str, *, finding: str, reasons: str = "") -> ClauseCheck:
    """Record what was found of one clause; what was found before stays readable.

    Raises InvalidInput at the field: what is accepted otherwise needs reasons.
    """
    _permission.require(actor, "check_clause", contract)
    texts = checked({"reasons": reasons}, MOST_REASONS, {})
    errors: dict[str, list[str]] = {}
    if code not in clause_book_in_force(actor.today).clauses:
        errors["clause"] = [_("This clause does not exist.")]
    if finding not in ClauseCheck.Finding.values:
        errors["finding"] = [_("Choose an answer from the list.")]
    elif finding == ClauseCheck.Finding.ACCEPTED_OTHERWISE and not texts["reasons"]:
        errors["reasons"] = [_("Say what was agreed instead, and why that is enough.")]
    if errors:
        raise InvalidInput(errors)
    contract = Contract.objects.select_for_update().get(pk=contract.pk)
    made = ClauseCheck.objects.create(
        contract=contract, clause=code, finding=finding, reasons=texts["reasons"], by=actor.person, at=actor.now
    )
    _audit.record(actor, "clause_checked", contract=contract.pk, clause=code, finding=finding)
    return made
