"""My desk: everything that waits for the person, what runs with others, and the role's duty."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from vijfspoor.queries.dossier.desk import desk as desk_query
from vijfspoor.web._page import public, signed_in


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front door: a colleague goes to the desk, a visitor reads what this is."""
    if request.actor is not None:
        return redirect("desk")
    return render(request, "home.html")


@signed_in
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show the desk of the signed-in person."""
    return render(request, "desk/desk.html", {"desk": desk_query(request.actor), "current": "desk"})
