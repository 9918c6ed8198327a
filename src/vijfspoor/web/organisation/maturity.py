"""How the tracks stand: the compass of the board, one track with its ladder, and one indicator with its trend."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vijfspoor.actions import _permission
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.organisation.steer_maturity import explain_level, want_level
from vijfspoor.content.indicators.loader import indicators_in_force
from vijfspoor.queries.organisation import indicators as query
from vijfspoor.queries.organisation.indicators import IndicatorLine, TrackState
from vijfspoor.web._page import signed_in
from vijfspoor.web.organisation._indicator_links import list_behind
from vijfspoor.web.organisation._trend_line import TrendLine, trend_line

TOP_LEVEL = 5


@dataclass(frozen=True, slots=True)
class ShownLine:
    """An indicator with its drawing and the list behind it."""

    line: IndicatorLine
    chart: TrendLine | None
    link: str


@dataclass(frozen=True, slots=True)
class ShownTrack:
    """A track with the drawing of its level."""

    state: TrackState
    chart: TrendLine | None


def shown_tracks(request: HttpRequest) -> list[ShownTrack]:
    """Return the five tracks as measured last; empty while nothing was measured yet."""
    return [ShownTrack(state, _level_chart(state)) for state in query.compass(request.actor)]


def _level_chart(state: TrackState) -> TrendLine | None:
    wanted = float(state.wanted.level) if state.wanted else None
    return trend_line([(on, float(level)) for on, level in state.history], wanted, float(TOP_LEVEL))


def _shown(line: IndicatorLine) -> ShownLine:
    return ShownLine(line, trend_line(line.trend, line.indicator.target), list_behind(line.indicator.code))


@signed_in
@require_safe
def compass(request: HttpRequest) -> HttpResponse:
    """The five tracks in one picture, to print and talk about."""
    context = {"tracks": shown_tracks(request), "steps": range(1, TOP_LEVEL + 1), "current": "tracks"}
    return render(request, "tracks/compass.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest, track: str) -> HttpResponse:
    """One track: level, ladder and indicators. The board says which level it wants, others explain."""
    state = query.track_now(request.actor, track)
    if state is None:
        raise Http404
    values = {name: request.POST.get(name, "") for name in ("level", "reason", "text")}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            _take(request, state, values)
        except InvalidInput as error:
            errors = error.errors
        else:
            messages.success(request, _("Recorded with your name and the date."))
            return redirect("track", track=track)
    elif state.wanted:
        values["level"] = str(state.wanted.level)
    context = {
        "state": state,
        "lines": [_shown(line) for line in state.lines],
        "book": indicators_in_force(request.actor.today).indicators,
        "chart": _level_chart(state),
        "notes": query.notes(request.actor, track),
        "levels": [(str(step.rule.number), step.rule) for step in state.maturity.steps],
        "may_want": _permission.may(request.actor, "want_level"),
        "may_explain": _permission.may(request.actor, "explain_level"),
        "values": values,
        "errors": errors,
        "current": "tracks",
    }
    return render(request, "tracks/track.html", context, status=422 if errors else 200)


def _take(request: HttpRequest, state: TrackState, values: dict[str, str]) -> None:
    if request.POST.get("step") == "want":
        level = int(values["level"]) if values["level"] in {str(n) for n in range(1, TOP_LEVEL + 1)} else None
        want_level(request.actor, state.track, level=level, reason=values["reason"])
    else:
        explain_level(request.actor, state.track, text=values["text"])


@signed_in
@require_safe
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator: what it says, how it stands now, month by month, and the list behind it."""
    line = query.indicator_now(request.actor, code)
    if line is None:
        raise Http404
    context = {
        "shown": _shown(line),
        "track": query.track_named(request.actor, line.indicator.track),
        "current": "tracks",
    }
    return render(request, "tracks/indicator.html", context)
