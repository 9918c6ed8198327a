"""The drawing of findings week by week."""

from typing import Any

from vijfspoor.domain.organisation.finding import Severity
from vijfspoor.queries.organisation.finding_weeks import WeekCount

_HEIGHT, _STEP, _BAR = 120, 40, 26


def week_bars(counted: list[WeekCount]) -> dict[str, Any]:
    """Return the chart: per week a bar of three parts, hints below and errors on top, in units of the drawing."""
    highest = max((week.total for week in counted), default=0) or 1
    bars = []
    for place, week in enumerate(counted):
        parts, top = [], _HEIGHT
        for severity in reversed(list(Severity)):
            height = round(week.open[severity] * (_HEIGHT - 20) / highest)
            top -= height
            parts.append({"severity": severity.value, "y": top, "height": height})
        bars.append(
            {"x": place * _STEP + 7, "parts": parts, "top": top - 4, "total": week.total, "middle": place * _STEP + 20}
        )
    return {"items": bars, "width": len(counted) * _STEP, "height": _HEIGHT + 4, "base": _HEIGHT, "bar": _BAR}
