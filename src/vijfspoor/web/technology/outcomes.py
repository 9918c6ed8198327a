"""Outcomes of an application on screen: what was measured, a new file, and the thresholds."""

import hashlib
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.technology.record_outcomes import OutcomesInput, record_outcomes
from vijfspoor.actions.technology.set_thresholds import ThresholdsInput, set_thresholds
from vijfspoor.content.monitoring.loader import measure_book_in_force
from vijfspoor.domain.technology.fairness import Threshold
from vijfspoor.integrations.outcomes import UnreadableOutcomes
from vijfspoor.integrations.outcomes.counting import count
from vijfspoor.integrations.outcomes.reading import read_csv, read_parquet
from vijfspoor.queries.technology.outcomes import outcomes_view
from vijfspoor.store.models import Dossier, OutcomeThresholds
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._page import signed_in
from vijfspoor.web.dossier.dossier import dossier_context
from vijfspoor.web.technology._outcome_faults import fault_sentence

_READERS = {"csv": read_csv, "txt": read_csv, "parquet": read_parquet}
_EXAMPLE = (
    "gekozen;juist;groep_wijk;groep_leeftijd\nja;ja;Centrum;tot 30\nnee;nee;Noord;30 tot 65\nja;nee;Noord;vanaf 65\n"
)


@signed_in
@require_safe
def page(request: HttpRequest, number: int) -> HttpResponse:
    """The newest round per group, what each measure means, and earlier rounds."""
    context = _context(request, number)
    dossier: Dossier = context["dossier"]
    context |= {
        "outcomes": outcomes_view(dossier, request.actor.today),
        "may_record": _permission.may(request.actor, "record_outcomes", dossier),
    }
    return render(request, "outcomes/page.html", context)


@signed_in
@require_safe
def example(request: HttpRequest, number: int) -> HttpResponse:
    """A small file that shows the columns."""
    _context(request, number)
    headers = {"Content-Disposition": 'attachment; filename="voorbeeld-uitkomsten.csv"'}
    return HttpResponse(_EXAMPLE, content_type="text/csv; charset=utf-8", headers=headers)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, number: int) -> HttpResponse:
    """Choose a file, or measure it on POST. When a row is wrong every wrong row is shown and nothing is stored."""
    context = _context(request, number)
    dossier: Dossier = context["dossier"]
    _permission.require(request.actor, "record_outcomes", dossier)
    values = {name: request.POST.get(name, "") for name in ("starts_on", "ends_on", "is_baseline")}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            row = record_outcomes(request.actor, dossier, _input(request, values))
        except UnreadableOutcomes as error:
            errors = {"file": [fault_sentence(error)]}
            context["wrong"] = error
        except InvalidInput as error:
            errors = error.errors
        else:
            breached = row.figures.filter(state="breached").count()
            said = ngettext(
                "Measured. %(n)s value is outside its threshold.",
                "Measured. %(n)s values are outside their threshold.",
                breached,
            )
            messages.success(request, said % {"n": breached} if breached else _("Measured. All within bounds."))
            return redirect("outcomes", number=number)
    context |= {"values": values, "errors": errors, "first": not dossier.outcome_rounds.exists()}
    return render(request, "outcomes/upload.html", context, status=422 if errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def thresholds(request: HttpRequest, number: int) -> HttpResponse:
    """From when a value is a concern for this application."""
    context = _context(request, number)
    dossier: Dossier = context["dossier"]
    _permission.require(request.actor, "set_thresholds", dossier)
    measures = measure_book_in_force(request.actor.today).measures
    setting = OutcomeThresholds.objects.filter(dossier=dossier).first()
    values = _on_file(setting)
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        values = {name: request.POST.get(name, "") for name in request.POST}
        try:
            set_thresholds(request.actor, dossier, _thresholds(values, list(measures)))
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Saved. It counts from the next file on."))
            return redirect("outcomes", number=number)
    context |= {"measures": measures.values(), "values": values, "errors": errors}
    return render(request, "outcomes/thresholds.html", context, status=422 if errors else 200)


def _context(request: HttpRequest, number: int) -> dict[str, Any]:
    context = dossier_context(request, number, "outcomes")
    if context["dossier"].status == Dossier.Status.DRAFT:
        raise Http404
    return context


def _input(request: HttpRequest, values: dict[str, str]) -> OutcomesInput:
    file = request.FILES.get("file")
    if file is None:
        raise InvalidInput({"file": [_("Choose a file.")]})
    reader = _READERS.get((file.name or "").rpartition(".")[2].lower())
    if reader is None:
        raise UnreadableOutcomes("kind")
    content = file.read()
    return OutcomesInput(
        starts_on=parse_dutch_date(values["starts_on"]),
        ends_on=parse_dutch_date(values["ends_on"]),
        counts=count(reader(content)),
        is_baseline=values["is_baseline"] == "ja",
        file_name=file.name or "",
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _on_file(setting: OutcomeThresholds | None) -> dict[str, str]:
    if setting is None:
        return {}
    values = {"reason": setting.reason, "reassesses": "ja" if setting.reassesses else ""}
    for code, sides in setting.bounds.items():
        for side, bound in zip(("lower", "upper"), sides, strict=True):
            values[f"{side}-{code}"] = "" if bound is None else str(bound).replace(".", ",")
    return values


def _thresholds(values: dict[str, str], codes: list[str]) -> ThresholdsInput:
    bounds: dict[str, Threshold] = {}
    unreadable: set[str] = set()
    for code in codes:
        sides: list[float | None] = []
        for side in ("lower", "upper"):
            raw = values.get(f"{side}-{code}", "").strip().replace(",", ".")
            try:
                sides.append(float(raw) if raw else None)
            except ValueError:
                unreadable.add(f"{side}-{code}")
                sides.append(None)
        if sides != [None, None]:
            bounds[code] = Threshold(*sides)
    return ThresholdsInput(bounds, values.get("reassesses") == "ja", values.get("reason", ""), frozenset(unreadable))
