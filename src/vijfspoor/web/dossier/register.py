"""The register on screen, and the export of exactly what is shown."""

import csv
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vijfspoor.actions import _permission
from vijfspoor.domain.text import harmless
from vijfspoor.queries.dossier.register import UNKNOWN, Filters, Register, as_it_was, register, rows
from vijfspoor.queries.leadership.publication import stopped_on
from vijfspoor.queries.wording import gate_name, route_name
from vijfspoor.web._numbers import page_number
from vijfspoor.web._page import signed_in
from vijfspoor.web.dossier._register_filters import from_address, in_words, kept, parameters
from vijfspoor.web.templatetags.ui import status_name

AT_ONCE = 500


@signed_in
@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """Show one page of the register with search, facets and sorting; everything lives in the address."""
    filters = from_address(request.GET, request.actor.today)
    found = register(request.actor, filters, page_number(request))
    context = {
        "register": found,
        "filters": filters,
        "facet_fields": _facet_fields(found, filters),
        "query": urlencode(parameters(filters)),
        "narrowed": in_words(filters),
        "kept": kept(filters),
        "may_import": _permission.may(request.actor, "import_register"),
        "current": "register",
    }
    template = "register/_results.html" if request.htmx else "register/register.html"
    return render(request, template, context)


def _facet_fields(found: Register, filters: Filters) -> list[tuple[str, str, list[tuple[str, str, int]]]]:
    """Each filter with its title and its options in words."""
    words = {"status": status_name, "route": route_name, "gate": gate_name, "department": str}
    titles = {"status": _("Status"), "route": _("Route"), "gate": _("Gate"), "department": _("Department")}
    fields = []
    for name, options in found.facets.items():
        shown = [(value, words[name](text), n) for value, text, n in options]
        if filters.facets.get(name) == UNKNOWN:
            shown.append((UNKNOWN, _("Not filled in"), found.total))
        fields.append((name, titles[name], shown))
    return fields


@signed_in
@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Send what the register shows as CSV, row by row."""
    writer = csv.writer(_Echo())
    filters = from_address(request.GET, request.actor.today)
    found = rows(request.actor, filters).iterator(chunk_size=AT_ONCE)

    def lines() -> Iterator[str]:
        yield "\ufeff" + writer.writerow([str(title) for title in _titles()])
        while some := list(islice(found, AT_ONCE)):
            for dossier in as_it_was(request.actor, some) if filters.on else some:
                yield writer.writerow([harmless(str(value)) for value in _row(dossier)])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="ai-toepassingen.csv"'
    return response


class _Echo:
    """A file that hands each written line back."""

    def write(self, value: str) -> str:
        return value


def _titles() -> list[str]:
    return [
        _("Number"), _("Name"), _("Description"), _("Supplier"), _("Department"), _("Team"),
        _("Accountable"), _("Status"), _("Route"), _("Gate"), _("Changed"),
        _("Stopped on"),
    ]  # fmt: skip


def _row(dossier: object) -> list[object]:
    return [
        dossier.number,
        dossier.name,
        dossier.summary,
        dossier.supplier,
        dossier.department or "",
        dossier.team or "",
        dossier.accountable or "",
        status_name(dossier.status),
        route_name(dossier.route),
        gate_name(dossier.gate),
        dossier.changed_at.date().isoformat(),
        stopped_on(dossier),
    ]
