"""Questionnaires to suppliers on screen: make the link, take it back, and look at the answers one by one."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.technology.ask_supplier import ask_supplier, revoke_request
from vijfspoor.actions.technology.settle_proposal import Verdict, settle_proposals
from vijfspoor.queries.technology import supplier_requests as query
from vijfspoor.queries.technology.supplier_link import state_of
from vijfspoor.store.models import SupplierProposal, SupplierRequest
from vijfspoor.web._numbers import typed_number
from vijfspoor.web._page import signed_in
from vijfspoor.web._send_file import send_file
from vijfspoor.web.technology import product as product_page


@signed_in
@require_POST
def ask(request: HttpRequest, pk: int, product: int) -> HttpResponse:
    """Make a questionnaire; its link is shown this once."""
    context = product_page.product_context(request, pk, product)
    values = {name: request.POST.get(name, "") for name in ("days", "message")}
    days = typed_number(values["days"]) or 0
    try:
        asked = ask_supplier(request.actor, context["product"], days=days, message=values["message"])
    except InvalidInput as error:
        return product_page.show(request, context, errors=error.errors, values=values)
    link = f"{settings.SITE_URL}{reverse('supplier_link', args=[asked.token])}"
    response = product_page.show(request, context, link=link, asked=asked.request)
    response["Cache-Control"] = "no-store"
    return response


def _context(request: HttpRequest, pk: int) -> dict[str, Any]:
    found = query.find(request.actor, pk)
    if found is None:
        raise Http404
    return {
        "asked": found,
        "supplier": found.supplier,
        "product": found.product,
        "state": state_of(found, request.actor.now),
        "current": "suppliers",
        "may_ask": _permission.may(request.actor, "ask_supplier", found),
        "may_settle": _permission.may(request.actor, "settle_proposal", found),
    }


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was answered beside what is known, or settle it on POST."""
    context = _context(request, pk)
    found = context["asked"]
    verdicts, errors = _verdicts(request, found), {}
    if request.method == "POST":
        try:
            report = settle_proposals(request.actor, found, verdicts)
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Saved. What you accepted is a fact of the product now."))
            product_page.tell_report(request, report)
            return redirect("supplier_request", pk=pk)
    rows = query.proposals(found)
    context |= {
        "rows": rows,
        "pending": [row for row in rows if row.row.status == SupplierProposal.Status.PENDING],
        "settled": [row for row in rows if row.row.status != SupplierProposal.Status.PENDING],
        "files": found.files.filter(removed_at=None).order_by("pk"),
        "verdicts": verdicts,
        "errors": errors,
    }
    return render(request, "supplier/request.html", context, status=422 if errors else 200)


def _verdicts(request: HttpRequest, found: SupplierRequest) -> dict[str, Verdict]:
    """Return what was chosen per answer; without a choice an answer stays open."""
    chosen: dict[str, Verdict] = {}
    for question in found.proposals.values_list("question", flat=True):
        choice = request.POST.get(f"verdict_{question}", "")
        if choice in ("accept", "refuse"):
            chosen[question] = Verdict(choice == "accept", request.POST.get(f"reason_{question}", ""))
    return chosen


@signed_in
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the link back."""
    context = _context(request, pk)
    revoke_request(request.actor, context["asked"])
    messages.success(request, _("The link no longer works."))
    return redirect("supplier", pk=context["supplier"].pk)


@signed_in
@require_safe
def file(request: HttpRequest, pk: int, file: int) -> FileResponse:
    """Send a file of the supplier to save, never to show: a browser may not run or guess what is in it."""
    found = query.file(_context(request, pk)["asked"], file)
    content = query.content_of(found) if found else None
    if found is None or content is None:
        raise Http404
    return send_file(content, found.name, found.media_type)
