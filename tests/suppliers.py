"""A supplier with a product, a contract and a questionnaire by link, through the real actions."""

from dataclasses import dataclass
from datetime import date

from tests.builders import NOW, Municipality
from vijfspoor.actions.technology.ask_supplier import AskedSupplier, ask_supplier
from vijfspoor.actions.technology.keep_contract import ContractInput, keep_contract
from vijfspoor.actions.technology.keep_product import ProductInput, keep_product
from vijfspoor.actions.technology.keep_supplier import SupplierInput, keep_supplier
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Contract, Dossier, Product, Supplier


@dataclass
class Shop:
    """A supplier and what it sells, as the procurement officer keeps it."""

    town: Municipality
    supplier: Supplier
    product: Product

    @property
    def buyer(self) -> Actor:
        """The procurement officer."""
        return self.town.actor("procurement_officer", NOW)

    def contract(self, dossier: Dossier | None = None, **fields: object) -> Contract:
        """Make a contract for the product, and for `dossier` where given."""
        given = {"starts_on": date(2026, 1, 1), "products": [self.product], "dossiers": [dossier] if dossier else []}
        return keep_contract(self.buyer, self.supplier, ContractInput("Raamovereenkomst", **{**given, **fields}))

    def ask(self, days: int = 14) -> AskedSupplier:
        """Ask the supplier about the product."""
        return ask_supplier(self.buyer, self.product, days=days)


def shop(town: Municipality, name: str = "Spraakwerk BV", **product: object) -> Shop:
    """Make a supplier with one product."""
    buyer = town.actor("procurement_officer", NOW)
    supplier = keep_supplier(buyer, SupplierInput(name))
    kept = keep_product(buyer, supplier, ProductInput("Verslagmaker", **product))
    return Shop(town, supplier, kept.product)
