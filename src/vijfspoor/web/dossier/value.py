"""The value of an application on screen: low, medium or high, and why."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vijfspoor.actions import _permission
from vijfspoor.actions.dossier.estimate_value import estimate_value
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.queries.dossier import dossier as query
from vijfspoor.store.models import Dossier
from vijfspoor.web._page import signed_in
from vijfspoor.web.templatetags.ui import band_name


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def value(request: HttpRequest, number: int) -> HttpResponse:
    """Show the estimate, or record a new one on POST."""
    dossier = query.find(request.actor, number)
    if dossier is None:
        raise Http404
    _permission.require(request.actor, "estimate_value", dossier)
    values, errors = {"value": dossier.value, "reasons": dossier.value_reasons}, {}
    if request.method == "POST":
        values = {name: request.POST.get(name, "") for name in values}
        try:
            estimate_value(request.actor, dossier, **values)
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Saved. It counts in the picture of all applications."))
            return redirect("dossier_facts", number=number)
    levels = [(code, band_name(code)) for code in Dossier.Value.values]
    context = {"dossier": dossier, "values": values, "errors": errors, "levels": levels, "current": "register"}
    return render(request, "dossier/value.html", context, status=422 if errors else 200)
