"""The tab on the dossier about its supplier: which product it is, which clauses are missing, facts to confirm."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.ethics.answer_questions import answer_questions
from vijfspoor.actions.technology.keep_product import link_product
from vijfspoor.queries import _visible
from vijfspoor.queries.technology import contract as clauses
from vijfspoor.queries.technology import supplier_requests as query
from vijfspoor.queries.technology import suppliers
from vijfspoor.store.models import Answer, Dossier
from vijfspoor.web._numbers import typed_number
from vijfspoor.web._page import signed_in
from vijfspoor.web.dossier.dossier import dossier_context

CLOSED = (Dossier.Status.DRAFT, Dossier.Status.REJECTED, Dossier.Status.RETIRED, Dossier.Status.MERGED)


def _context(request: HttpRequest, number: int) -> dict[str, Any]:
    context = dossier_context(request, number, "supplier")
    if not context["may_read_advice"]:
        raise Http404
    is_open = context["dossier"].status not in CLOSED
    return context | {
        "may_link": is_open and _permission.may(request.actor, "link_product", context["dossier"]),
        "may_confirm": is_open and context["may_answer"],
    }


@signed_in
@require_safe
def tab(request: HttpRequest, number: int) -> HttpResponse:
    """Show the product, the clauses and what the supplier says that is not confirmed here."""
    return _show(request, _context(request, number))


def _show(request: HttpRequest, context: dict[str, Any], errors: dict[str, list[str]] | None = None) -> HttpResponse:
    dossier, today = context["dossier"], request.actor.today
    reads = _visible.may_read_suppliers(request.actor)
    required = clauses.required_clauses(dossier, today)
    contracts = list(clauses.contracts_of(dossier, today))
    context |= {
        "product": dossier.product,
        "required": required,
        "missing": clauses.missing_of(contracts, required),
        "contracts": [suppliers.contract_view(row, today) for row in contracts],
        "differences": query.differences(request.actor, dossier),
        "products": query.alike_products(request.actor, dossier) if context["may_link"] else [],
        "may_read_suppliers": reads,
        "errors": errors or {},
    }
    return render(request, "supplier/dossier.html", context, status=422 if errors else 200)


@signed_in
@require_POST
def link(request: HttpRequest, number: int) -> HttpResponse:
    """Say which product this application is."""
    context = _context(request, number)
    raw = request.POST.get("product", "")
    found = _visible.products(request.actor).filter(pk=typed_number(raw)).first()
    if found is None and raw != "none":
        return _show(request, context, {"product": [_("Choose a product from the list.")]})
    link_product(request.actor, context["dossier"], found)
    messages.success(request, _("Saved. What is known of the product stands below, to confirm."))
    return redirect("dossier_supplier", number=number)


@signed_in
@require_POST
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """Confirm the facts that were ticked as answers of this application."""
    context = _context(request, number)
    rows = {row.question.code: row for row in query.differences(request.actor, context["dossier"])}
    chosen = [rows[code] for code in request.POST.getlist("facts") if code in rows]
    if not chosen:
        return _show(request, context, {"facts": [_("Tick at least one answer.")]})
    facts = {row.question.code: row.fact.value for row in chosen}
    try:
        answer_questions(request.actor, context["dossier"], facts, origin=Answer.Origin.SUPPLIER)
    except InvalidInput as error:
        return _show(request, context, {"facts": [text for texts in error.errors.values() for text in texts]})
    messages.success(request, _("Confirmed. The outcome follows at once."))
    return redirect("dossier_supplier", number=number)
