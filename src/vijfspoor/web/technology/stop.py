"""Stop and resume on screen: one question each, and who hears of it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.technology.stop_application import resume_application, stop_application
from vijfspoor.store.models import Suspension
from vijfspoor.web._page import signed_in
from vijfspoor.web.dossier.dossier import dossier_context


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, number: int) -> HttpResponse:
    """Ask why it must stop, or stop it on POST."""
    done = _("Stopped. Everyone involved gets a message.")
    return _ask(request, number, "stop", stop_application, done)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest, number: int) -> HttpResponse:
    """Ask why it may be used again, or decide so on POST."""
    done = _("It may be used again. Everyone involved gets a message.")
    return _ask(request, number, "resume", resume_application, done)


def _ask(request: HttpRequest, number: int, verb: str, action: Callable[..., Suspension], done: str) -> HttpResponse:
    context = dossier_context(request, number, "concerns")
    _permission.require(request.actor, verb, context["dossier"])
    reason, errors = request.POST.get("reason", ""), {}
    if request.method == "POST":
        try:
            action(request.actor, context["dossier"], reason=reason)
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, done)
            return redirect("dossier", number=number)
    context |= {"reason": reason, "errors": errors, "verb": verb}
    return render(request, "dossier/stop.html", context, status=422 if errors else 200)
