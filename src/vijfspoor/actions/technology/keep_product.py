"""Verbs: keep a product with its facts, offer it as a template, take a template over, and say who uses it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.technology import _product
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics.facts import asked_here, book_for
from vijfspoor.store.models import Dossier, Product, ProductFact, Supplier

MOST = {"name": 200, "version": 60, "models_used": 2000}


@dataclass(frozen=True, slots=True)
class ProductInput:
    """Product, as typed. `facts` are answers to questions of the law; unknown takes a fact away, absent leaves it."""

    name: str
    version: str = ""
    ai_functions: str = Product.AiFunctions.UNKNOWN
    models_used: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeptProduct:
    """The product as it is kept now, and the report that was opened because of it."""

    product: Product
    report: Dossier | None


@transaction.atomic
def keep_product(actor: Actor, supplier: Supplier, given: ProductInput, product: Product | None = None) -> KeptProduct:
    """Record a product of a supplier, new or known. Its facts are proposed to every application that uses it.

    AI that is on by default while no application says so opens a report. Raises InvalidInput at the field.
    """
    _permission.require(actor, "keep_product", supplier)
    supplier = Supplier.objects.select_for_update().get(pk=supplier.pk)
    texts = checked(
        {"name": given.name, "version": given.version, "models_used": given.models_used},
        MOST,
        {"name": _("Give the product a name.")},
    )
    _check_choice(supplier, product, texts["name"], given.ai_functions)
    facts = _product.checked_facts(book_for(actor.organisation, actor.today), given.facts)
    product = _own(supplier, product)
    for name, value in {**texts, "ai_functions": given.ai_functions}.items():
        setattr(product, name, value)
    product.save()
    changed = _product.keep_facts(actor, product, facts, ProductFact.Origin.COLLEAGUE)
    _audit.record(
        actor, "product_kept", product=product.pk, supplier=supplier.pk, ai=product.ai_functions, facts=changed
    )
    return KeptProduct(product, _product.after_change(actor, product))


def _check_choice(supplier: Supplier, product: Product | None, name: str, ai_functions: str) -> None:
    errors: dict[str, list[str]] = {}
    if ai_functions not in Product.AiFunctions.values:
        errors["ai_functions"] = [_("Choose an answer from the list.")]
    twins = supplier.products.filter(name=name)
    if (twins.exclude(pk=product.pk) if product else twins).exists():
        errors["name"] = [_("This supplier has a product with this name already.")]
    if errors:
        raise InvalidInput(errors)


def _own(supplier: Supplier, product: Product | None) -> Product:
    if product is None:
        return Product(organisation_id=supplier.organisation_id, supplier=supplier)
    if product.supplier_id != supplier.pk:
        raise NotAllowed("keep_product")
    return Product.objects.select_for_update(of=("self",)).select_related("supplier").get(pk=product.pk)


@transaction.atomic
def link_product(actor: Actor, dossier: Dossier, product: Product | None) -> Dossier:
    """Say which product an application is, or that it is none; its facts are proposed to whoever keeps the answers.

    Raises NotAllowed for a product of another organisation, Conflict on a draft or a file that was closed.
    """
    _permission.require(actor, "link_product", dossier)
    if product is not None and product.organisation_id != actor.organisation.pk:
        raise NotAllowed("link_product")
    dossier = Dossier.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=dossier.pk)
    if dossier.status == Dossier.Status.DRAFT or dossier.status in _product.SETTLED:
        raise Conflict(_("This application is not open for answers."))
    dossier.product, dossier.changed_at = product, actor.now
    dossier.save(update_fields=["product", "changed_at"])
    _audit.record(actor, "product_linked", dossier, product=product.pk if product else None)
    _product.offer_facts(actor, dossier, product)
    return dossier


@transaction.atomic
def offer_product(actor: Actor, product: Product, *, offered: bool) -> Product:
    """Offer the product's facts to other organisations of this installation as a template, or stop doing so."""
    _permission.require(actor, "keep_product", product)
    product = Product.objects.select_for_update().get(pk=product.pk)
    product.is_offered = offered
    product.save(update_fields=["is_offered"])
    _audit.record(actor, "product_offered", product=product.pk, offered=offered)
    return product


@transaction.atomic
def adopt_template(actor: Actor, template: Product) -> KeptProduct:
    """Make a product of one's own from what another organisation offers: its facts, never their data.

    Raises NotAllowed when it is not offered, Conflict when the product is there already.
    """
    _permission.require(actor, "keep_product")
    if not _visible.templates(actor).filter(pk=template.pk).exists():
        raise NotAllowed("adopt_template")
    supplier, _made = Supplier.objects.get_or_create(
        organisation=actor.organisation, name=template.supplier.name, defaults={"website": template.supplier.website}
    )
    if supplier.products.filter(name=template.name).exists():
        raise Conflict(_("You have this product already."))
    product = Product.objects.create(
        organisation=actor.organisation,
        supplier=supplier,
        name=template.name,
        version=template.version,
        ai_functions=template.ai_functions,
        models_used=template.models_used,
        taken_from=template.organisation.name,
    )
    facts = dict(template.facts.filter(is_current=True).values_list("question", "value"))
    asked = asked_here(actor.organisation, actor.today, facts)
    _product.keep_facts(actor, product, {code: facts[code] for code in asked}, ProductFact.Origin.TEMPLATE)
    _audit.record(actor, "template_adopted", product=product.pk, supplier=supplier.pk, template=template.pk)
    return KeptProduct(product, _product.after_change(actor, product))
