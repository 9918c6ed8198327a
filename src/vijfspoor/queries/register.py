"""The register: every application, searched by Dutch word forms and filtered by facets."""

from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.stemming import stems
from vijfspoor.store.models import Dossier

PAGE_SIZE = 50
SORTS = {"changed": "-changed_at", "name": "name", "number": "number", "gate": "gate"}
FACETS = ("status", "route", "gate", "department", "use")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader asked for; empty means everything."""

    q: str = ""
    facets: dict[str, str] = field(default_factory=dict)
    mine: bool = False
    sort: str = "changed"


@dataclass(frozen=True, slots=True)
class Register:
    """One page of the register with the counts of each facet over what is shown."""

    page: Page  # type: ignore[type-arg]
    total: int
    facets: dict[str, list[tuple[str, str, int]]]


def rows(actor: Actor, filters: Filters) -> QuerySet[Dossier]:
    """Return the applications that match, sorted."""
    found = _visible.dossiers(actor).select_related("department", "team", "accountable")
    for stem in stems(filters.q):
        found = found.filter(search_text__contains=stem)
    for name, value in filters.facets.items():
        found = found.filter(**{_column(name): value})
    if filters.mine:
        found = found.filter(accountable=actor.person) | found.filter(reporter=actor.person)
    return found.order_by(SORTS.get(filters.sort, SORTS["changed"]), "-pk")


def register(actor: Actor, filters: Filters, page: int = 1) -> Register:
    """Return one page. The number of SQL statements does not depend on the number of applications."""
    found = rows(actor, filters)
    shown = Paginator(found, PAGE_SIZE).get_page(page)
    facets = {name: _counts(found, _column(name)) for name in ("status", "route", "gate", "department")}
    return Register(shown, shown.paginator.count, facets)


def _column(facet: str) -> str:
    return "department_id" if facet == "department" else facet


def _counts(found: QuerySet[Dossier], column: str) -> list[tuple[str, str, int]]:
    key = "department__name" if column == "department_id" else column
    counted = found.order_by().values_list(column, key).annotate(n=Count("pk")).order_by(key)
    return [(value, label, n) for value, label, n in counted if value not in ("", None)]
