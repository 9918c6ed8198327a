"""Found AI on screen: bring in a list of software, and say of everything found what it is."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.organisation import settle_found_ai as verbs
from vijfspoor.actions.organisation.find_ai import MOST, OwnProductInput, add_ai_product, end_ai_product, match_software
from vijfspoor.content.ai_products.loader import catalogue
from vijfspoor.queries import _visible
from vijfspoor.queries.organisation import found_ai as query
from vijfspoor.queries.organisation.findings import has_overview
from vijfspoor.store.models import FoundAi
from vijfspoor.web._numbers import page_number, typed_number
from vijfspoor.web._page import signed_in
from vijfspoor.web.organisation.register_import import uploaded

# Word in the address -> state.
STATES = {"open": "open", "gemeld": "reported", "bekend": "known", "afgewezen": "dismissed"}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """What was found, by state; POST looks through a list of software."""
    _permission.require(request.actor, "find_ai")
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            made = match_software(request.actor, *uploaded(request))
        except InvalidInput as error:
            errors = error.errors
        else:
            said = _("%(rows)s lines were looked through: %(hits)s products with AI, of which %(fresh)s are new.")
            messages.success(request, said % {"rows": made.rows, "hits": made.hits, "fresh": made.fresh})
            return redirect("found_ai")
    return render(request, "found_ai/page.html", _context(request) | {"errors": errors}, status=422 if errors else 200)


@signed_in
@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what it is; a report goes on with its questions."""
    row = _found(request, pk)
    given = {name: request.POST.get(name, "") for name in ("step", "reason", "dossier")}
    try:
        if given["step"] == "report":
            return redirect("intake_overview", number=verbs.report_found_ai(request.actor, row).number)
        _settle(request, row, given)
    except InvalidInput as error:
        context = _context(request) | {"wrong": pk, "errors": error.errors, "values": given}
        return render(request, "found_ai/page.html", context, status=422)
    messages.success(request, _("Recorded with your name and the date. The next list does not ask it again."))
    return redirect("found_ai")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def products(request: HttpRequest) -> HttpResponse:
    """The catalogue, and what the organisation adds to it."""
    _permission.require(request.actor, "find_ai")
    values: dict[str, str] = {}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        values = {name: request.POST.get(name, "") for name in MOST}
        try:
            add_ai_product(request.actor, OwnProductInput(**values))
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Added. The next list is held against it as well."))
            return redirect("ai_products")
    shipped = catalogue(request.actor.today)
    context = {
        "own": _visible.own_ai_products(request.actor).order_by("name"),
        "catalogue": shipped,
        "products": sorted(shipped.products.values(), key=lambda item: item.name.casefold()),
        "values": values,
        "errors": errors,
        "overview": has_overview(request.actor),
        "may_find_ai": True,
        "tab": "found_ai",
        "current": "insight",
    }
    return render(request, "found_ai/products.html", context, status=422 if errors else 200)


@signed_in
@require_POST
def end_product(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an own product out of the catalogue."""
    _permission.require(request.actor, "find_ai")
    product = _visible.own_ai_products(request.actor).filter(pk=pk).first()
    if product is None:
        raise Http404
    end_ai_product(request.actor, product)
    messages.success(request, _("Taken out. What was found of it stays."))
    return redirect("ai_products")


def _settle(request: HttpRequest, row: FoundAi, given: dict[str, str]) -> None:
    if given["step"] == "dismiss":
        verbs.dismiss_found_ai(request.actor, row, reason=given["reason"])
    elif given["step"] == "reopen":
        verbs.reopen_found_ai(request.actor, row)
    else:
        number = typed_number(given["dossier"]) or 0
        verbs.link_found_ai(request.actor, row, _visible.dossiers(request.actor).filter(number=number).first())


def _found(request: HttpRequest, pk: int) -> FoundAi:
    _permission.require(request.actor, "find_ai")
    found = query.one(request.actor, pk)
    if found is None:
        raise Http404
    return found


def _context(request: HttpRequest) -> dict[str, Any]:
    word = request.GET.get("stand", "open")
    state = STATES.get(word, "open")
    found = query.listing(request.actor, state, page_number(request))
    return {
        "found": found,
        "state": state,
        "states": [(key, code, found.counts[code]) for key, code in STATES.items()],
        "lists": query.lists(request.actor),
        "choices": query.choices(request.actor) if state == "open" and found.lines else [],
        "query": f"stand={word}",
        "catalogue": catalogue(request.actor.today),
        "current": "insight",
    }
