"""How the roles are filled: vacancies, stand-ins and combined roles on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vijfspoor.actions import _permission
from vijfspoor.queries.organisation import staffing as query
from vijfspoor.web._page import signed_in


@signed_in
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show every role in use with its holders and who stands in, and who combines roles."""
    context = {
        "staffing": query.staffing(request.actor),
        "may_assign": _permission.may(request.actor, "administer"),
        "current": "tracks",
    }
    return render(request, "setup/staffing.html", context)
