"""Products on screen: facts entered once, the applications that use them, and templates from other organisations."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.technology.keep_product import (
    KeptProduct,
    ProductInput,
    adopt_template,
    keep_product,
    offer_product,
)
from vijfspoor.queries.technology import suppliers as query
from vijfspoor.queries.wording import ai_functions_name
from vijfspoor.store.models import Product
from vijfspoor.web._page import signed_in
from vijfspoor.web.ethics._law_answers import typed_answers
from vijfspoor.web.technology.supplier import require_reader, supplier_context

FIELDS = ("name", "version", "ai_functions", "models_used")


def product_context(request: HttpRequest, pk: int, product: int) -> dict[str, Any]:
    """Return one product of a supplier. Raises Http404 when it is not theirs to see."""
    context = supplier_context(request, pk)
    found = query.product(request.actor, context["supplier"], product)
    if found is None:
        raise Http404
    may_ask = _permission.may(request.actor, "ask_supplier", found)
    return context | {"product": found, "may_ask": may_ask}


@signed_in
@require_safe
def one(request: HttpRequest, pk: int, product: int) -> HttpResponse:
    """Show one product."""
    return show(request, product_context(request, pk, product))


def show(request: HttpRequest, context: dict[str, Any], **extra: Any) -> HttpResponse:
    """Draw the page of one product; with a `link` in `extra` that is shown this once."""
    found = context["product"]
    facts = query.fact_rows(request.actor, found)
    context |= {
        "known": [row for row in facts if row.fact],
        "unknown": [row for row in facts if not row.fact],
        "applications": query.applications_of(request.actor, found),
        "contracts": list(found.contracts.order_by("name")),
        "values": {},
    } | extra
    return render(request, "supplier/product.html", context, status=422 if extra.get("errors") else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a new product, or record it on POST."""
    return _form(request, supplier_context(request, pk), None)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int, product: int) -> HttpResponse:
    """Change a product and its facts."""
    context = product_context(request, pk, product)
    return _form(request, context, context["product"])


def _form(request: HttpRequest, context: dict[str, Any], product: Product | None) -> HttpResponse:
    _permission.require(request.actor, "keep_product", context["supplier"])
    rows = query.fact_rows(request.actor, product)
    values = {name: getattr(product, name) for name in FIELDS} if product else {"ai_functions": "unknown"}
    facts = {row.question.code: row.fact.value for row in rows if row.fact}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        values = {name: request.POST.get(name, "") for name in FIELDS}
        facts = typed_answers(request, [row.question for row in rows])
        try:
            kept = keep_product(request.actor, context["supplier"], ProductInput(**values, facts=facts), product)
        except InvalidInput as error:
            errors = error.errors
        else:
            _tell(request, kept)
            return redirect("product", pk=context["supplier"].pk, product=kept.product.pk)
    context |= {
        "values": values,
        "facts": facts,
        "rows": rows,
        "errors": errors,
        "ai_options": [(code, ai_functions_name(code)) for code in Product.AiFunctions.values],
    }
    return render(request, "supplier/product_form.html", context, status=422 if errors else 200)


def _tell(request: HttpRequest, kept: KeptProduct) -> None:
    messages.success(request, _("Saved. Applications that use this product see the facts as proposals."))
    tell_report(request, kept.report)


def tell_report(request: HttpRequest, report: Any) -> None:
    """Say that a report was opened because AI is on by default; nothing when there is none."""
    if report is not None:
        values = {"number": report.number, "name": report.reporter.name}
        text = _("AI is on by default and nobody reported it. Report %(number)s was opened; %(name)s finishes it.")
        messages.warning(request, text % values)


@signed_in
@require_POST
def offer(request: HttpRequest, pk: int, product: int) -> HttpResponse:
    """Offer the facts to other organisations of this installation, or stop doing so."""
    found = product_context(request, pk, product)["product"]
    offer_product(request.actor, found, offered=request.POST.get("offered") == "yes")
    messages.success(request, _("Saved."))
    return redirect("product", pk=pk, product=product)


@signed_in
@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    """Show the products other organisations offer."""
    require_reader(request)
    context = {
        "templates": query.templates(request.actor),
        "current": "suppliers",
        "may_adopt": _permission.may(request.actor, "keep_product"),
    }
    return render(request, "supplier/templates.html", context)


@signed_in
@require_POST
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """Take over a product another organisation offers."""
    found = query.template(request.actor, pk)
    if found is None:
        raise Http404
    kept = adopt_template(request.actor, found)
    _tell(request, kept)
    return redirect("product", pk=kept.product.supplier_id, product=kept.product.pk)
