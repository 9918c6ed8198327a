"""Suppliers on screen: the list, some side by side, one file, and the forms that keep it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.technology.keep_supplier import (
    SupplierInput,
    add_contact,
    keep_certificate,
    keep_supplier,
    remove_contact,
)
from vijfspoor.queries import _visible
from vijfspoor.queries.technology import supplier_notices, supplier_requests
from vijfspoor.queries.technology import suppliers as query
from vijfspoor.store.models import Certificate, Supplier
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._numbers import page_number, typed_number, typed_numbers
from vijfspoor.web._page import signed_in

FIELDS = ("name", "website", "note", "subprocessors")
VERBS = ("keep_supplier", "keep_product", "keep_contract")
CONTACT = ("name", "function", "email", "phone")


def require_reader(request: HttpRequest) -> None:
    """Raise PermissionDenied for who has no part in buying."""
    if not _visible.may_read_suppliers(request.actor):
        raise PermissionDenied


def supplier_context(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return one supplier and what this person may do with it. Raises Http404 when it is not theirs to see."""
    found = query.find(request.actor, pk)
    if found is None:
        raise Http404
    may = {
        verb: _permission.may(request.actor, verb, found) for verb in ("keep_supplier", "keep_product", "keep_contract")
    }
    return {"supplier": found, "current": "suppliers", "may": may}


@signed_in
@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """Show the suppliers, searched by name or product, and on which of them most leans."""
    require_reader(request)
    q = request.GET.get("q", "")[:200]
    context = {
        "page": query.listing(request.actor, q, page_number(request)),
        "q": q,
        "leaned_on": [] if q else query.most_leaned_on(request.actor),
        "current": "suppliers",
        "may_keep": _permission.may(request.actor, "keep_supplier"),
    }
    context["query"] = request.GET.urlencode() if q and "pagina" not in request.GET else ""
    return render(request, "supplier/list.html", context)


@signed_in
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Show two to four suppliers side by side."""
    require_reader(request)
    found = query.compared(request.actor, typed_numbers(request.GET.getlist("s")))
    if len(found) < 2:
        messages.warning(request, _("Choose two to four suppliers to compare."))
        return redirect("suppliers")
    context = {"files": found, "current": "suppliers", "most": query.MOST_COMPARED}
    return render(request, "supplier/compare.html", context)


@signed_in
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the file of one supplier."""
    return show(request, supplier_context(request, pk))


def show(request: HttpRequest, context: dict[str, Any], **extra: Any) -> HttpResponse:
    """Draw the file of one supplier; with `errors` in `extra` as the answer to a form that was wrong."""
    supplier = context["supplier"]
    context |= {
        "file": query.file_of(request.actor, supplier),
        "contacts": list(supplier.contacts.order_by("name")),
        "requests": supplier_requests.of_supplier(request.actor, supplier),
        "notices": supplier_notices.of_supplier(request.actor, supplier),
        "may_read_advice": _visible.may_read_advice(request.actor),
        "values": {},
    } | extra
    return render(request, "supplier/one.html", context, status=422 if extra.get("errors") else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask for the particulars of a new supplier, or record them on POST."""
    _permission.require(request.actor, "keep_supplier")
    return _form(request, None, {"current": "suppliers"})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the particulars of a supplier."""
    context = supplier_context(request, pk)
    _permission.require(request.actor, "keep_supplier", context["supplier"])
    return _form(request, context["supplier"], context)


def _form(request: HttpRequest, supplier: Supplier | None, context: dict[str, Any]) -> HttpResponse:
    values = {name: getattr(supplier, name) for name in FIELDS} if supplier else {}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        values = {name: request.POST.get(name, "") for name in FIELDS}
        try:
            kept = keep_supplier(request.actor, SupplierInput(**values), supplier)
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Saved."))
            return redirect("supplier", pk=kept.pk)
    return render(
        request, "supplier/form.html", context | {"values": values, "errors": errors}, status=422 if errors else 200
    )


@signed_in
@require_POST
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Add whom to call."""
    context = supplier_context(request, pk)
    values = {name: request.POST.get(f"contact_{name}", "") for name in CONTACT}
    try:
        add_contact(request.actor, context["supplier"], **values)
    except InvalidInput as error:
        named = {f"contact_{field}": texts for field, texts in error.errors.items()}
        return show(request, context, errors=named, values={f"contact_{key}": text for key, text in values.items()})
    messages.success(request, _("Saved."))
    return redirect("supplier", pk=pk)


@signed_in
@require_POST
def contact_remove(request: HttpRequest, pk: int, contact: int) -> HttpResponse:
    """Erase a contact."""
    context = supplier_context(request, pk)
    found = context["supplier"].contacts.filter(pk=contact).select_related("supplier").first()
    if found is None:
        raise Http404
    remove_contact(request.actor, found)
    messages.success(request, _("The contact is erased."))
    return redirect("supplier", pk=pk)


@signed_in
@require_POST
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a certificate, or give one that is known a new last day."""
    context = supplier_context(request, pk)
    known = _certificate(context["supplier"], request.POST.get("certificate", ""))
    values = {name: request.POST.get(f"certificate_{name}", "") for name in ("name", "issued_by", "valid_until")}
    if known is not None:
        values |= {"name": known.name, "issued_by": known.issued_by}
    try:
        keep_certificate(
            request.actor,
            context["supplier"],
            name=values["name"],
            issued_by=values["issued_by"],
            valid_until=parse_dutch_date(values["valid_until"]),
            certificate=known,
        )
    except InvalidInput as error:
        named = {f"certificate_{field}": texts for field, texts in error.errors.items()}
        return show(request, context, errors=named, values={f"certificate_{key}": text for key, text in values.items()})
    messages.success(request, _("Saved."))
    return redirect("supplier", pk=pk)


def _certificate(supplier: Supplier, raw: str) -> Certificate | None:
    if not raw:
        return None
    found = supplier.certificates.filter(pk=typed_number(raw))
    certificate = found.select_related("task").first()
    if certificate is None:
        raise Http404
    return certificate
