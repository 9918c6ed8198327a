"""The particulars of an application on screen: what it is for, whether it is used, what residents read."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vijfspoor.actions import _permission
from vijfspoor.actions.dossier.describe_application import Particulars, describe_application, particulars_of
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.content.publication.loader import standard_in_force
from vijfspoor.queries.dossier import dossier as query
from vijfspoor.queries.leadership.publication import PUBLIC_TEXTS
from vijfspoor.store.models import Dossier, WorkProcess
from vijfspoor.web._dates import parse_dutch_date
from vijfspoor.web._page import signed_in
from vijfspoor.web.templatetags.ui import use_name

_TEXTS = ("summary", "purpose", "supplier", "process", "use", *PUBLIC_TEXTS)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def particulars(request: HttpRequest, number: int) -> HttpResponse:
    """Show the form with what is on file, or record it on POST."""
    dossier = query.find(request.actor, number)
    if dossier is None:
        raise Http404
    _permission.require(request.actor, "describe", dossier)
    values, errors = _on_file(dossier), {}
    if request.method == "POST":
        values = {key: request.POST.get(key, "") for key in (*_TEXTS, "in_use_since")}
        try:
            describe_application(request.actor, dossier, _input(values))
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Saved. The public page follows when someone publishes again."))
            return redirect("dossier_facts", number=number)
    context = {
        "dossier": dossier,
        "values": values,
        "errors": errors,
        "processes": WorkProcess.objects.filter(organisation=dossier.organisation).order_by("name"),
        "uses": [(code, use_name(code)) for code in Dossier.Use.values],
        "themes": [(theme, theme) for theme in standard_in_force(request.actor.today).themes],
        "current": "register",
    }
    return render(request, "dossier/particulars.html", context, status=422 if errors else 200)


def _on_file(dossier: Dossier) -> dict[str, Any]:
    values = asdict(particulars_of(dossier))
    since = dossier.in_use_since
    return values | {"in_use_since": since.strftime("%d-%m-%Y") if since else ""}


def _input(values: dict[str, str]) -> Particulars:
    since = parse_dutch_date(values["in_use_since"]) if values["in_use_since"].strip() else None
    if values["in_use_since"].strip() and since is None:
        raise InvalidInput({"in_use_since": [_("Write the date as dd-mm-yyyy, for example 02-12-2027.")]})
    return Particulars(**{key: values[key] for key in _TEXTS}, in_use_since=since)
