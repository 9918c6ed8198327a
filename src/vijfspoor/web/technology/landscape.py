"""The landscape on screen: applications, products, data and work as a map and as a table."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vijfspoor.domain.technology.flow_map import MapBox
from vijfspoor.queries.technology.landscape import landscape
from vijfspoor.web._numbers import typed_number
from vijfspoor.web._page import signed_in
from vijfspoor.web.technology._flow_map import draw


@signed_in
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The whole landscape, or that of one department or work process."""
    department, process = (typed_number(request.GET.get(name, "")) for name in ("afdeling", "proces"))
    headings = (_("Products and data"), _("Applications"), _("Work they are used in"))
    found = landscape(request.actor, headings, department, process)
    context = {
        "landscape": found,
        "map": draw(found.map, _leads_to),
        "department": department,
        "process": process,
        "current": "register",
    }
    return render(request, "data_flow/landscape.html", context)


def _leads_to(box: MapBox) -> str:
    kind, _dash, key = box.code.partition("-")
    if kind == "application":
        return reverse("dossier", args=[key])
    if kind == "process":
        return f"{reverse('landscape')}?proces={key}"
    return ""
