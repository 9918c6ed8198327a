"""Questionnaires to suppliers on screen: how each stands, what was answered beside what was known, and its files."""

from dataclasses import dataclass
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db.models import Count, Q

from vijfspoor.domain.ethics.rule_book import Question
from vijfspoor.domain.technology.product import ProductQuestion
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics.facts import asked_here, book_for
from vijfspoor.queries.technology.supplier_link import LinkState, facts_of, form_of, state_of
from vijfspoor.queries.technology.suppliers import known_of
from vijfspoor.store.models import Answer, Dossier, Product, ProductFact, Supplier, SupplierFile, SupplierRequest
from vijfspoor.store.models import SupplierProposal as Proposal


@dataclass(frozen=True, slots=True)
class RequestView:
    """A questionnaire, what its link opens, and how many answers wait for a colleague."""

    row: SupplierRequest
    state: LinkState
    pending: int


@dataclass(frozen=True, slots=True)
class ProposalView:
    """An answer of a supplier beside what is known now."""

    row: Proposal
    question: Question | ProductQuestion
    known: Any

    @property
    def changes(self) -> bool:
        """Whether it differs from what is known."""
        return bool(self.known != self.row.value)


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact of the product that an application has not confirmed: proposed there, or answered otherwise."""

    question: Question
    fact: ProductFact
    answer: Answer | None

    @property
    def is_contrary(self) -> bool:
        """Whether somebody answered otherwise."""
        return self.answer is not None and not self.answer.is_proposed


def of_supplier(actor: Actor, supplier: Supplier) -> list[RequestView]:
    """Return the questionnaires to one supplier, the newest first."""
    waits = Count("proposals", filter=Q(proposals__status=Proposal.Status.PENDING))
    found = _visible.supplier_requests(actor).filter(supplier=supplier).annotate(waiting=waits)
    rows = found.select_related("product", "asked_by").order_by("-pk")
    return [RequestView(row, state_of(row, actor.now), row.waiting) for row in rows]


def find(actor: Actor, pk: int) -> SupplierRequest | None:
    """Return a questionnaire the actor may read."""
    found = _visible.supplier_requests(actor).filter(pk=pk)
    related = ("supplier", "product__supplier", "asked_by", "task")
    return found.select_related(*related).first()


def proposals(request: SupplierRequest) -> list[ProposalView]:
    """Return what was answered beside what is known of the product now: what differs first, as it was asked."""
    asked: dict[str, Question | ProductQuestion] = {**form_of(request).questions, **facts_of(request)}
    known = known_of(request.product)
    rows = {row.question: row for row in request.proposals.select_related("settled_by")}
    views = [ProposalView(rows[code], asked[code], known.get(code)) for code in asked if code in rows]
    return sorted(views, key=lambda view: not view.changes)


def file(request: SupplierRequest, pk: int) -> SupplierFile | None:
    """Return a file the supplier sent along and did not take back."""
    return request.files.filter(pk=pk, removed_at=None).first()


def content_of(found: SupplierFile) -> File | None:
    """Return the open file, or None when the storage lost it."""
    try:
        return default_storage.open(found.stored_name)
    except FileNotFoundError:
        return None


def differences(actor: Actor, dossier: Dossier) -> list[Difference]:
    """Return the product's facts that the application has not confirmed, those answered otherwise first."""
    if dossier.product_id is None:
        return []
    answers = {answer.question: answer for answer in dossier.answers.filter(is_current=True).select_related("by")}
    facts = {fact.question: fact for fact in ProductFact.objects.filter(product=dossier.product_id, is_current=True)}
    book = book_for(dossier.organisation, actor.today)
    rows = [
        Difference(book.questions[code], facts[code], answers.get(code))
        for code in asked_here(dossier.organisation, actor.today, facts)
    ]
    open_rows = [row for row in rows if not _is_same(row)]
    return sorted(open_rows, key=lambda row: not row.is_contrary)


def _is_same(row: Difference) -> bool:
    return row.answer is not None and not row.answer.is_proposed and row.answer.value == row.fact.value


def alike_products(actor: Actor, dossier: Dossier) -> list[Product]:
    """Return the products an application can be, those of the supplier its reporter typed first."""
    typed = dossier.supplier.casefold().strip()
    rows = _visible.products(actor).select_related("supplier").order_by("supplier__name", "name")
    return sorted(rows, key=lambda row: row.supplier.name.casefold() != typed)
