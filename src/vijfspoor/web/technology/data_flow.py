"""The data of an application on screen: a map of where it comes from and goes to, and the form for one flow."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.technology.check_data_quality import QualityInput, check_data_quality
from vijfspoor.actions.technology.keep_data_flow import DataFlowInput, end_data_flow, keep_data_flow
from vijfspoor.content.data_flows.loader import flow_book_in_force
from vijfspoor.queries.technology.data_flow import data_view, flow_lines
from vijfspoor.store.models import DataFlow, DataSystem, Dossier, QualityCheck
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._numbers import MOST_COUNTED, typed_number
from vijfspoor.web._page import signed_in
from vijfspoor.web.dossier.dossier import dossier_context
from vijfspoor.web.technology._flow_map import draw

_TEXTS = (
    "system", "direction", "what", "kind", "frequency", "legal_basis", "law", "exception", "criminal_ground",
    "transfer_ground", "retention_note",
)  # fmt: skip
_NO_NUMBER = -1


@signed_in
@require_safe
def page(request: HttpRequest, number: int) -> HttpResponse:
    """Where the data comes from and goes to, as a map and as a list."""
    context = _context(request, number)
    dossier: Dossier = context["dossier"]
    headings = (_("Data comes from"), _("Application"), _("Data goes to"))
    view = data_view(dossier, request.actor.today, headings)
    context |= {
        "data": view,
        "map": draw(view.map, lambda _box: ""),
        "may_keep": _permission.may(request.actor, "keep_data_flow", dossier),
    }
    return render(request, "data_flow/page.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, number: int, pk: int = 0) -> HttpResponse:
    """Describe a new flow, or change one; what is wrong stands at its field and nothing is lost."""
    context = _context(request, number)
    dossier: Dossier = context["dossier"]
    _permission.require(request.actor, "keep_data_flow", dossier)
    found = _flow(dossier, pk) if pk else None
    values = _on_file(found) if found else {"categories": (), "direction": request.GET.get("richting", "")}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        values = _typed(request)
        try:
            keep_data_flow(request.actor, dossier, _input(values), found)
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Saved."))
            return redirect("data_flows", number=number)
    names = DataSystem.objects.filter(organisation=request.actor.organisation).order_by("name")
    context |= {
        "flow": found,
        "values": values,
        "errors": errors,
        "book": flow_book_in_force(request.actor.today),
        "systems": names.values_list("name", flat=True),
        "directions": [(DataFlow.Direction.IN, _("It goes in")), (DataFlow.Direction.OUT, _("It comes out"))],
    }
    return render(request, "data_flow/form.html", context, status=422 if errors else 200)


@signed_in
@require_POST
def end(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Say that a flow is there no more."""
    dossier: Dossier = _context(request, number)["dossier"]
    end_data_flow(request.actor, _flow(dossier, pk))
    messages.success(request, _("The flow has ended. It stays readable below."))
    return redirect("data_flows", number=number)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Record how good the data of a flow is."""
    context = _context(request, number)
    dossier: Dossier = context["dossier"]
    _permission.require(request.actor, "check_data_quality", dossier)
    flow = _flow(dossier, pk)
    aspects = flow_book_in_force(request.actor.today).aspects
    values = {"on": request.actor.today.strftime("%d-%m-%Y")}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        values = {name: request.POST.get(name, "") for name in ("on", "next_on", "note")}
        values |= {f"aspect-{code}": request.POST.get(f"aspect-{code}", "") for code in aspects}
        given = QualityInput(
            on=parse_dutch_date(values["on"]),
            next_on=parse_dutch_date(values["next_on"]),
            results={code: values[f"aspect-{code}"] for code in aspects},
            note=values["note"],
        )
        try:
            check_data_quality(request.actor, flow, given)
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Recorded with your name and the date."))
            return redirect("data_flows", number=number)
    context |= {
        "line": flow_lines([flow], request.actor.today)[0],
        "earlier": flow.checks.select_related("by").order_by("-pk"),
        "aspects": aspects.values(),
        "results": results(),
        "values": values,
        "errors": errors,
    }
    return render(request, "data_flow/check.html", context, status=422 if errors else 200)


def results() -> list[tuple[str, str]]:
    """Return how good data can be found, as choices."""
    return [
        (QualityCheck.Result.GOOD, _("Good")),
        (QualityCheck.Result.MODERATE, _("Could be better")),
        (QualityCheck.Result.POOR, _("Not good enough")),
    ]


def _context(request: HttpRequest, number: int) -> dict[str, Any]:
    context = dossier_context(request, number, "data")
    if context["dossier"].status == Dossier.Status.DRAFT:
        raise Http404
    return context


def _flow(dossier: Dossier, pk: int) -> DataFlow:
    found = dossier.data_flows.select_related("system", "dossier").filter(pk=pk, ended_at__isnull=True).first()
    if found is None:
        raise Http404
    return found


def _on_file(flow: DataFlow) -> dict[str, Any]:
    values = {name: getattr(flow, name) for name in _TEXTS if name not in ("system", "kind")}
    months = "" if flow.retention_months is None else str(flow.retention_months)
    return values | {
        "system": flow.system.name,
        "kind": flow.system.kind,
        "categories": tuple(flow.categories),
        "leaves_eea": flow.leaves_eea,
        "retention_months": months,
    }


def _typed(request: HttpRequest) -> dict[str, Any]:
    return {name: request.POST.get(name, "") for name in (*_TEXTS, "retention_months")} | {
        "categories": tuple(request.POST.getlist("categories")),
        "leaves_eea": request.POST.get("leaves_eea") == "ja",
    }


def _input(values: dict[str, Any]) -> DataFlowInput:
    raw = values["retention_months"].strip()
    number = typed_number(raw, MOST_COUNTED)
    return DataFlowInput(
        **{name: values[name] for name in _TEXTS},
        categories=frozenset(values["categories"]),
        leaves_eea=values["leaves_eea"],
        retention_months=(_NO_NUMBER if number is None else number) if raw else None,
    )
