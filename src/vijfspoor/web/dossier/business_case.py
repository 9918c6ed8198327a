"""Costs and alternatives of an application on screen: what it costs, and what else was possible."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vijfspoor.actions import _permission
from vijfspoor.actions.dossier.write_business_case import (
    MOST_ALTERNATIVES,
    AlternativeInput,
    BusinessCaseInput,
    write_business_case,
)
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.queries.dossier import dossier as query
from vijfspoor.queries.dossier.business_case import contract_euros, newest_case
from vijfspoor.store.models import Dossier
from vijfspoor.web._numbers import whole_number
from vijfspoor.web._page import signed_in

TYPED = ("once_euros", "yearly_euros", "basis", "without")
_BLANK = {"what": "", "why_not": ""}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, number: int) -> HttpResponse:
    """Show what was written last, to start the next version from; POST records it."""
    dossier = query.find(request.actor, number)
    if dossier is None:
        raise Http404
    _permission.require(request.actor, "write_business_case", dossier)
    values, rows = _written(dossier)
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        values = {name: request.POST.get(name, "") for name in TYPED}
        rows = _posted_rows(request)
        try:
            write_business_case(request.actor, dossier, _input(values, rows))
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Saved. Who decides sees it beside the advice."))
            return redirect("dossier_decisions", number=number)
    context = {
        "dossier": dossier,
        "values": values,
        "rows": [*rows, *[_BLANK] * MOST_ALTERNATIVES][: max(2, min(len(rows) + 1, MOST_ALTERNATIVES))],
        "contract_euros": contract_euros(request.actor, dossier),
        "errors": errors,
        "current": "register",
    }
    return render(request, "dossier/business_case.html", context, status=422 if errors else 200)


def _written(dossier: Dossier) -> tuple[dict[str, str], list[dict[str, str]]]:
    case = newest_case(dossier)
    if case is None:
        return dict.fromkeys(TYPED, ""), []
    values = {name: getattr(case, name) for name in TYPED}
    return {name: "" if value is None else str(value) for name, value in values.items()}, list(case.alternatives)


def _posted_rows(request: HttpRequest) -> list[dict[str, str]]:
    """What was typed of other ways, one more than may be so that too many is said and not dropped."""
    columns = (request.POST.getlist("what"), request.POST.getlist("why_not"))
    pairs = [pair for pair in zip(*columns, strict=False) if any(text.strip() for text in pair)]
    return [{"what": what, "why_not": why_not} for what, why_not in pairs[: MOST_ALTERNATIVES + 1]]


def _input(values: dict[str, str], rows: list[dict[str, str]]) -> BusinessCaseInput:
    return BusinessCaseInput(
        once_euros=whole_number(values["once_euros"]),
        yearly_euros=whole_number(values["yearly_euros"]),
        basis=values["basis"],
        without=values["without"],
        alternatives=[AlternativeInput(**row) for row in rows],
    )
