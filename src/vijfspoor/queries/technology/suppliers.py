"""Suppliers on screen: the list with how much leans on each, one file, one product, and some side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, Q, QuerySet

from vijfspoor.content.calendar import is_holiday
from vijfspoor.content.contracts.loader import clause_book_in_force
from vijfspoor.content.suppliers.loader import AI_FUNCTIONS, MODELS, SUBPROCESSORS, supplier_form_in_force
from vijfspoor.domain.ethics.rule_book import Question
from vijfspoor.domain.technology.contract import CertificateState, certificate_state, notice_by
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics.facts import book_for
from vijfspoor.store.models import Certificate, Contract, Dossier, Product, ProductFact, Supplier

PAGE_SIZE = 25
MOST_COMPARED = 4
_USES = Q(products__dossiers__status__in=[Dossier.Status.UNDERWAY, Dossier.Status.APPROVED])


@dataclass(frozen=True, slots=True)
class SupplierRow:
    """A supplier with how much leans on it: products, applications and departments."""

    supplier: Supplier
    products: int
    applications: int
    departments: int
    has_hidden_ai: bool


@dataclass(frozen=True, slots=True)
class CertificateView:
    """A certificate and how it stands today."""

    row: Certificate
    state: CertificateState


@dataclass(frozen=True, slots=True)
class ContractView:
    """A contract with the last day to give notice (None without an end) and whether it runs."""

    row: Contract
    notice_by: date | None
    is_over: bool
    is_near: bool


@dataclass(frozen=True, slots=True)
class SupplierFileView:
    """Everything on one supplier."""

    supplier: Supplier
    products: tuple[Product, ...]
    contracts: tuple[ContractView, ...]
    certificates: tuple[CertificateView, ...]
    applications: tuple[Dossier, ...]

    @property
    def departments(self) -> tuple[str, ...]:
        """Names of the departments that use a product of this supplier."""
        return tuple(sorted({row.department.name for row in self.applications if row.department}))

    @property
    def sub_processors(self) -> tuple[str, ...]:
        """The sub-processors, one by one."""
        return tuple(line.strip() for line in self.supplier.subprocessors.splitlines() if line.strip())


@dataclass(frozen=True, slots=True)
class FactRow:
    """A question of the law about a product, with its current fact."""

    question: Question
    fact: ProductFact | None


def listing(actor: Actor, q: str, page: int) -> Page:
    """Return one page of suppliers as SupplierRow, by name; `q` is looked for in their names and their products'."""
    found = _counted(_visible.suppliers(actor))
    if q:
        named = Q(name__icontains=q) | Q(pk__in=_visible.products(actor).filter(name__icontains=q).values("supplier"))
        found = found.filter(named)
    shown = Paginator(found.order_by("name"), PAGE_SIZE).get_page(page)
    shown.object_list = [_row(supplier) for supplier in shown.object_list]
    return shown


def most_leaned_on(actor: Actor, most: int = 8) -> list[SupplierRow]:
    """Return the suppliers most applications lean on, the most first; one without applications is left out."""
    found = _counted(_visible.suppliers(actor)).filter(application_count__gt=0)
    return [_row(row) for row in found.order_by("-application_count", "-department_count", "name")[:most]]


def find(actor: Actor, pk: int) -> Supplier | None:
    """Return a supplier the actor may read."""
    return _visible.suppliers(actor).filter(pk=pk).first()


def product(actor: Actor, supplier: Supplier, pk: int) -> Product | None:
    """Return a product of the supplier."""
    found = _visible.products(actor).filter(supplier=supplier, pk=pk)
    return found.select_related("supplier__organisation").first()


def contract(actor: Actor, supplier: Supplier, pk: int) -> Contract | None:
    """Return a contract with the supplier."""
    found = _visible.contracts(actor).filter(supplier=supplier, pk=pk)
    return found.select_related("supplier", "organisation").first()


def file_of(actor: Actor, supplier: Supplier) -> SupplierFileView:
    """Return everything on one supplier."""
    return _files(actor, [supplier])[0]


def compared(actor: Actor, pks: Iterable[int]) -> list[SupplierFileView]:
    """Return the chosen suppliers side by side, at most four, in the order of their names."""
    return _files(actor, list(_visible.suppliers(actor).filter(pk__in=list(pks)).order_by("name")[:MOST_COMPARED]))


def _files(actor: Actor, suppliers: list[Supplier]) -> list[SupplierFileView]:
    numbers = [supplier.pk for supplier in suppliers]
    products = list(_visible.products(actor).filter(supplier__in=numbers).order_by("name"))
    contracts = _visible.contracts(actor).filter(supplier__in=numbers).prefetch_related("products", "dossiers")
    used = list(_applications(actor).filter(product__in=[row.pk for row in products]))
    ordered = list(contracts.order_by("ends_on", "pk"))
    papers = list(Certificate.objects.filter(supplier__in=numbers).order_by("valid_until", "pk"))
    of_supplier = {row.pk: row.supplier_id for row in products}
    return [
        SupplierFileView(
            supplier=supplier,
            products=tuple(row for row in products if row.supplier_id == supplier.pk),
            contracts=tuple(contract_view(row, actor.today) for row in ordered if row.supplier_id == supplier.pk),
            certificates=tuple(_certificate(row, actor.today) for row in papers if row.supplier_id == supplier.pk),
            applications=tuple(row for row in used if of_supplier[row.product_id] == supplier.pk),
        )
        for supplier in suppliers
    ]


def applications_of(actor: Actor, row: Product) -> list[Dossier]:
    """Return the applications that use a product."""
    return list(_applications(actor).filter(product=row))


def linkable(actor: Actor) -> QuerySet[Dossier]:
    """Return the applications a contract can be about, by name."""
    return (
        _visible.dossiers(actor)
        .exclude(status__in=(Dossier.Status.DRAFT, Dossier.Status.MERGED))
        .order_by("name", "number")
    )


def fact_rows(actor: Actor, row: Product | None) -> list[FactRow]:
    """Return every question of the law a maker can answer, with the product's current fact."""
    asked = supplier_form_in_force(actor.today).facts
    book = book_for(actor.organisation, actor.today)
    facts = {fact.question: fact for fact in row.facts.filter(is_current=True).select_related("by")} if row else {}
    return [FactRow(book.questions[code], facts.get(code)) for code in asked if code in book.questions]


def known_of(row: Product) -> dict[str, Any]:
    """Return question -> what is known of a product now; what is not known is left out."""
    own = {
        AI_FUNCTIONS: "" if row.ai_functions == Product.AiFunctions.UNKNOWN else row.ai_functions,
        MODELS: row.models_used,
        SUBPROCESSORS: row.supplier.subprocessors,
    }
    facts = dict(row.facts.filter(is_current=True).values_list("question", "value"))
    return {**{code: value for code, value in own.items() if value}, **facts}


def contract_view(row: Contract, today: date) -> ContractView:
    """Return a contract as it stands `today`."""
    if row.ends_on is None:
        return ContractView(row, None, is_over=False, is_near=False)
    last = notice_by(row.ends_on, row.notice_months, is_holiday)
    ahead = timedelta(days=clause_book_in_force(today).notice_warning_days)
    is_over = row.ends_on < today
    return ContractView(row, last, is_over=is_over, is_near=not is_over and last <= today + ahead)


def templates(actor: Actor) -> list[Product]:
    """Return the products other organisations offer, without those this organisation has, by supplier and name."""
    mine = {(row.supplier.name, row.name) for row in _visible.products(actor).select_related("supplier")}
    current = Prefetch("facts", ProductFact.objects.filter(is_current=True), to_attr="current_facts")
    offered = _visible.templates(actor).select_related("supplier", "organisation").prefetch_related(current)
    return [row for row in offered.order_by("supplier__name", "name") if (row.supplier.name, row.name) not in mine]


def template(actor: Actor, pk: int) -> Product | None:
    """Return a product that is offered to this organisation."""
    found = _visible.templates(actor).filter(pk=pk)
    return found.select_related("supplier", "organisation").first()


def _applications(actor: Actor) -> QuerySet[Dossier]:
    settled = (Dossier.Status.REJECTED, Dossier.Status.RETIRED, Dossier.Status.MERGED)
    return _visible.dossiers(actor).exclude(status__in=settled).select_related("department").order_by("name", "number")


def _counted(found: QuerySet[Supplier]) -> QuerySet[Supplier]:
    return found.annotate(
        product_count=Count("products", distinct=True),
        application_count=Count("products__dossiers", filter=_USES, distinct=True),
        department_count=Count("products__dossiers__department", filter=_USES, distinct=True),
        hidden_count=Count(
            "products", filter=Q(products__ai_functions=Product.AiFunctions.ON_BY_DEFAULT), distinct=True
        ),
    )


def _row(row: Any) -> SupplierRow:
    return SupplierRow(row, row.product_count, row.application_count, row.department_count, row.hidden_count > 0)


def _certificate(row: Certificate, today: date) -> CertificateView:
    warning = clause_book_in_force(today).certificate_warning_days
    return CertificateView(row, certificate_state(row.valid_until, today, warning))
