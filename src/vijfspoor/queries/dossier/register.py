"""The register: every application, searched by Dutch word forms and filtered, as it is now or was on a day."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet

from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.dossier._register_filters import SUPPLIER, UNKNOWN, Filters, condition, supplier_name
from vijfspoor.queries.dossier.stemming import stems
from vijfspoor.store.models import Dossier, Person, Unit

__all__ = ["FACETS", "SORTS", "UNKNOWN", "Filters", "Register", "as_it_was", "register", "rows"]

PAGE_SIZE = 50
SORTS = {"changed": "-changed_at", "name": "name", "number": "number", "gate": "gate"}
FACETS = ("status", "route", "gate", "department", "use")
_STOOD = ("status", "use", "gate", "route", "supplier", "stopped_at", "department_id", "accountable_id")


@dataclass(frozen=True, slots=True)
class Register:
    """One page of the register with the counts of each facet over what is shown."""

    page: Page  # type: ignore[type-arg]
    total: int
    facets: dict[str, list[tuple[str, str, int]]]


def rows(actor: Actor, filters: Filters) -> QuerySet[Dossier]:
    """Return the applications that match, sorted. Of a day in the past each carries how it stood, for `as_it_was`."""
    found = _visible.dossiers(actor).select_related("department", "team", "accountable")
    for stem in stems(filters.q):
        found = found.filter(search_text__contains=stem)
    # One filter, so that everything asked of how it stood is asked of the same row.
    found = found.filter(condition(actor, filters))
    if "supplier" in filters.facets:
        name = filters.facets["supplier"]
        found = found.alias(**{SUPPLIER: supplier_name(filters)}).filter(**{SUPPLIER: "" if name == UNKNOWN else name})
    if filters.mine:
        found = found.filter(Q(accountable=actor.person) | Q(reporter=actor.person))
    if filters.on:
        found = found.annotate(**{f"stood_{name}": F(f"states__{name}") for name in _STOOD})
    return found.order_by(SORTS.get(filters.sort, SORTS["changed"]), "-pk")


def register(actor: Actor, filters: Filters, page: int = 1) -> Register:
    """Return one page. The number of SQL statements does not depend on the number of applications."""
    found = rows(actor, filters)
    shown = Paginator(found, PAGE_SIZE).get_page(page)
    if filters.on:
        shown.object_list = as_it_was(actor, list(shown.object_list))
    facets = {name: _counts(found, filters.prefix, _column(name)) for name in ("status", "route", "gate", "department")}
    return Register(shown, shown.paginator.count, facets)


def as_it_was(actor: Actor, found: list[Dossier]) -> list[Dossier]:
    """Return applications of a past day with the columns they had then, never to be saved; two SQL statements."""
    people = Person.objects.in_bulk({row.stood_accountable_id for row in found} - {None})
    units = Unit.objects.in_bulk({row.stood_department_id for row in found} - {None})
    for row in found:
        for name in ("status", "use", "gate", "route", "supplier", "stopped_at"):
            setattr(row, name, getattr(row, f"stood_{name}"))
        row.accountable, row.department = people.get(row.stood_accountable_id), units.get(row.stood_department_id)
    return found


def _column(facet: str) -> str:
    return "department_id" if facet == "department" else facet


def _counts(found: QuerySet[Dossier], prefix: str, column: str) -> list[tuple[str, str, int]]:
    key = "department__name" if column == "department_id" else column
    columns = (f"{prefix}{column}", f"{prefix}{key}")
    counted = found.order_by().values_list(*columns).annotate(n=Count("pk")).order_by(columns[1])
    return [(value, label, n) for value, label, n in counted if value not in ("", None)]
