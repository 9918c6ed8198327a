"""Incidents on screen: the list, opening one, its facts, its clocks and the lessons it ends with."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.dossier.take_away_file import removable
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.leadership.intervene_in_incident import intervene_in_incident
from vijfspoor.actions.technology.close_incident import close_incident
from vijfspoor.actions.technology.open_incident import IncidentInput, open_incident
from vijfspoor.actions.technology.update_incident_facts import FactsInput, update_incident_facts
from vijfspoor.domain.technology.legal_clock import FactKind
from vijfspoor.queries.dossier import attachment as attachments
from vijfspoor.queries.dossier import dossier as dossiers
from vijfspoor.queries.people.learning import module_choices
from vijfspoor.queries.technology import concerns
from vijfspoor.queries.technology import incidents as query
from vijfspoor.queries.technology.incidents import TEXTS, AskedFact
from vijfspoor.store.models import Concern, Incident
from vijfspoor.web._dates import parse_dutch_moment
from vijfspoor.web._numbers import page_number, typed_numbers
from vijfspoor.web._page import signed_in
from vijfspoor.web.templatetags.operations import typed_moment

NONE = "none"


@signed_in
@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """Show the incidents, open clocks first."""
    closed = request.GET.get("lijst") == "gesloten"
    context = {
        "page": query.listing(request.actor, "closed" if closed else "open", page_number(request)),
        "closed": closed,
        "query": "lijst=gesloten" if closed else "",
        "current": "concerns",
    }
    return render(request, "incident/list.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, number: int) -> HttpResponse:
    """Ask what happened and when the municipality knew, or open the incident on POST."""
    dossier = dossiers.find(request.actor, number)
    if dossier is None:
        raise Http404
    _permission.require(request.actor, "open_incident", dossier)
    concern = _concern(request)
    values = {"what_happened": concern.what, "aware_at": typed_moment(concern.reported_at)} if concern else {}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        values = {key: request.POST.get(key, "") for key in ("title", "what_happened", "aware_at")}
        given = IncidentInput(values["title"], values["what_happened"], parse_dutch_moment(values["aware_at"]))
        try:
            made = open_incident(request.actor, dossier, given, concern)
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("The incident is open. Fill in the facts: they decide who must be told."))
            return redirect("incident_facts", pk=made.pk)
    context = {"dossier": dossier, "concern": concern, "values": values, "errors": errors, "current": "concerns"}
    return render(request, "incident/open.html", context, status=422 if errors else 200)


def _concern(request: HttpRequest) -> Concern | None:
    found = concerns.chosen(request.actor, typed_numbers([request.POST.get("signaal", request.GET.get("signaal", ""))]))
    return concerns.find(request.actor, found[0].pk) if found else None


def incident_context(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return one incident and what this person may do with it. Raises Http404 when it is not theirs to see."""
    found = query.find(request.actor, pk)
    if found is None:
        raise Http404
    is_open = found.status == Incident.Status.OPEN
    may = {
        verb: is_open and _permission.may(request.actor, action, found)
        for verb, action in (
            ("may_update", "update_incident"),
            ("may_attach", "attach_to_incident"),
            ("may_advise", "advise_on_notification"),
            ("may_waive", "decide_not_to_notify"),
            ("may_close", "close_incident"),
            ("may_intervene", "intervene_in_incident"),
        )
    }
    return {"incident": found, "dossier": found.dossier, "is_open": is_open, "current": "concerns", **may}


@signed_in
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an incident: which clocks run, what is known, and the next step."""
    return show(request, incident_context(request, pk))


def show(request: HttpRequest, context: dict[str, Any], **extra: Any) -> HttpResponse:
    """Draw the page of an incident; with `errors` in `extra` as the answer to a form that was wrong."""
    found = context["incident"]
    today, files = request.actor.today, attachments.of_incident(request.actor, found)
    context |= {
        "attachments": files,
        "removable": removable(request.actor, files),
        "view": query.view(found, request.actor.now),
        "waiting": query.waiting_clocks(found, today) if context["is_open"] else (),
        "asked": query.asked(found, today),
        "texts": [(name, label, found.texts.get(name, "")) for name, label in text_labels().items()],
        "concerns": list(found.concerns.select_related("reporter").order_by("pk")),
        "interventions": list(found.interventions.select_related("by").order_by("pk")),
        "lessons": found.lessons,
        "lessons_to_do": module_choices(found.organisation, today),
    } | extra
    return render(request, "incident/one.html", context, status=422 if extra.get("errors") else 200)


def text_labels() -> dict[str, str]:
    """Return the texts of a notification with what is asked for each."""
    labels = (
        _("What happened?"),
        _("Which people are concerned, and how many?"),
        _("What are the likely consequences?"),
        _("What did you do, and what will you do?"),
        _("How is it linked to the application?"),
        _("Who can be contacted?"),
    )
    return dict(zip(TEXTS, labels, strict=True))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def facts(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the facts that can still start a clock, or record them on POST; new answers may raise new questions."""
    context = incident_context(request, pk)
    found = context["incident"]
    _permission.require(request.actor, "update_incident", found)
    asked = query.asked(found, request.actor.today)
    values = {item.fact.code: item.value for item in asked}
    texts = {name: found.texts.get(name, "") for name in TEXTS}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        values = {item.fact.code: _typed(request, item) for item in asked}
        texts = {name: request.POST.get(name, "") for name in TEXTS}
        try:
            saved = update_incident_facts(request.actor, found, _input(asked, values, texts))
        except InvalidInput as error:
            errors = error.errors
        else:
            if {item.fact.code for item in query.asked(saved, request.actor.today)} - values.keys():
                messages.info(request, _("Saved. Because of your answers a few more things are asked."))
                return redirect("incident_facts", pk=pk)
            messages.success(request, _("Saved. The clocks follow from these facts."))
            return redirect("incident", pk=pk)
    context |= {
        "asked": asked,
        "values": values,
        "texts": [(name, label, texts[name]) for name, label in text_labels().items()],
        "errors": errors,
    }
    return render(request, "incident/facts.html", context, status=422 if errors else 200)


def _typed(request: HttpRequest, item: AskedFact) -> Any:
    if item.fact.kind is FactKind.CHOICES:
        chosen = request.POST.getlist(item.fact.code)
        return [code for code in chosen if code != NONE] if chosen else None
    return request.POST.get(item.fact.code, "") or None


def _input(asked: list[AskedFact], values: dict[str, Any], texts: dict[str, str]) -> FactsInput:
    moments = {item.fact.code: values[item.fact.code] for item in asked if item.fact.kind is FactKind.MOMENT}
    read = {code: parse_dutch_moment(raw) if raw else None for code, raw in moments.items()}
    wrong = [code for code, raw in moments.items() if raw and read[code] is None]
    if wrong:
        raise InvalidInput({code: [_("Write it as dd-mm-yyyy hh:mm, for example 23-11-2026 14:05.")] for code in wrong})
    return FactsInput({code: value for code, value in values.items() if code not in moments}, read, texts)


@signed_in
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the incident with its lessons."""
    context = incident_context(request, pk)
    lessons, teaches = request.POST.get("lessons", ""), request.POST.get("teaches", "")
    try:
        close_incident(request.actor, context["incident"], lessons=lessons, teaches=teaches)
    except InvalidInput as error:
        return show(request, context, errors=error.errors, lessons=lessons, teaches=teaches)
    messages.success(request, _("Closed. Who reported it hears what you learnt."))
    return redirect("incident", pk=pk)


@signed_in
@require_POST
def intervene(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what the board decides about the incident."""
    context = incident_context(request, pk)
    values = {name: request.POST.get(name, "") for name in ("measure", "reasons")}
    try:
        intervene_in_incident(request.actor, context["incident"], **values)
    except InvalidInput as error:
        return show(request, context, errors=error.errors, values=values)
    messages.success(request, _("Recorded. Everyone with a part in it hears."))
    return redirect("incident", pk=pk)
