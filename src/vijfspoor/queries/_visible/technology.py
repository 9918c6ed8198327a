"""Who may see what is bought and what was brought in from lists."""

from django.db.models import QuerySet

from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import (
    Contract,
    FoundAi,
    OwnAiProduct,
    Product,
    RegisterImport,
    Supplier,
    SupplierNotice,
    SupplierRequest,
)

# Roles with a part in buying and managing: they read what was agreed with suppliers.
_BUYING = (
    "procurement_officer", "information_manager", "application_manager", "architect", "legal_adviser",
    "privacy_officer", "ciso", "data_protection_officer", "ai_coordinator",
)  # fmt: skip


def may_read_suppliers(actor: Actor) -> bool:
    """Whether files of suppliers may be read: with a role in buying, managing or overseeing applications."""
    return actor.holds(*_BUYING)


def suppliers(actor: Actor) -> QuerySet[Supplier]:
    """Suppliers of the organisation, for who has a part in buying."""
    mine = Supplier.objects.filter(organisation=actor.organisation)
    return mine if may_read_suppliers(actor) else mine.none()


def products(actor: Actor) -> QuerySet[Product]:
    """Products of the organisation, for who has a part in buying."""
    mine = Product.objects.filter(organisation=actor.organisation)
    return mine if may_read_suppliers(actor) else mine.none()


def templates(actor: Actor) -> QuerySet[Product]:
    """Products other organisations offer as a template; only what is true of the product itself may be shown."""
    offered = Product.objects.filter(is_offered=True).exclude(organisation=actor.organisation)
    return offered if may_read_suppliers(actor) else offered.none()


def contracts(actor: Actor) -> QuerySet[Contract]:
    """Contracts of the organisation, for who has a part in buying."""
    mine = Contract.objects.filter(organisation=actor.organisation)
    return mine if may_read_suppliers(actor) else mine.none()


def supplier_requests(actor: Actor) -> QuerySet[SupplierRequest]:
    """Questionnaires to suppliers of the organisation, for who has a part in buying."""
    mine = SupplierRequest.objects.filter(organisation=actor.organisation)
    return mine if may_read_suppliers(actor) else mine.none()


def supplier_notices(actor: Actor) -> QuerySet[SupplierNotice]:
    """Concerns of the organisation that were put to a supplier, for who has a part in buying."""
    mine = SupplierNotice.objects.filter(concern__organisation=actor.organisation)
    return mine if may_read_suppliers(actor) else mine.none()


def may_import(actor: Actor) -> bool:
    """Whether lists of applications may be brought in and seen: who keeps the integral picture, or the platform."""
    return actor.person.is_administrator or actor.holds("information_manager", "ai_coordinator")


def register_imports(actor: Actor) -> QuerySet[RegisterImport]:
    """Imports of applications, for who may bring them in."""
    mine = RegisterImport.objects.filter(organisation=actor.organisation)
    return mine if may_import(actor) else mine.none()


def may_find_ai(actor: Actor) -> bool:
    """Whether lists of software may be matched with known AI: who keeps the picture, buys, secures or designs."""
    return may_import(actor) or actor.holds("procurement_officer", "ciso", "architect", "information_adviser")


def found_ai(actor: Actor) -> QuerySet[FoundAi]:
    """AI found in lists of software, for who may look for it."""
    mine = FoundAi.objects.filter(organisation=actor.organisation)
    return mine if may_find_ai(actor) else mine.none()


def own_ai_products(actor: Actor) -> QuerySet[OwnAiProduct]:
    """What the organisation added to the catalogue of AI products, for who may look for AI."""
    mine = OwnAiProduct.objects.filter(organisation=actor.organisation, ended_at__isnull=True)
    return mine if may_find_ai(actor) else mine.none()
