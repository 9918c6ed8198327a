"""The landscape: applications with their products, data sources and the work they are used in."""

from collections.abc import Sequence
from dataclasses import dataclass

from vijfspoor.domain.technology.flow_map import MapBox, MapLine, placed
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.technology.data_flow import FlowMap
from vijfspoor.store.models import DataFlow, Dossier, Unit, WorkProcess

PRODUCT, SYSTEM = 0, 1


@dataclass(frozen=True, slots=True)
class LandscapeRow:
    """One application with everything the map draws for it."""

    dossier: Dossier
    sources: tuple[DataFlow, ...]
    destinations: tuple[DataFlow, ...]

    @property
    def is_connected(self) -> bool:
        """Whether anything is known that the map can draw."""
        return bool(self.dossier.product or self.dossier.process or self.sources or self.destinations)


@dataclass(frozen=True, slots=True)
class Landscape:
    """The page: rows, the map, and what it can be narrowed to."""

    rows: tuple[LandscapeRow, ...]
    map: FlowMap
    departments: tuple[Unit, ...]
    processes: tuple[WorkProcess, ...]

    @property
    def loose(self) -> int:
        """How many applications stand in the table only."""
        return sum(not row.is_connected for row in self.rows)


def landscape(actor: Actor, headings: Sequence[str], department: int | None, process: int | None) -> Landscape:
    """Return the landscape in four SQL statements, narrowed to a department or a work process."""
    live = (Dossier.Status.UNDERWAY, Dossier.Status.APPROVED)
    every = _visible.dossiers(actor).filter(status__in=live)
    dossiers = every
    if department is not None:
        dossiers = dossiers.filter(department=department)
    if process is not None:
        dossiers = dossiers.filter(process=process)
    found = list(dossiers.select_related("product__supplier", "process", "department").order_by("name"))
    flows = _flows(found)
    rows = tuple(
        LandscapeRow(
            dossier,
            tuple(flow for flow in flows.get(dossier.pk, ()) if flow.direction == DataFlow.Direction.IN),
            tuple(flow for flow in flows.get(dossier.pk, ()) if flow.direction == DataFlow.Direction.OUT),
        )
        for dossier in found
    )
    used = every.order_by()
    return Landscape(
        rows=rows,
        map=_map(rows, headings),
        departments=tuple(Unit.objects.filter(pk__in=used.values("department")).order_by("name")),
        processes=tuple(WorkProcess.objects.filter(pk__in=used.values("process")).order_by("name")),
    )


def _flows(dossiers: Sequence[Dossier]) -> dict[int, list[DataFlow]]:
    found: dict[int, list[DataFlow]] = {}
    rows = DataFlow.objects.filter(dossier__in=[row.pk for row in dossiers], ended_at__isnull=True)
    for row in rows.select_related("system").order_by("system__name", "pk"):
        found.setdefault(row.dossier_id, []).append(row)
    return found


def _map(rows: Sequence[LandscapeRow], headings: Sequence[str]) -> FlowMap:
    """Products and data on the left, applications in the middle, work on the right."""
    boxes: dict[str, MapBox] = {}
    lines: dict[tuple[str, str], MapLine] = {}
    for row in (row for row in rows if row.is_connected):
        code = f"application-{row.dossier.number}"
        boxes[code] = MapBox(code, row.dossier.name, 1)
        if row.dossier.product is not None:
            product = f"product-{row.dossier.product.pk}"
            boxes[product] = MapBox(product, row.dossier.product.name, 0, PRODUCT)
            lines[product, code] = MapLine(product, code, "product")
        for flow in (*row.sources, *row.destinations):
            system = f"system-{flow.system_id}"
            boxes[system] = MapBox(system, flow.system.name, 0, SYSTEM)
            is_personal = flow.is_personal or ((system, code) in lines and lines[system, code].kind == "personal")
            lines[system, code] = MapLine(system, code, "personal" if is_personal else "")
        if row.dossier.process is not None:
            process = f"process-{row.dossier.process.pk}"
            boxes[process] = MapBox(process, row.dossier.process.name, 2)
            lines[code, process] = MapLine(code, process, "process")
    return FlowMap(placed(list(boxes.values()), lines.values()), tuple(lines.values()), tuple(headings))
