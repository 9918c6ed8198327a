"""The five tracks, one role, and the responsibility matrix on screen."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vijfspoor.queries.organisation import tracks as query
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.web._page import signed_in
from vijfspoor.web.organisation.maturity import shown_tracks


@signed_in
@require_safe
def tracks(request: HttpRequest) -> HttpResponse:
    """Show the five lines with their stations, vacancies and overdue work."""
    context = {
        "lines": query.lines(request.actor),
        "states": {shown.state.track.code: shown for shown in shown_tracks(request)},
        "owned": query.ownership(request.actor),
        "current": "tracks",
    }
    return render(request, "tracks/tracks.html", context)


@signed_in
@require_safe
def role(request: HttpRequest, code: str) -> HttpResponse:
    """Show one role: the duty, the holders and the activities."""
    view = query.role_view(request.actor, code)
    if view is None:
        raise Http404
    return render(request, "tracks/role.html", {"view": view, "current": "tracks"})


@signed_in
@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    """Show the responsibility matrix: activities by roles."""
    roles, rows = query.matrix(request.actor)
    wheel = wheel_for(request.actor.organisation, request.actor.today)
    context = {
        "roles": roles,
        "rows": rows,
        "marks": wheel.marks,
        "own_version": wheel.own_version,
        "life_cycle": wheel.life_cycle,
        "current": "tracks",
    }
    return render(request, "tracks/matrix.html", context)
