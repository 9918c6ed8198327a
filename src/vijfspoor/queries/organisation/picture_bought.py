"""What was bought and agreed, in the pictures of many applications: contracts, products, exceptions, training."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from vijfspoor.domain.organisation.picture import ContractPicture, ExceptionPicture
from vijfspoor.queries.organisation.picture_known import Known
from vijfspoor.queries.people.module_access import users
from vijfspoor.store.models import (
    ClauseCheck,
    Contract,
    Dossier,
    GuidelineException,
    GuidelineJudgement,
    Product,
)


class BoughtRows:
    """Reads what was agreed for a choice of dossiers; at most twelve statements."""

    def __init__(self, known: Known, of_dossier: dict[str, Any]) -> None:
        pictures = _contracts(known)
        self._by_dossier: dict[int, set[int]] = defaultdict(set)
        for dossier, contract in Contract.dossiers.through.objects.filter(**of_dossier).values_list(
            "dossier_id", "contract_id"
        ):
            self._by_dossier[dossier].add(contract)
        self._by_product: dict[int, set[int]] = defaultdict(set)
        mine = Contract.products.through.objects.filter(contract__organisation=known.organisation.pk)
        for product, contract in mine.values_list("product_id", "contract_id"):
            self._by_product[product].add(contract)
        self._pictures = pictures
        products = Product.objects.filter(organisation=known.organisation.pk)
        self._ai = dict(products.values_list("pk", "ai_functions"))
        self._exceptions = _exceptions(of_dossier)
        self._users = users(of_dossier)

    def contracts(self, row: Dossier) -> tuple[ContractPicture, ...]:
        """Return the contracts of an application, by itself or through its product."""
        own = self._by_dossier.get(row.pk, set()) | self._by_product.get(row.product_id or 0, set())
        return tuple(self._pictures[pk] for pk in sorted(own))

    def product_ai(self, row: Dossier) -> str:
        """Return what is known of AI in its product; empty without a product."""
        return self._ai.get(row.product_id or 0, "")

    def exceptions(self, dossier: int) -> tuple[ExceptionPicture, ...]:
        """Return the newest exception to each guideline that the application was not judged to meet since."""
        return self._exceptions.get(dossier, ())

    def untrained(self, dossier: int) -> int:
        """Return how many people were not trained for it."""
        return self._users[dossier].left if dossier in self._users else 0


def _contracts(known: Known) -> dict[int, ContractPicture]:
    checks = ClauseCheck.objects.filter(contract__organisation=known.organisation.pk).order_by("pk")
    newest = {
        (contract, clause): found for contract, clause, found in checks.values_list("contract_id", "clause", "finding")
    }
    absent: dict[int, set[str]] = defaultdict(set)
    for (contract, clause), found in newest.items():
        if found == ClauseCheck.Finding.ABSENT:
            absent[contract].add(clause)
    rows = Contract.objects.filter(organisation=known.organisation.pk).values_list("pk", "ends_on")
    return {pk: ContractPicture(ends_on, frozenset(absent[pk])) for pk, ends_on in rows}


def _exceptions(of_dossier: dict[str, Any]) -> dict[int, tuple[ExceptionPicture, ...]]:
    met: dict[tuple[int, str], datetime] = {}
    for dossier, code, meets, at in (
        GuidelineJudgement.objects.filter(**of_dossier).order_by("pk").values_list("dossier_id", "code", "meets", "at")
    ):
        if meets:
            met[dossier, code] = at
        else:
            met.pop((dossier, code), None)
    newest = {(row.dossier_id, row.code): row for row in GuidelineException.objects.filter(**of_dossier).order_by("pk")}
    found: dict[int, list[ExceptionPicture]] = defaultdict(list)
    for key, row in newest.items():
        if key not in met or met[key] < row.at:
            found[row.dossier_id].append(ExceptionPicture(row.code, row.until))
    return {dossier: tuple(rows) for dossier, rows in found.items()}
