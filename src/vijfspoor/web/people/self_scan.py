"""Taking the self-scan: one question per page, stop and go on later, and the own result at the end."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.people.answer_scan import Finished, answer_scan
from vijfspoor.domain.people.self_scan import DONT_KNOW
from vijfspoor.queries.people import self_scan as query
from vijfspoor.store.models import ScanInvitation
from vijfspoor.web._page import signed_in


@signed_in
@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """The scans that wait for this person, and those they did."""
    context = {"waiting": query.waiting(request.actor), "taken": query.taken(request.actor), "current": "desk"}
    return render(request, "self_scan/list.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask one question; POST saves the answer and asks the next, or shows the result."""
    invitation = _find(request, pk)
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            item, option = request.POST.get("item", ""), request.POST.get("option", "")
            said = answer_scan(request.actor, invitation, item, option)
        except InvalidInput as error:
            errors = error.errors
        except Conflict as error:
            messages.warning(request, str(error))
            return redirect("self_scan", pk=pk)
        else:
            if isinstance(said, Finished):
                return _finished(request, invitation, said)
            return redirect("self_scan", pk=pk)
    if invitation.is_done:
        return redirect("self_scan_result", pk=pk)
    if not invitation.round.opens_on <= request.actor.today <= invitation.round.closes_on:
        return redirect("self_scans")
    context = {
        "invitation": invitation,
        "sitting": query.sitting(invitation),
        "dont_know": DONT_KNOW,
        "errors": errors,
        "current": "desk",
    }
    return render(request, "self_scan/question.html", context, status=422 if errors else 200)


@signed_in
@require_safe
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """The own result of a scan by name; of an anonymous one nobody can find it any more."""
    invitation = _find(request, pk)
    if not invitation.is_done:
        return redirect("self_scan", pk=pk)
    found = query.result_of(request.actor, invitation.round)
    return render(request, "self_scan/result.html", {"invitation": invitation, "result": found, "current": "desk"})


def _finished(request: HttpRequest, invitation: ScanInvitation, said: Finished) -> HttpResponse:
    """Show the result: at once when it is anonymous, because it cannot be looked up later."""
    if not invitation.round.is_anonymous:
        messages.success(request, _("Thank you. This is your result."))
        return redirect("self_scan_result", pk=invitation.round_id)
    found = query.own_result(request.actor, invitation.round, said.levels)
    response = render(request, "self_scan/result.html", {"invitation": invitation, "result": found, "current": "desk"})
    response["Cache-Control"] = "private, no-store"
    return response


def _find(request: HttpRequest, pk: int) -> ScanInvitation:
    found = query.find(request.actor, pk)
    if found is None:
        raise Http404
    return found
