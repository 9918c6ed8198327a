"""Imports of applications: what a file would do, row by row, before anything is stored, and how an import stands."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from vijfspoor.content.imports.loader import column_book
from vijfspoor.domain.dossier.register_import import FaultKind, Names, RowFault, RowValues, Twin, read_row
from vijfspoor.domain.naming import plain
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.dossier.intake import telling_words
from vijfspoor.store.models import (
    AuditEvent,
    Dossier,
    ImportRow,
    Organisation,
    Person,
    Product,
    RegisterImport,
    Unit,
)

PAGE_SIZE = 50
# A word in more texts than this says nothing about what an application is.
MOST_COMMON = 40


class ImportWorld:
    """The people, units and products of one organisation by the way a file writes them, in three SQL statements."""

    def __init__(self, organisation: Organisation, today: date) -> None:
        self.book, self.today = column_book(today), today
        people = list(Person.objects.filter(organisation=organisation, is_active=True).only("pk", "email", "name"))
        self._by_mail = {person.email.casefold(): person.pk for person in people}
        names = Counter(plain(person.name) for person in people)
        # Two colleagues of one name: the name alone does not say who it is.
        self._by_name = {plain(p.name): p.pk for p in people if names[plain(p.name)] == 1}
        self._units = {plain(unit.name): unit for unit in Unit.objects.filter(organisation=organisation)}
        self._units |= {
            name.removeprefix("afdeling "): unit for name, unit in self._units.items() if name.startswith("afdeling ")
        }
        self._products = {
            plain(product.name): product
            for product in Product.objects.filter(organisation=organisation).select_related("supplier").order_by("-pk")
        }

    def owner(self, values: RowValues) -> int | None:
        """Return who answers for it: by mail address, else by a name that only one colleague in service has."""
        mail = values.texts.get("owner_email", "").casefold()
        name = values.texts.get("owner", "")
        return self._by_mail.get(mail) or self._by_mail.get(name.casefold()) or self._by_name.get(plain(name))

    def units(self, values: RowValues) -> tuple[int | None, int | None]:
        """Return (department, team), each None when the file does not say or nobody knows it."""
        found = [self._units.get(plain(values.texts.get(code, ""))) for code in ("department", "team")]
        department, team = next((u for u in found if u and not u.parent_id), None), None
        team = next((unit for unit in found if unit and unit.parent_id), None)
        return (team.parent_id if team else department.pk if department else None), team.pk if team else None

    def product(self, values: RowValues) -> Product | None:
        """Return the product of the register it is, when its supplier is not another one."""
        for code in ("product", "name"):
            found = self._products.get(plain(values.texts.get(code, "")))
            supplier = plain(values.texts.get("supplier", ""))
            if found is not None and supplier in ("", plain(found.supplier.name)):
                return found
        return None

    def remarks(self, values: RowValues) -> list[RowFault]:
        """Return what does not keep a row out, but somebody has to look at."""
        found: list[RowFault] = []
        if self.owner(values) is None:
            given = values.texts.get("owner") or values.texts.get("owner_email") or ""
            found.append(RowFault("owner", FaultKind.OWNER, given[:60]))
        for code in ("department", "team"):
            given = values.texts.get(code, "")
            if given and plain(given) not in self._units:
                found.append(RowFault(code, FaultKind.UNIT, given[:60]))
        return found


@dataclass(frozen=True, slots=True)
class Judged:
    """A row as it was judged: what keeps it out, what to look at, and the application or earlier row it is like."""

    number: int
    cells: Sequence[str]
    faults: tuple[RowFault, ...]
    remarks: tuple[RowFault, ...]
    twin: Twin
    like: int | None
    like_row: int | None


def judge(actor: Actor, lines: Iterable[tuple[int, Sequence[str]]], places: Mapping[str, int]) -> Iterator[Judged]:
    """Judge every row, in four SQL statements however many there are. Stores nothing.

    Applications have negative keys among the names, rows their own number: one that is there already goes first.
    """
    world = ImportWorld(actor.organisation, actor.today)
    names = Names(MOST_COMMON)
    there = Dossier.objects.filter(organisation=actor.organisation, withdrawn_at__isnull=True)
    for pk, name, supplier in there.exclude(status=Dossier.Status.DRAFT).values_list("pk", "name", "supplier"):
        names.add(-pk, name, telling_words(f"{name} {supplier}"))
    for number, cells in lines:
        values = read_row(cells, places, world.book, actor.today)
        twin, key = Twin.NONE, None
        name = values.texts.get("name", "")
        if not values.faults:
            words = telling_words(f"{name} {values.texts.get('supplier', '')}")
            twin, key = names.find(name, words)
            names.add(number, name, words)
        yield Judged(
            number=number,
            cells=cells,
            faults=values.faults,
            remarks=() if values.faults else tuple(world.remarks(values)),
            twin=twin,
            like=-key if key is not None and key < 0 else None,
            like_row=key if key is not None and key > 0 else None,
        )


def imports(actor: Actor) -> list[RegisterImport]:
    """Return the imports of the organisation, newest first."""
    return list(_visible.register_imports(actor).select_related("by").order_by("-pk")[:PAGE_SIZE])


def one(actor: Actor, pk: int) -> RegisterImport | None:
    """Return an import the actor may see."""
    return _visible.register_imports(actor).select_related("by", "undone_by", "organisation").filter(pk=pk).first()


def waiting(actor: Actor) -> list[RegisterImport]:
    """Return the imports this person started and has not looked at since they were done; one SQL statement."""
    mine = RegisterImport.objects.filter(by=actor.person, started_at__isnull=False, seen_at__isnull=True)
    return list(mine.exclude(state=RegisterImport.State.UNDONE).order_by("-pk")[:5])


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """How many rows would be taken over, are wrong, resemble something, or have nobody who answers for them."""

    rows: int
    ready: int
    wrong: int
    same: int
    alike: int
    ownerless: int
    left_out: int
    made: int


def counts(row: RegisterImport) -> ImportCounts:
    """Return the counts of an import, in one SQL statement."""
    state = ImportRow.State
    right = Q(state__in=(state.READY, state.MADE, state.LEFT_OUT))
    found = row.rows.aggregate(
        rows=Count("pk"),
        ready=Count("pk", Q(state=state.READY)),
        wrong=Count("pk", Q(state=state.WRONG)),
        same=Count("pk", Q(twin=Twin.SAME)),
        alike=Count("pk", Q(twin=Twin.ALIKE)),
        ownerless=Count("pk", right & Q(remarks__icontains='"owner"')),
        left_out=Count("pk", Q(state=state.LEFT_OUT)),
        made=Count("pk", Q(state=state.MADE)),
    )
    return ImportCounts(**found)


LISTS: Mapping[str, Q] = {
    "wrong": Q(state=ImportRow.State.WRONG),
    "twins": ~Q(twin=""),
    "ownerless": Q(remarks__icontains='"owner"'),
    "left_out": Q(state=ImportRow.State.LEFT_OUT),
    "made": Q(state=ImportRow.State.MADE),
}


def rows_of(row: RegisterImport, which: str, page: int = 1) -> Page[ImportRow]:
    """Return one page of the rows of a list of LISTS."""
    found = row.rows.filter(LISTS[which]).select_related("like", "dossier").order_by("number")
    return Paginator(found, PAGE_SIZE).get_page(page)


def worked_on(row: RegisterImport) -> QuerySet[Dossier]:
    """Return the applications of an import on which somebody did something since; then it cannot be undone."""
    events = AuditEvent.objects.filter(dossier__import_row__of=row)
    by_people = events.exclude(action__in=("imported", "facts_offered")).exclude(content__who__via="jobs")
    return Dossier.objects.filter(pk__in=by_people.values("dossier")).order_by("number")
