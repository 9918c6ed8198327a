"""What the registers get from a dossier: the entry field by field, what is missing, and what differs from public."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.leadership.publish import publish as publish_action
from vijfspoor.queries.dossier import dossier as query
from vijfspoor.queries.leadership.publication import public_content
from vijfspoor.queries.leadership.register_entry import entry_of, register_entry
from vijfspoor.store.models import Dossier
from vijfspoor.web._page import signed_in


@signed_in
@require_safe
def page(request: HttpRequest, number: int) -> HttpResponse:
    """Show the entry of the national Algoritmeregister beside what residents read now."""
    dossier = find_dossier(request, number)
    may_deliver = is_connected(dossier) and _permission.may(request.actor, "deliver", dossier)
    context = {
        "dossier": dossier,
        "entry": register_entry(dossier, request.actor.today, website_of(request, dossier)),
        "may_deliver": may_deliver,
        "may_publish": dossier.status == Dossier.Status.APPROVED and _permission.may(request.actor, "publish", dossier),
        "may_describe": _permission.may(request.actor, "describe", dossier),
        "current": "register",
    }
    return render(request, "dossier/publication.html", context)


@signed_in
@require_safe
def entry(request: HttpRequest, number: int) -> HttpResponse:
    """Send the entry as JSON, by the names of the delivery service."""
    dossier = find_dossier(request, number)
    content = entry_of(public_content(dossier), dossier.number, website_of(request, dossier))
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
    row = publish_action(request.actor, find_dossier(request, number))
    messages.success(request, _("Published: version %(version)s.") % {"version": row.version})
    return redirect("dossier_publication", number=number)


def find_dossier(request: HttpRequest, number: int) -> Dossier:
    """Return the application of this page. Raises Http404 for a draft and for what the person may not see."""
    dossier = query.find(request.actor, number)
    if dossier is None or dossier.status == Dossier.Status.DRAFT:
        raise Http404
    return dossier


def website_of(request: HttpRequest, dossier: Dossier) -> str:
    """Return the address of the public page."""
    return request.build_absolute_uri(
        reverse("public_application", kwargs={"slug": dossier.organisation.slug, "number": dossier.number})
    )


def is_connected(dossier: Dossier) -> bool:
    """Whether this installation may deliver for the municipality of the application: a connection belongs to one."""
    return bool(settings.ALGORITMEREGISTER_URL) and (
        dossier.organisation.slug == settings.ALGORITMEREGISTER_MUNICIPALITY
    )
