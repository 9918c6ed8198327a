"""Delivering an entry to the national register, and the entry as a spreadsheet. Without settings nothing is sent."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vijfspoor.actions.errors import Conflict
from vijfspoor.actions.leadership import deliver_entry
from vijfspoor.integrations.algoritmeregister.delivery import HttpRegisterService
from vijfspoor.integrations.algoritmeregister.sheet import sheet
from vijfspoor.queries.leadership.register_entry import register_entry
from vijfspoor.queries.wording import say
from vijfspoor.store.models import Dossier
from vijfspoor.web._numbers import typed_number
from vijfspoor.web._page import signed_in
from vijfspoor.web.leadership.publication import find_dossier, is_connected, website_of

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@signed_in
@require_safe
def spreadsheet(request: HttpRequest, number: int) -> HttpResponse:
    """Send the entry as XLSX, a row per field."""
    dossier = find_dossier(request, number)
    entry = register_entry(dossier, request.actor.today, website_of(request, dossier))
    rows = [(row.field.code, say(row.field.title), row.value) for row in entry.fields]
    content = sheet((_("Field"), _("Name"), _("Content")), rows, dossier.changed_at)
    name = f"algoritmeregister-{dossier.number}.xlsx"
    return HttpResponse(content, content_type=_XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@signed_in
@require_POST
def deliver(request: HttpRequest, number: int) -> HttpResponse:
    """Do what the person chose: concept, release, archive or retract; a preview leads to the register itself."""
    dossier = find_dossier(request, number)
    try:
        address = _do(request, dossier, request.POST.get("then", ""))
    except Conflict as error:
        messages.error(request, str(error))
        return redirect("dossier_publication", number=number)
    return redirect(address) if address else redirect("dossier_publication", number=number)


def _do(request: HttpRequest, dossier: Dossier, verb: str) -> str:
    if not is_connected(dossier):
        raise Conflict(_("This installation is not connected to the national register."))
    service = HttpRegisterService(
        settings.ALGORITMEREGISTER_URL, settings.ALGORITMEREGISTER_ORGANISATION, settings.ALGORITMEREGISTER_TOKEN
    )
    if verb == "preview":
        return deliver_entry.preview_entry(request.actor, dossier, service)
    if verb == "concept":
        deliver_entry.deliver_concept(request.actor, dossier, service, website_of(request, dossier))
    elif verb == "release":
        deliver_entry.release_entry(request.actor, dossier, service)
    elif verb == "retract":
        deliver_entry.retract_entry(request.actor, dossier, service)
    elif verb == "archive":
        version = typed_number(request.POST.get("version", ""))
        if version is None:
            raise Conflict(_("Fill in the number of the version, as the register shows it."))
        deliver_entry.archive_version(request.actor, dossier, service, version)
    else:
        raise Http404
    messages.success(request, _("The national register took it."))
    return ""
