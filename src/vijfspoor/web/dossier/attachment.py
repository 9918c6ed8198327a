"""Evidence: attach a file to an application, an assessment or an incident, open it, take it away."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vijfspoor.actions.dossier.attach_file import attach_to_assessment, attach_to_dossier, attach_to_incident
from vijfspoor.actions.dossier.take_away_file import take_away_file
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.queries.dossier import attachment as query
from vijfspoor.store.models import Attachment
from vijfspoor.web._page import signed_in
from vijfspoor.web._send_file import send_file
from vijfspoor.web.dossier.dossier import dossier_context, show_decisions
from vijfspoor.web.ethics import assessment as assessment_page
from vijfspoor.web.technology import incident as incident_page


@signed_in
@require_safe
def download(request: HttpRequest, number: int, pk: int) -> FileResponse:
    """Send one file to save, never to show: a browser may not run or guess what is in it."""
    found = _find(request, number, pk)
    file = query.content_of(found)
    if file is None:
        raise Http404
    return send_file(file, found.name, found.media_type)


@signed_in
@require_POST
def attach(request: HttpRequest, number: int) -> HttpResponse:
    """Attach a file to the application."""
    context = dossier_context(request, number, "decisions")
    try:
        attach_to_dossier(request.actor, context["dossier"], _chosen(request))
    except InvalidInput as error:
        return show_decisions(request, context, errors=error.errors)
    messages.success(request, _("The document is in the dossier."))
    return redirect("dossier_decisions", number=number)


@signed_in
@require_POST
def attach_evidence(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Attach a file to an assessment."""
    context = assessment_page.assessment_context(request, number, pk)
    try:
        attach_to_assessment(request.actor, context["assessment"], _chosen(request))
    except InvalidInput as error:
        return assessment_page.show(request, context, errors=error.errors)
    messages.success(request, _("The document is with the assessment."))
    return redirect("assessment", number=number, pk=pk)


@signed_in
@require_POST
def attach_incident_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach a file to an incident."""
    context = incident_page.incident_context(request, pk)
    try:
        attach_to_incident(request.actor, context["incident"], _chosen(request))
    except InvalidInput as error:
        return incident_page.show(request, context, errors=error.errors)
    messages.success(request, _("The document is with the incident."))
    return redirect("incident", pk=pk)


@signed_in
@require_POST
def take_away(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Take a file away. That it was there stays readable."""
    found = take_away_file(request.actor, _find(request, number, pk))
    messages.success(request, _("Taken away. Nobody can open it any more; that it was here stays readable."))
    if found.incident_id:
        return redirect("incident", pk=found.incident_id)
    if found.assessment_id:
        return redirect("assessment", number=number, pk=found.assessment_id)
    return redirect("dossier_decisions", number=number)


def _find(request: HttpRequest, number: int, pk: int) -> Attachment:
    found = query.find(request.actor, dossier_context(request, number, "decisions")["dossier"], pk)
    if found is None:
        raise Http404
    return found


def _chosen(request: HttpRequest) -> UploadedFile:
    upload: UploadedFile | None = request.FILES.get("file")
    if upload is None:
        raise InvalidInput({"file": [_("Choose a file first.")]})
    return upload
