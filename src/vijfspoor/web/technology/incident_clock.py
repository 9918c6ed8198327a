"""One clock of an incident on screen: to whom, before when, a draft, and notify, advise or decide not to."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.actions.technology.decide_not_to_notify import advise_on_notification, decide_not_to_notify
from vijfspoor.actions.technology.record_notification import NotificationInput, record_notification
from vijfspoor.domain.technology.clock_state import fill_in
from vijfspoor.queries.technology import incidents as query
from vijfspoor.queries.technology.incidents import ClockView
from vijfspoor.queries.wording import say
from vijfspoor.store.models import Incident
from vijfspoor.web._dates import parse_dutch_moment
from vijfspoor.web._page import signed_in
from vijfspoor.web.technology.incident import incident_context, text_labels
from vijfspoor.web.templatetags.operations import exact, typed_moment

FIELDS = ("at", "reference", "evidence", "advises", "advice", "reasons")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def clock(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Show a clock, or do the step that was sent on POST."""
    context = incident_context(request, pk)
    view = query.view(context["incident"], request.actor.now).clock(code)
    if view is None:
        raise Http404
    values = {"at": typed_moment(request.actor.now)}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        values = {name: request.POST.get(name, "") for name in FIELDS}
        try:
            message = _step(request, context["incident"], code, values)
        except InvalidInput as error:
            errors = error.errors
        except Conflict as error:
            errors = {"clock": [str(error)]}
        else:
            messages.success(request, message)
            return redirect("incident", pk=pk)
    context |= {"view": view, "draft": _draft(view, context["incident"]), "values": values, "errors": errors}
    return render(request, "incident/clock.html", context, status=422 if errors else 200)


def _step(request: HttpRequest, incident: Incident, code: str, values: dict[str, str]) -> str:
    step = request.POST.get("step")
    if step == "advise":
        if values["advises"] not in ("ja", "nee"):
            raise InvalidInput({"advises": [_("Choose whether you advise to notify.")]})
        notify = values["advises"] == "ja"
        advise_on_notification(request.actor, incident, code, notify=notify, text=values["advice"])
        return _("Your advice is recorded. The accountable person decides.")
    if step == "waive":
        decide_not_to_notify(request.actor, incident, code, reasons=values["reasons"])
        return _("Recorded: not notified, with your reasons.")
    given = NotificationInput(parse_dutch_moment(values["at"]), values["reference"], values["evidence"])
    record_notification(request.actor, incident, code, given)
    return _("Recorded: notified. The clock stands still.")


def _draft(view: ClockView, incident: Incident) -> str:
    """Return the draft in the reader's language, with what is not known yet named between brackets."""
    known = query.draft_values(view, incident)
    values = {name: exact(value) if isinstance(value, datetime) else value for name, value in known.items()}
    blanks: dict[str, Any] = {
        **text_labels(),
        "supplier": _("the supplier"),
        "reported_at": _("the moment of the earlier notification"),
    }
    return fill_in(say(view.clock.draft), values, blanks)
