"""Where the data of an application comes from and goes to, on which ground, and how good it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from vijfspoor.content.data_flows.loader import flow_book_in_force
from vijfspoor.domain.technology.data_flow import DataCategory, FlowBook, LegalGround
from vijfspoor.domain.technology.flow_map import MapBox, MapLine, placed
from vijfspoor.queries.wording import say
from vijfspoor.store.models import DataFlow, Dossier, QualityCheck


@dataclass(frozen=True, slots=True)
class FlowLine:
    """A flow in words: kinds of data, grounds with their article, and the newest check of quality."""

    flow: DataFlow
    kind: str
    frequency: str
    categories: tuple[DataCategory, ...]
    grounds: tuple[LegalGround, ...]
    check: QualityCheck | None
    is_check_due: bool


@dataclass(frozen=True, slots=True)
class FlowMap:
    """Boxes with their places, and the lines between them; links lead from a box to where it is described."""

    boxes: tuple[MapBox, ...]
    lines: tuple[MapLine, ...]
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DataView:
    """The page: flows in and out as they are now, those that ended, and the map."""

    into: tuple[FlowLine, ...]
    out: tuple[FlowLine, ...]
    ended: tuple[DataFlow, ...]
    map: FlowMap

    @property
    def is_empty(self) -> bool:
        """Whether nothing was described yet."""
        return not self.into and not self.out


def data_view(dossier: Dossier, today: date, headings: Sequence[str]) -> DataView:
    """Return the data of a dossier in two SQL statements. `headings` name the columns of the map."""
    rows = list(dossier.data_flows.select_related("system").order_by("system__name", "pk"))
    now = [row for row in rows if row.ended_at is None]
    lines = flow_lines(now, today)
    return DataView(
        into=tuple(line for line in lines if line.flow.direction == DataFlow.Direction.IN),
        out=tuple(line for line in lines if line.flow.direction == DataFlow.Direction.OUT),
        ended=tuple(row for row in rows if row.ended_at is not None),
        map=_map(dossier, now, headings),
    )


def flow_lines(flows: Iterable[DataFlow], today: date) -> list[FlowLine]:
    """Return flows in words, in one SQL statement for their checks."""
    flows, book = list(flows), flow_book_in_force(today)
    checks = {row.flow_id: row for row in QualityCheck.objects.filter(flow__in=flows).order_by("pk")}
    return [_line(flow, book, checks.get(flow.pk), today) for flow in flows]


def _line(flow: DataFlow, book: FlowBook, check: QualityCheck | None, today: date) -> FlowLine:
    grounds = (
        book.legal_bases.get(flow.legal_basis),
        book.exceptions.get(flow.exception),
        book.criminal_grounds.get(flow.criminal_ground),
        book.transfer_grounds.get(flow.transfer_ground),
    )
    return FlowLine(
        flow=flow,
        kind=say(book.kinds[flow.system.kind]) if flow.system.kind in book.kinds else "",
        frequency=say(book.frequencies[flow.frequency]) if flow.frequency in book.frequencies else "",
        categories=tuple(book.categories[code] for code in flow.categories if code in book.categories),
        grounds=tuple(ground for ground in grounds if ground is not None),
        check=check,
        is_check_due=check is not None and check.next_on <= today,
    )


def _map(dossier: Dossier, flows: Sequence[DataFlow], headings: Sequence[str]) -> FlowMap:
    """A box per source on the left and per destination on the right; two flows of one system share its box."""
    boxes = {"here": MapBox("here", dossier.name, 1)}
    lines: dict[tuple[str, str], MapLine] = {}
    for flow in flows:
        is_in = flow.direction == DataFlow.Direction.IN
        code = f"{flow.direction}-{flow.system_id}"
        boxes[code] = MapBox(code, flow.system.name, 0 if is_in else 2)
        ends = (code, "here") if is_in else ("here", code)
        kind = "personal" if flow.is_personal or (ends in lines and lines[ends].kind) else ""
        lines[ends] = MapLine(*ends, kind)
    return FlowMap(placed(list(boxes.values()), lines.values()), tuple(lines.values()), tuple(headings))
