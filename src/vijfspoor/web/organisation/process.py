"""My processes on screen: what a department head answers for, by work process."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vijfspoor.queries.organisation.process import my_processes
from vijfspoor.web._page import signed_in


@signed_in
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Everything one answers for, with what waits for its owner. Who answers for nothing reads where to begin."""
    return render(request, "team/processes.html", {"page": my_processes(request.actor), "current": "processes"})
