"""The steps on the page of one concern: answer or settle it, name its application, join alike ones."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.technology.handle_concern import handle_concern, merge_concerns, place_concern
from vijfspoor.queries.technology import concerns as query
from vijfspoor.web._numbers import typed_number, typed_numbers
from vijfspoor.web._page import signed_in
from vijfspoor.web.technology.concern import concern_context, show


@signed_in
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the reporters, and settle the case when asked to."""
    context = concern_context(request, pk)
    text, settles = request.POST.get("text", ""), request.POST.get("then") == "settle"
    teaches = request.POST.get("teaches", "")
    try:
        handle_concern(request.actor, context["concern"], text=text, settles=settles, teaches=teaches)
    except InvalidInput as error:
        return show(request, context, errors=error.errors, text=text, teaches=teaches)
    messages.success(
        request,
        _("Settled. Who reported it hears so by message.")
        if settles
        else _("Sent. The concern stays open until you settle it."),
    )
    return redirect("concern", pk=pk)


@signed_in
@require_POST
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which application the concern is about."""
    context = concern_context(request, pk)
    raw = request.POST.get("dossier", "")
    found = query.applications(request.actor).filter(number=typed_number(raw) or 0)
    dossier = found.select_related("accountable").first()
    try:
        if dossier is None:
            raise InvalidInput({"dossier": [_("Choose an application from the list.")]})
        placed = place_concern(request.actor, context["concern"], dossier)
    except InvalidInput as error:
        return show(request, context, errors=error.errors)
    who = placed.task.assignee
    messages.success(request, _("The concern now lies with %(name)s.") % {"name": who.name if who else "–"})
    return redirect("concern", pk=pk)


@signed_in
@require_POST
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Join the chosen concerns to this one."""
    context = concern_context(request, pk)
    try:
        others = query.chosen(request.actor, typed_numbers(request.POST.getlist("others")))
        merge_concerns(request.actor, context["concern"], others)
    except InvalidInput as error:
        return show(request, context, errors=error.errors)
    messages.success(request, _("This is one case now. Everyone who reported it hears what comes of it."))
    return redirect("concern", pk=pk)
