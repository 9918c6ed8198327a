"""Contracts on screen: what was agreed, until when, and clause by clause whether it is in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.technology.keep_contract import ContractInput, check_clause, keep_contract
from vijfspoor.queries.technology import contract as clauses
from vijfspoor.queries.technology import suppliers as query
from vijfspoor.store.models import ClauseCheck, Contract
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._numbers import typed_number, whole_number
from vijfspoor.web._page import signed_in
from vijfspoor.web.technology.supplier import supplier_context

TYPED = ("name", "starts_on", "ends_on", "notice_months", "yearly_cost", "terms")


def contract_context(request: HttpRequest, pk: int, contract: int) -> dict[str, Any]:
    """Return one contract with a supplier. Raises Http404 when it is not theirs to see."""
    context = supplier_context(request, pk)
    found = query.contract(request.actor, context["supplier"], contract)
    if found is None:
        raise Http404
    return context | {"contract": found, "may_check": _permission.may(request.actor, "check_clause", found)}


@signed_in
@require_safe
def one(request: HttpRequest, pk: int, contract: int) -> HttpResponse:
    """Show one contract with its clauses."""
    return _show(request, contract_context(request, pk, contract))


def _show(request: HttpRequest, context: dict[str, Any], **extra: Any) -> HttpResponse:
    found = context["contract"]
    rows = clauses.clause_rows(found, request.actor.today)
    context |= {
        "view": query.contract_view(found, request.actor.today),
        "needed": [row for row in rows if row.required_by],
        "others": [row for row in rows if not row.required_by],
        "missing": [row for row in rows if row.is_missing],
        "covered": clauses.covered(found),
        "products": found.products.order_by("name"),
        "findings": list(ClauseCheck.Finding.values),
        "typed": {},
    } | extra
    return render(request, "supplier/contract.html", context, status=422 if extra.get("errors") else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a new contract, or record it on POST."""
    return _form(request, supplier_context(request, pk), None)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int, contract: int) -> HttpResponse:
    """Change a contract."""
    context = contract_context(request, pk, contract)
    return _form(request, context, context["contract"])


def _form(request: HttpRequest, context: dict[str, Any], contract: Contract | None) -> HttpResponse:
    supplier = context["supplier"]
    _permission.require(request.actor, "keep_contract", supplier)
    products, dossiers = list(supplier.products.order_by("name")), list(query.linkable(request.actor))
    values, chosen = _known(contract)
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        values = {name: request.POST.get(name, "") for name in TYPED}
        chosen = {name: set(request.POST.getlist(name)) for name in ("products", "dossiers")}
        try:
            given = _input(values, products, dossiers, chosen)
            kept = keep_contract(request.actor, supplier, given, contract)
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Saved. Now check the clauses one by one."))
            return redirect("contract", pk=supplier.pk, contract=kept.pk)
    context |= {"values": values, "chosen": chosen, "errors": errors, "products": products, "dossiers": dossiers}
    return render(request, "supplier/contract_form.html", context, status=422 if errors else 200)


def _known(contract: Contract | None) -> tuple[dict[str, Any], dict[str, set[str]]]:
    if contract is None:
        return {"notice_months": "3"}, {"products": set(), "dossiers": set()}
    values = {name: getattr(contract, name) for name in ("name", "terms")}
    values |= {
        "starts_on": contract.starts_on.isoformat(),
        "ends_on": contract.ends_on.isoformat() if contract.ends_on else "",
        "notice_months": str(contract.notice_months),
        "yearly_cost": "" if contract.yearly_cost is None else str(contract.yearly_cost),
    }
    chosen = {
        "products": {str(pk) for pk in contract.products.values_list("pk", flat=True)},
        "dossiers": {str(pk) for pk in contract.dossiers.values_list("pk", flat=True)},
    }
    return values, chosen


def _input(
    values: dict[str, str], products: list[Any], dossiers: list[Any], chosen: dict[str, set[str]]
) -> ContractInput:
    starts_on, ends_on = (parse_dutch_date(values[name]) for name in ("starts_on", "ends_on"))
    if values["ends_on"].strip() and ends_on is None:
        raise InvalidInput({"ends_on": [_("Write the date as dd-mm-yyyy, for example 02-12-2027.")]})
    months = typed_number(values["notice_months"].strip() or "0")
    return ContractInput(
        values["name"],
        starts_on,
        ends_on,
        -1 if months is None else months,
        values["terms"],
        [row for row in products if str(row.pk) in chosen["products"]],
        [row for row in dossiers if str(row.pk) in chosen["dossiers"]],
        whole_number(values["yearly_cost"]),
    )


@signed_in
@require_POST
def clause(request: HttpRequest, pk: int, contract: int, code: str) -> HttpResponse:
    """Record what was found of one clause."""
    context = contract_context(request, pk, contract)
    finding, reasons = request.POST.get("finding", ""), request.POST.get("reasons", "")
    try:
        check_clause(request.actor, context["contract"], code, finding=finding, reasons=reasons)
    except InvalidInput as error:
        named = {f"{field}_{code}": texts for field, texts in error.errors.items()}
        return _show(request, context, errors=named, typed={"code": code, "finding": finding, "reasons": reasons})
    response = redirect("contract", pk=pk, contract=contract)
    response["Location"] += f"#{code}"
    return response
