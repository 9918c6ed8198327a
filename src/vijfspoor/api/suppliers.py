"""Suppliers, products and contracts: read what is on file, and what is missing in a contract."""

from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router

from vijfspoor.api._auth import actor_with
from vijfspoor.api._paging import listing, stamp
from vijfspoor.api._problem import ERRORS
from vijfspoor.api._shapes import Listing, Shape
from vijfspoor.api.dossiers import Page, Size
from vijfspoor.queries import _visible
from vijfspoor.queries.technology.contract import clause_rows, covered
from vijfspoor.queries.technology.suppliers import contract_view
from vijfspoor.store.models import Certificate, Contract, Product, Supplier

router = Router(tags=["suppliers"], by_alias=True)
Search = Annotated[str, Query(max_length=200)]


class CertificateOut(Shape):
    """A certificate or declaration with its last day."""

    name: str
    issued_by: str
    valid_until: date


class SupplierOut(Shape):
    """A supplier. Contacts are left out: they are about persons."""

    id: int
    name: str
    website: str
    subprocessors: list[str]
    certificates: list[CertificateOut]


class ProductFactOut(Shape):
    """An answer to a question of the law about a product; proposed to each application that uses it."""

    question: str
    value: Any
    origin: str


class ProductOut(Shape):
    """A product. `ai_functions` is unknown, no, yes or on_by_default; `dossiers` are the applications that use it."""

    id: int
    supplier: int
    name: str
    version: str
    ai_functions: str
    models_used: str
    facts: list[ProductFactOut]
    dossiers: list[int]


class ContractOut(Shape):
    """A contract; `notice_by` is the last day to give notice."""

    id: int
    supplier: int
    name: str
    products: list[int]
    starts_on: date
    ends_on: date | None
    notice_months: int
    notice_by: date | None


class ClauseOut(Shape):
    """A clause with the newest finding: present, absent, accepted_otherwise, or nothing when nobody looked yet."""

    code: str
    title: str
    source: str
    is_required: bool
    is_missing: bool
    finding: str | None
    reasons: str


class ContractFullOut(ContractOut):
    """A contract with the applications it covers and every clause."""

    dossiers: list[int]
    clauses: list[ClauseOut]


def _supplier(row: Supplier) -> dict[str, Any]:
    return {
        "id": row.pk,
        "name": row.name,
        "website": row.website,
        "subprocessors": [line.strip() for line in row.subprocessors.splitlines() if line.strip()],
        "certificates": [_certificate(paper) for paper in row.certificates.all()],
    }


def _certificate(row: Certificate) -> dict[str, Any]:
    return {"name": row.name, "issued_by": row.issued_by, "valid_until": row.valid_until}


def _product(row: Product, seen: set[int]) -> dict[str, Any]:
    return {
        "id": row.pk,
        "supplier": row.supplier_id,
        "name": row.name,
        "version": row.version,
        "ai_functions": row.ai_functions,
        "models_used": row.models_used,
        "facts": [
            {"question": fact.question, "value": fact.value, "origin": fact.origin}
            for fact in row.facts.all()
            if fact.is_current
        ],
        "dossiers": sorted(dossier.number for dossier in row.dossiers.all() if dossier.pk in seen),
    }


def _contract(row: Contract, today: date) -> dict[str, Any]:
    return {
        "id": row.pk,
        "supplier": row.supplier_id,
        "name": row.name,
        "products": sorted(product.pk for product in row.products.all()),
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "notice_months": row.notice_months,
        "notice_by": contract_view(row, today).notice_by,
    }


@router.get("/suppliers", response={200: Listing[SupplierOut], **ERRORS}, summary="List suppliers")
def list_suppliers(
    request: HttpRequest, response: HttpResponse, q: Search = "", page: Page = 1, page_size: Size = 50
) -> dict[str, Any]:
    """Return the suppliers the person behind the key may read, by name; `q` is looked for in the name."""
    found = _visible.suppliers(actor_with(request, "read")).filter(name__icontains=q)
    rows = found.prefetch_related("certificates").order_by("name")
    return listing(request, response, rows, _supplier, page, page_size)


@router.get("/suppliers/{int:pk}", response={200: SupplierOut, **ERRORS}, summary="Read a supplier")
def read_supplier(request: HttpRequest, response: HttpResponse, pk: int) -> dict[str, Any]:
    """Return one supplier."""
    found = _visible.suppliers(actor_with(request, "read")).filter(pk=pk).first()
    if found is None:
        raise Http404
    stamp(response)
    return _supplier(found)


@router.get("/products", response={200: Listing[ProductOut], **ERRORS}, summary="List products")
def list_products(
    request: HttpRequest, response: HttpResponse, q: Search = "", page: Page = 1, page_size: Size = 50
) -> dict[str, Any]:
    """Return the products with their facts and the applications that use them, by name."""
    actor = actor_with(request, "read")
    found = _visible.products(actor).filter(name__icontains=q).prefetch_related("facts", "dossiers")
    seen = set(_visible.dossiers(actor).filter(product__isnull=False).values_list("pk", flat=True))
    return listing(request, response, found.order_by("name", "pk"), lambda row: _product(row, seen), page, page_size)


@router.get("/contracts", response={200: Listing[ContractOut], **ERRORS}, summary="List contracts")
def list_contracts(
    request: HttpRequest, response: HttpResponse, page: Page = 1, page_size: Size = 50
) -> dict[str, Any]:
    """Return the contracts, the first to end first."""
    actor = actor_with(request, "read")
    found = _visible.contracts(actor).prefetch_related("products").order_by("ends_on", "pk")
    return listing(request, response, found, lambda row: _contract(row, actor.today), page, page_size)


@router.get("/contracts/{int:pk}", response={200: ContractFullOut, **ERRORS}, summary="Read a contract")
def read_contract(request: HttpRequest, response: HttpResponse, pk: int) -> dict[str, Any]:
    """Return one contract with each AI clause: whether it is required, found, or missing."""
    actor = actor_with(request, "read")
    found = _visible.contracts(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    stamp(response)
    return _contract(found, actor.today) | {
        "dossiers": sorted(dossier.number for dossier in covered(found)),
        "clauses": [
            {
                "code": row.clause.code,
                "title": row.clause.title.nl,
                "source": row.clause.source,
                "is_required": bool(row.required_by),
                "is_missing": row.is_missing,
                "finding": row.check.finding if row.check else None,
                "reasons": row.check.reasons if row.check else "",
            }
            for row in clause_rows(found, actor.today)
        ],
    }
