"""Concerns on screen: the list, the form that says something is wrong, one concern, and the tab on the dossier."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.technology.report_concern import ConcernInput, report_concern
from vijfspoor.queries import _visible
from vijfspoor.queries.people.learning import module_choices
from vijfspoor.queries.technology import concerns as query
from vijfspoor.queries.technology import incidents, supplier_notices
from vijfspoor.store.models import Concern, Dossier
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._numbers import page_number, typed_number
from vijfspoor.web._page import signed_in
from vijfspoor.web.dossier.dossier import dossier_context

UNKNOWN = "unknown"


@signed_in
@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """Show the concerns this person handles, those of the whole organisation, or their own."""
    which = {"mijn": "mine", "alle": "all", "gemeld": "reported"}.get(request.GET.get("lijst", ""), "")
    found = query.listing(request.actor, which, page_number(request))
    context = {
        "list": found,
        "query": f"lijst={request.GET['lijst']}" if which else "",
        "current": "concerns",
        "may_report": _permission.may(request.actor, "report_concern"),
    }
    return render(request, "concern/list.html", context)


@signed_in
@require_safe
def of_dossier(request: HttpRequest, number: int) -> HttpResponse:
    """Show what went wrong with one application."""
    context = dossier_context(request, number, "concerns")
    context |= {
        "concerns": query.of_dossier(request.actor, context["dossier"]),
        "incidents": incidents.of_dossier(request.actor, context["dossier"]),
        "may_open_incident": _permission.may(request.actor, "open_incident", context["dossier"]),
        "may_report": _permission.may(request.actor, "report_concern", context["dossier"]),
    }
    return render(request, "concern/dossier.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Ask what is wrong, or record it on POST. From a dossier the application is filled in already."""
    _permission.require(request.actor, "report_concern")
    values = {key: request.POST.get(key, "") for key in ("about", "what", "since", "affected")}
    values["dossier"] = request.POST.get("dossier", request.GET.get("toepassing", ""))
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            made = report_concern(request.actor, _input(values), _dossier(request, values["dossier"]))
        except InvalidInput as error:
            errors = error.errors
        else:
            who = made.task.assignee
            messages.success(
                request,
                _("Thank you. %(name)s looks at it and you hear back.") % {"name": who.name}
                if who
                else _("Thank you. A colleague looks at it and you hear back."),
            )
            return redirect("concern", pk=made.pk)
    names = query.applications(request.actor).values_list("number", "name")
    context = {
        "values": values,
        "errors": errors,
        "applications": [*((str(number), name) for number, name in names), (UNKNOWN, _("I don't know which one"))],
        "current": "concerns",
    }
    return render(request, "concern/report.html", context, status=422 if errors else 200)


def _dossier(request: HttpRequest, raw: str) -> Dossier | None:
    if raw == UNKNOWN:
        return None
    found = query.applications(request.actor).filter(number=typed_number(raw) or 0)
    dossier = found.select_related("organisation", "accountable").first()
    if dossier is None:
        raise InvalidInput({"dossier": [_("Choose the application, or say that you do not know which one it is.")]})
    return dossier


def _input(values: dict[str, str]) -> ConcernInput:
    since = parse_dutch_date(values["since"]) if values["since"].strip() else None
    if values["since"].strip() and since is None:
        raise InvalidInput({"since": [_("Write the date as dd-mm-yyyy, for example 02-12-2027.")]})
    return ConcernInput(values["what"], since, values["affected"], values["about"])


def concern_context(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return one concern and what this person may do with it. Raises Http404 when it is not theirs to see."""
    found = query.find(request.actor, pk)
    if found is None:
        raise Http404
    is_open = found.status == Concern.Status.OPEN and found.part_of_id is None
    return {
        "concern": found,
        "is_open": is_open,
        "may_handle": is_open and _permission.may(request.actor, "handle_concern", found),
        "may_pass_on": is_open
        and found.dossier is not None
        and _permission.may(request.actor, "pass_to_supplier", found),
        "may_open_incident": is_open
        and found.dossier is not None
        and _permission.may(request.actor, "open_incident", found.dossier),
        "may_read_advice": _visible.may_read_advice(request.actor),
        "current": "concerns",
    }


@signed_in
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one concern: what was reported, what was answered, and what the handler can do."""
    return show(request, concern_context(request, pk))


def _addressees(request: HttpRequest, concern: Concern) -> list[tuple[str, str]]:
    by_mail, yourself = _("mail to %(name)s"), _("I tell them myself")
    return [
        (row.key, f"{row.supplier.name}: {by_mail % {'name': row.contact.name} if row.contact else yourself}")
        for row in supplier_notices.addressees(request.actor, concern)
    ]


def show(request: HttpRequest, context: dict[str, Any], **extra: Any) -> HttpResponse:
    """Draw the page of one concern; with `errors` in `extra` as the answer to a form that was wrong."""
    found = context["concern"]
    places = context["may_handle"] and found.dossier is None
    names = query.applications(request.actor).values_list("number", "name") if places else ()
    joined = query.parts(found)
    context |= {
        "parts": joined,
        "reads_resident": any(row.kind == Concern.Kind.RESIDENT for row in (found, *joined)),
        "replies": query.replies(found),
        "alike": query.alike(request.actor, found) if context["may_handle"] else [],
        "applications": [(str(number), name) for number, name in names],
        "text": "",
        "modules_to_do": module_choices(found.organisation, request.actor.today) if context["may_handle"] else (),
        "notices": supplier_notices.of_case(request.actor, found),
        "addressees": _addressees(request, found) if context["may_pass_on"] else [],
        "notice": {},
        "answer": "",
    } | extra
    return render(request, "concern/one.html", context, status=422 if extra.get("errors") else 200)
