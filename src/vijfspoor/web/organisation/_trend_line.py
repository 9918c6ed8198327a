"""The drawing of a figure month by month, with its target as a dashed line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_WIDTH, _HEIGHT, _EDGE = 240, 64, 8
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class TrendLine:
    """A line in units of the drawing. `points` as SVG takes them; `target` is the height of the dashed line."""

    points: str
    last_x: float
    last_y: float
    target: float | None
    width: int = _WIDTH
    height: int = _HEIGHT


def trend_line(
    values: Sequence[tuple[date, float | None]], target: float | None = None, highest: float | None = None
) -> TrendLine | None:
    """Return the line through what was measured, the oldest first; None for fewer than two measurements."""
    known = [(place, value) for place, (_on, value) in enumerate(values) if value is not None]
    if len(known) < _FEWEST:
        return None
    top = max(highest or 0.0, target or 0.0, *(value for _place, value in known)) or 1.0
    step = (_WIDTH - 2 * _EDGE) / max(len(values) - 1, 1)
    places = [(round(_EDGE + place * step, 1), _y(value, top)) for place, value in known]
    points = " ".join(f"{x},{y}" for x, y in places)
    return TrendLine(points, *places[-1], _y(target, top) if target is not None else None)


def _y(value: float, top: float) -> float:
    return round(_HEIGHT - _EDGE - (value / top) * (_HEIGHT - 2 * _EDGE), 1)
