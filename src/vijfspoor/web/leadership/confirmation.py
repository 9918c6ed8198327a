"""The half-yearly confirmation on screen: per application what is still so, and what was found."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.leadership.confirm_use import ConfirmationInput, UseAnswer, confirm_use
from vijfspoor.queries.leadership import confirmation as query
from vijfspoor.queries.leadership.confirmation import last_confirmed
from vijfspoor.queries.leadership.team import team_of
from vijfspoor.store.models import ConfirmationRequest, Dossier
from vijfspoor.web._page import signed_in


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what is still used; POST confirms it. What was confirmed stays readable."""
    asked = query.request_of(request.actor, pk)
    if asked is None:
        raise Http404
    if asked.answered_at is not None:
        return render(request, "team/confirmed.html", {"asked": asked, "answers": query.answers_of(asked)})
    rows = list(query.asked_about(asked))
    typed = {row.number: _typed(request, row) for row in rows}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        given = ConfirmationInput(typed, request.POST.get("found", "").splitlines())
        try:
            begun = confirm_use(request.actor, asked, given)
        except InvalidInput as error:
            errors = error.errors
        else:
            return _done(request, asked, begun)
    last = last_confirmed([row.pk for row in rows], request.actor.today)
    context = {
        "asked": asked,
        "lines": [(row, typed[row.number], last.get(row.pk)) for row in rows],
        "found": request.POST.get("found", ""),
        "errors": errors,
        "current": "processes" if asked.team_id is None else "teams",
    }
    return render(request, "team/confirmation.html", context, status=422 if errors else 200)


def _typed(request: HttpRequest, row: Dossier) -> UseAnswer:
    return UseAnswer(request.POST.get(f"state-{row.number}", ""), request.POST.get(f"note-{row.number}", ""))


def _done(request: HttpRequest, asked: ConfirmationRequest, begun: list[Dossier]) -> HttpResponse:
    """Thank, and go on with the first report that was begun, else back to where this was asked."""
    messages.success(request, _("Thank you. You confirmed the picture; everyone sees it on the file."))
    if begun:
        more = ngettext(
            "A report was begun for what you found. Finish it here.",
            "%(n)s reports were begun for what you found. Finish the first here; the others wait on your desk.",
            len(begun),
        )
        messages.info(request, more % {"n": len(begun)})
        return redirect("intake_page", number=begun[0].number, page="what")
    if asked.team_id is None:
        return redirect("processes")
    own = team_of(request.actor, asked.team_id)
    return redirect("team", pk=own.pk) if own else redirect("desk")
