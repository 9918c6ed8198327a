"""The integral picture: the portfolio counted from every side, each figure with the list of the register behind it."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import BooleanField, Case, Count, Value, When
from django.utils.translation import gettext as _

from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.organisation.portfolio import Band, along, risk_band
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.dossier._register_filters import SUPPLIER, supplier_name
from vijfspoor.queries.dossier.register import UNKNOWN, Filters, rows
from vijfspoor.queries.wording import gate_name, route_name
from vijfspoor.store.models import Unit

MOST_SUPPLIERS = 8
SHADES = 4
_DEPARTMENT, _NAME, _ROUTE, _GATE, _STATUS, _USE, _OWNERLESS, _STOPPED = range(8)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of applications, what it counts in words, and the filters of the list behind it."""

    label: str
    count: int
    filters: Filters
    shade: int = 0


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a table of counts."""

    label: str
    cells: tuple[Figure, ...]
    total: Figure


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of counts, each cell a figure; `most` is the cell that counts most, None in an empty table."""

    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    most: tuple[str, Figure] | None


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Portefeuille: what runs now or ran on a day, from every side. `filters` is what all figures share."""

    filters: Filters
    total: Figure
    tiles: tuple[Figure, ...]
    departments: Grid
    phases: tuple[Figure, ...]
    suppliers: tuple[Figure, ...]
    other_suppliers: int
    risks: Grid
    units: tuple[tuple[int, str], ...]


def narrowed(filters: Filters, **facets: str) -> Filters:
    """Return `filters` with more asked."""
    return replace(filters, facets={**filters.facets, **facets})


def portfolio(actor: Actor, filters: Filters) -> Portfolio:
    """Return the picture of what `filters` lets through, in four SQL statements that group in the database."""
    counts = _counts(actor, filters)
    suppliers, others = _suppliers(actor, filters)
    units = Unit.objects.filter(organisation=actor.organisation, kind=Unit.Kind.DEPARTMENT).order_by("name")
    return Portfolio(
        filters=filters,
        total=Figure(_("underway or approved"), sum(counts.values()), filters),
        tiles=_tiles(counts, filters),
        departments=_departments(counts, filters),
        phases=_phases(counts, filters),
        suppliers=suppliers,
        other_suppliers=others,
        risks=_risks(actor, filters),
        units=tuple(units.values_list("pk", "name")),
    )


def _counts(actor: Actor, filters: Filters) -> Counter[tuple[Any, ...]]:
    at = filters.prefix
    yes, no = Value(True), Value(False)
    ownerless = Case(When(**{f"{at}accountable__isnull": True}, then=yes), default=no, output_field=BooleanField())
    stopped = Case(When(**{f"{at}stopped_at__isnull": False}, then=yes), default=no, output_field=BooleanField())
    columns = [f"{at}{name}" for name in ("department_id", "department__name", "route", "gate", "status", "use")]
    found = rows(actor, filters).order_by().annotate(ownerless=ownerless, is_stopped=stopped)
    grouped = found.values_list(*columns, "ownerless", "is_stopped").annotate(n=Count("pk"))
    return Counter({row[:-1]: row[-1] for row in grouped})


def _tiles(counts: Counter[tuple[Any, ...]], filters: Filters) -> tuple[Figure, ...]:
    use, gate = along(counts, _USE), along(counts, _GATE)
    return (
        Figure(_("in use"), use["in_use"], narrowed(filters, use="in_use")),
        Figure(_("pilot"), use["pilot"], narrowed(filters, use="pilot")),
        Figure(_("await the decision on use"), gate["G4"], narrowed(filters, gate="G4")),
        Figure(_("without an owner"), along(counts, _OWNERLESS)[True], narrowed(filters, owner=UNKNOWN)),
        Figure(_("stopped"), along(counts, _STOPPED)[True], narrowed(filters, stopped="1")),
    )


def _departments(counts: Counter[tuple[Any, ...]], filters: Filters) -> Grid:
    names = {key: name or _("No department") for key, name in along(counts, _DEPARTMENT, _NAME)}
    ordered = sorted(names, key=lambda key: (key is None, names[key]))
    sides = [(str(key) if key else UNKNOWN, names[key], key) for key in ordered]
    present = along(counts, _ROUTE)
    routes = [(str(route), route_name(route), str(route)) for route in Route]
    if present[""]:
        routes.append((UNKNOWN, _("No route yet"), ""))
    return _grid(along(counts, _DEPARTMENT, _ROUTE), ("department", sides), ("route", routes), filters)


Side = tuple[str, Sequence[tuple[str, str, Any]]]
"""A filter with its options: value in the address, words, and key in the counts."""


def _grid(counts: Counter[Any], down: Side, across: Side, filters: Filters) -> Grid:
    highest = max(counts.values(), default=0)
    made = []
    for value, label, key in down[1]:
        cells = tuple(
            Figure(words, counts[key, other], narrowed(filters, **{down[0]: value, across[0]: option}),
                   _shade(counts[key, other], highest))
            for option, words, other in across[1]
        )  # fmt: skip
        total = Figure(label, sum(cell.count for cell in cells), narrowed(filters, **{down[0]: value}))
        made.append(GridRow(label, cells, total))
    all_cells = [(row.label, cell) for row in made for cell in row.cells if cell.count]
    most = max(all_cells, key=lambda found: found[1].count, default=None)
    return Grid(tuple(words for _value, words, _key in across[1]), tuple(made), most)


def _shade(count: int, highest: int) -> int:
    """How dark a cell is, from 0 (nothing there) to 4."""
    return -(-count * SHADES // highest) if highest else 0


def _phases(counts: Counter[tuple[Any, ...]], filters: Filters) -> tuple[Figure, ...]:
    gates = along(counts, _GATE)
    highest = max(gates.values(), default=0)
    return tuple(
        Figure(gate_name(gate), gates[gate], narrowed(filters, gate=gate), _percent(gates[gate], highest))
        for gate in sorted(gates)
    )


def _percent(count: int, highest: int) -> int:
    return round(100 * count / highest) if highest else 0


def _suppliers(actor: Actor, filters: Filters) -> tuple[tuple[Figure, ...], int]:
    """Return the largest suppliers, and how many applications come from all the others."""
    named = rows(actor, filters).order_by().annotate(**{SUPPLIER: supplier_name(filters)})
    counted = list(named.values_list(SUPPLIER).annotate(n=Count("pk")).order_by("-n", SUPPLIER))
    highest = counted[0][1] if counted else 0
    figures = tuple(
        Figure(name or _("No supplier filled in"), n, narrowed(filters, supplier=name or UNKNOWN), _percent(n, highest))
        for name, n in counted[:MOST_SUPPLIERS]
    )
    return figures, sum(n for _name, n in counted[MOST_SUPPLIERS:])


def _risks(actor: Actor, filters: Filters) -> Grid:
    """Risk as the reporter estimated it, against the value the accountable person sees in it."""
    columns = ("risk_estimate__severity", "risk_estimate__likelihood", f"{filters.prefix}value")
    counts: Counter[tuple[str, str]] = Counter()
    grouped = rows(actor, filters).order_by().values_list(*columns).annotate(n=Count("pk"))
    for severity, likelihood, value, number in grouped:
        band = risk_band(severity, likelihood) if severity else ""
        counts[str(band), value] += number
    words: Callable[[str], str] = {"high": _("High"), "medium": _("Medium"), "low": _("Low")}.__getitem__
    options = [(str(band), words(band), str(band)) for band in Band]
    options.append((UNKNOWN, _("Not estimated"), ""))
    return _grid(counts, ("risk", options), ("value", options), filters)
