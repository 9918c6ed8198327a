"""What the registers get from a dossier: the entry field by field, what is missing, and what differs from public."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.publish import publish as publish_action
from vijfspoor.queries import dossier as query
from vijfspoor.queries.publication import public_content
from vijfspoor.queries.register_entry import entry_of, register_entry
from vijfspoor.store.models import Dossier
from vijfspoor.web._page import signed_in


@signed_in
@require_safe
def page(request: HttpRequest, number: int) -> HttpResponse:
    """Show the entry of the national Algoritmeregister beside what residents read now."""
    dossier = _dossier(request, number)
    context = {
        "dossier": dossier,
        "entry": register_entry(dossier, request.actor.today, _website(request, dossier)),
        "may_publish": dossier.status == Dossier.Status.APPROVED and _permission.may(request.actor, "publish", dossier),
        "may_describe": _permission.may(request.actor, "describe", dossier),
        "current": "register",
    }
    return render(request, "dossier/publication.html", context)


@signed_in
@require_safe
def entry(request: HttpRequest, number: int) -> HttpResponse:
    """Send the entry as JSON, by the names of the delivery service."""
    dossier = _dossier(request, number)
    content = entry_of(public_content(dossier), dossier.number, _website(request, dossier))
    name = f"algoritmeregister-{dossier.number}.json"
    return JsonResponse(
        content,
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@signed_in
@require_POST
def publish(request: HttpRequest, number: int) -> HttpResponse:
    """Publish the dossier's public page again, after something changed."""
    row = publish_action(request.actor, _dossier(request, number))
    messages.success(request, _("Published: version %(version)s.") % {"version": row.version})
    return redirect("dossier_publication", number=number)


def _dossier(request: HttpRequest, number: int) -> Dossier:
    dossier = query.find(request.actor, number)
    if dossier is None or dossier.status == Dossier.Status.DRAFT:
        raise Http404
    return dossier


def _website(request: HttpRequest, dossier: Dossier) -> str:
    return request.build_absolute_uri(
        reverse("public_application", kwargs={"slug": dossier.organisation.slug, "number": dossier.number})
    )
