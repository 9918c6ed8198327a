"""A map of boxes and lines as numbers for an SVG: where each box stands and how each line bends."""

from collections.abc import Callable
from dataclasses import dataclass

from vijfspoor.domain.technology.flow_map import MapBox
from vijfspoor.queries.technology.data_flow import FlowMap

WIDTH, BOX, HEIGHT, ROW, HEAD = 1080, 280, 34, 44, 34
# What fits in a box; the whole name stands in the table and in the title of the box.
MOST_LETTERS = 33


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """A box in pixels, with its text cut to what fits and where it leads."""

    box: MapBox
    x: int
    y: int
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line as an SVG path."""

    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """The whole drawing; `headings` are (x, text)."""

    width: int
    height: int
    boxes: tuple[DrawnBox, ...]
    lines: tuple[DrawnLine, ...]
    headings: tuple[tuple[int, str], ...]


def draw(found: FlowMap, href: Callable[[MapBox], str]) -> DrawnMap:
    """Return the map in pixels. `href` says where a box leads; empty for nowhere."""
    step = (WIDTH - BOX) // 2
    boxes = {
        box.code: DrawnBox(box, box.column * step, HEAD + round(box.row * ROW), _cut(box.label), href(box))
        for box in found.boxes
    }
    lowest = max((item.y for item in boxes.values()), default=HEAD)
    return DrawnMap(
        width=WIDTH,
        height=lowest + HEIGHT + 4,
        boxes=tuple(boxes.values()),
        lines=tuple(DrawnLine(_path(boxes[line.start], boxes[line.end]), line.kind) for line in found.lines),
        headings=tuple((number * step, text) for number, text in enumerate(found.headings)),
    )


def _cut(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1].rstrip()}…"


def _path(start: DrawnBox, end: DrawnBox) -> str:
    x1, y1, x2, y2 = start.x + BOX, start.y + HEIGHT // 2, end.x, end.y + HEIGHT // 2
    half = (x1 + x2) // 2
    return f"M{x1} {y1}C{half} {y1} {half} {y2} {x2} {y2}"
