"""Insight: the integral picture as it is or was on a day, with every figure a link to the list behind it."""

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import NotAllowed
from vijfspoor.queries.dossier.register import UNKNOWN, Filters
from vijfspoor.queries.organisation.duty_counts import duties
from vijfspoor.queries.organisation.finding_weeks import weeks
from vijfspoor.queries.organisation.findings import has_overview
from vijfspoor.queries.organisation.insight import portfolio
from vijfspoor.queries.organisation.lead_times import approvals, waiting
from vijfspoor.queries.organisation.spending import Chosen, contract_list, spending
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._numbers import page_number, typed_number
from vijfspoor.web._page import signed_in
from vijfspoor.web.dossier._register_filters import from_address, parameters
from vijfspoor.web.organisation._week_bars import week_bars
from vijfspoor.web.templatetags.insight import spender_name


@signed_in
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show the portfolio from every side."""
    context = insight_context(request, "overview")
    filters = context["filters_asked"]
    found = portfolio(request.actor, filters)
    counted = weeks(request.actor)
    cells = {(row.label, cell.label): cell for row in found.risks.rows for cell in row.cells}
    context |= {
        "picture": found,
        "most_phase": max(found.phases, key=lambda figure: figure.count, default=None),
        "most_supplier": next((f for f in found.suppliers if f.filters.facets["supplier"] != UNKNOWN), None),
        "unbalanced": cells[_("High"), _("Low")],
        "unvalued": sum(row.cells[-1].count for row in found.risks.rows),
        "spending": spending(request.actor, filters.day(request.actor), filters.facets.get("department", "")),
        "duties": None if filters.on else duties(request.actor, filters),
        "weeks": counted,
        "bars": week_bars(counted),
        "weeks_now": counted[-1].total,
        "was": counted[-2].total,
        "units": found.units,
    }
    return render(request, "insight/overview.html", context)


@signed_in
@require_safe
def lead_times(request: HttpRequest) -> HttpResponse:
    """Show how long it takes from a report to an approval, and what waits longest at each gate."""
    context = insight_context(request, "lead_times")
    filters = context["filters_asked"]
    gates = waiting(request.actor, filters)
    context |= {
        "routes": approvals(request.actor, replace(filters, live=False)),
        "gates": gates,
        "longest": max(gates, key=lambda line: line.longest, default=None),
    }
    return render(request, "insight/lead_times.html", context)


@signed_in
@require_safe
def contracts(request: HttpRequest) -> HttpResponse:
    """List the contracts behind what is spent, of a supplier or a department where one is chosen."""
    context = insight_context(request, "overview")
    on = context["filters_asked"].day(request.actor)
    found = spending(request.actor, on)
    if found is None:
        raise NotAllowed("insight")
    departments = {line.key: spender_name(line) for line in found.departments}
    department = request.GET.get("department", "")
    chosen = Chosen(
        typed_number(request.GET.get("leverancier", "")),
        department if department in departments else "",
        request.GET.get("onbekend") == "1",
    )
    names = ("leverancier", "department", "onbekend", "peildatum")
    context |= {
        "found": contract_list(request.actor, on, chosen, page_number(request)),
        "query": urlencode({name: request.GET[name] for name in names if request.GET.get(name)}),
        "suppliers": sorted(((line.key, line.name) for line in found.suppliers), key=lambda option: option[1]),
        "departments": departments.items(),
        "chosen": chosen,
        "day": on,
    }
    return render(request, "insight/contracts.html", context)


def insight_context(request: HttpRequest, tab: str) -> dict[str, Any]:
    """Return what every page of the picture shows: the day, the department, and what is wrong with what was typed.

    Raises NotAllowed for who does not look over the organisation.
    """
    if not has_overview(request.actor):
        raise NotAllowed("insight")
    typed = request.GET.get("peildatum", "")
    day = parse_dutch_date(typed)
    asked = from_address(request.GET, request.actor.today)
    department = {name: value for name, value in asked.facets.items() if name == "department"}
    filters = Filters(live=True, on=asked.on, facets=department)
    shared = {name: value for name, value in parameters(filters).items() if name != "lopend"}
    return {
        "filters_asked": filters,
        "asked": {"department": department.get("department", ""), "day": typed},
        "error": _day_error(typed, day, request.actor.today),
        "shared": urlencode(shared),
        "day": filters.day(request.actor),
        "may_find_ai": _permission.may(request.actor, "find_ai"),
        "tab": tab,
        "current": "insight",
    }


def _day_error(typed: str, day: date | None, today: date) -> str:
    if typed.strip() and day is None:
        return _("Write the date as dd-mm-yyyy, for example 02-12-2027.")
    return _("This day is still to come. You see today.") if day and day > today else ""
