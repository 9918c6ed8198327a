"""The end of an application on screen: propose it, describe and make the archive package, and take it along."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.dossier.retire_application import archive as archive_action
from vijfspoor.actions.dossier.retire_application import describe_archive, is_by_hand, propose_retirement
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.content.checklists.loader import checklist_book_in_force
from vijfspoor.queries import _visible
from vijfspoor.queries.dossier.go_live import checklist_view
from vijfspoor.queries.dossier.life_facts import metadata_of
from vijfspoor.store.models import Dossier, Retirement
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._page import signed_in
from vijfspoor.web._send_file import send_file
from vijfspoor.web.dossier._life_form import TAB, Field, Form, answer_form
from vijfspoor.web.dossier.dossier import dossier_context


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def retire(request: HttpRequest, number: int) -> HttpResponse:
    """Propose to retire the application."""

    def form(_context: dict[str, Any]) -> Form:
        return Form(
            title=_("Retire this application"),
            lead=_(
                "Who decided on the use now decides on its end. After that every user hears until when they may use it."
            ),
            fields=[
                Field("reason", _("Why does it end, and what takes its place?"), kind="textarea", maxlength=2500),
                Field("ends_on", _("Last day of use"), _("dd-mm-yyyy")),
            ],
            button=_("Ask for the decision"),
            done=_("Proposed. The decision is asked."),
        )

    def send(context: dict[str, Any], values: Mapping[str, str]) -> object:
        ends_on = parse_dutch_date(values["ends_on"])
        return propose_retirement(request.actor, context["dossier"], reason=values["reason"], ends_on=ends_on)

    return answer_form(request, number, form, send, verb="propose_retirement")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def archive(request: HttpRequest, number: int) -> HttpResponse:
    """Fill in the metadata of the archive package; with everything settled, make it and close the file."""
    context = dossier_context(request, number, TAB)
    dossier: Dossier = context["dossier"]
    _permission.require(request.actor, "archive", dossier)
    retirement = _retirement(dossier)
    errors: Mapping[str, list[str]] = {}
    values: Mapping[str, str] = metadata_of(dossier, retirement)
    fields = checklist_book_in_force(request.actor.today).archive_fields
    by_hand = [field for field in fields if is_by_hand(field.filled_from)]
    if request.method == "POST":
        values = {**values, **{field.element: request.POST.get(field.element, "") for field in by_hand}}
        try:
            return _send(request, dossier, {field.element: values[field.element] for field in by_hand})
        except InvalidInput as error:
            errors = error.errors
    context |= {
        "retirement": retirement,
        "by_hand": by_hand,
        "known": [
            (field, values[field.element]) for field in fields if field not in by_hand and values.get(field.element)
        ],
        "values": values,
        "errors": errors,
        "open": checklist_view(dossier, "G9", request.actor.today).blocking,
    }
    return render(request, "life/archive.html", context, status=422 if errors else 200)


def _send(request: HttpRequest, dossier: Dossier, metadata: Mapping[str, str]) -> HttpResponse:
    describe_archive(request.actor, dossier, metadata)
    if request.POST.get("then") != "archive":
        messages.success(request, _("Saved."))
        return redirect("archive", number=dossier.number)
    archive_action(request.actor, dossier)
    messages.success(request, _("The application is retired. Its file stays readable and cannot be changed any more."))
    return redirect("in_use", number=dossier.number)


def _retirement(dossier: Dossier) -> Retirement:
    found = dossier.retirements.filter(withdrawn_at__isnull=True, decision__isnull=False).first()
    if found is None:
        raise Http404
    return found


@signed_in
@require_safe
def download(request: HttpRequest, number: int) -> HttpResponse | FileResponse:
    """Send the archive package to who may read advice: it holds all of it."""
    dossier = dossier_context(request, number, TAB)["dossier"]
    found = dossier.retirements.filter(archived_at__isnull=False).first()
    if found is None or not _visible.may_read_advice(request.actor):
        raise Http404
    name = f"archief-{dossier.organisation.slug}-{dossier.number}.zip"
    return send_file(default_storage.open(found.stored_name), name, "application/zip")
