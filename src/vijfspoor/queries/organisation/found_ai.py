"""Found AI: what was found in lists of software, what was said about it, and what the catalogue holds."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count

from vijfspoor.content.ai_products.loader import catalogue
from vijfspoor.domain.organisation.found_ai import AiProduct, Matcher
from vijfspoor.domain.technology.product import AiFunctions
from vijfspoor.domain.text import Text
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import AuditEvent, Dossier, FoundAi, Organisation, OwnAiProduct, Product, SoftwareList

PAGE_SIZE = 50
_OWN = Text("Door ons zelf toegevoegd.", "Added by ourselves.")
_OF_REGISTER = Text("Een product van een leverancier in ons register.", "A product of a supplier in our register.")


def products_of(organisation: Organisation, on: date) -> dict[str, AiProduct]:
    """Return every product that is looked for, by code: the catalogue, what the organisation added, and what it buys.

    Two SQL statements. Own words come before those of the catalogue.
    """
    found = dict(catalogue(on).products)
    for row in OwnAiProduct.objects.filter(organisation=organisation, ended_at__isnull=True):
        found[f"own:{row.pk}"] = own_product(row)
    with_ai = (Product.AiFunctions.YES, Product.AiFunctions.ON_BY_DEFAULT)
    bought = Product.objects.filter(organisation=organisation, ai_functions__in=with_ai).select_related("supplier")
    for item in bought:
        code = f"product:{item.pk}"
        ai = AiFunctions(item.ai_functions)
        found[code] = AiProduct(code, item.name, item.supplier.name, (item.name,), (), ai, _OF_REGISTER)
    return found


def own_product(row: OwnAiProduct) -> AiProduct:
    """Return a product the organisation added, as the matching knows it."""
    return AiProduct(
        code=f"own:{row.pk}",
        name=row.name,
        vendor=row.vendor,
        aliases=(row.name, *row.aliases.splitlines()),
        domains=tuple(line.strip() for line in row.domains.splitlines() if line.strip()),
        ai=AiFunctions.UNKNOWN,
        what=Text(row.note, row.note) if row.note else _OWN,
        note=row.note,
    )


def matcher_for(organisation: Organisation, on: date) -> Matcher:
    """Return what finds these products. The last of two with the same name or domain counts."""
    return Matcher(products_of(organisation, on).values())


def product_of(actor: Actor, found: FoundAi) -> AiProduct | None:
    """Return the product of something found; None when it is in no catalogue any more."""
    return products_of(actor.organisation, actor.today).get(found.product)


@dataclass(frozen=True, slots=True)
class FoundLine:
    """Something found, with what is known of the product."""

    row: FoundAi
    product: AiProduct | None


@dataclass(frozen=True, slots=True)
class FoundPage:
    """One page of what was found, with the counts by state."""

    page: Page[FoundAi]
    lines: tuple[FoundLine, ...]
    counts: dict[str, int]


def listing(actor: Actor, state: str, page: int = 1) -> FoundPage:
    """Return what was found in this state, in a fixed number of SQL statements."""
    mine = _visible.found_ai(actor)
    counted = dict(mine.values_list("state").annotate(n=Count("pk")))
    rows = mine.filter(state=state).select_related("dossier", "last", "by").order_by("name", "pk")
    shown = Paginator(rows, PAGE_SIZE).get_page(page)
    known = products_of(actor.organisation, actor.today)
    lines = tuple(FoundLine(row, known.get(row.product)) for row in shown)
    return FoundPage(shown, lines, {code: counted.get(code, 0) for code in FoundAi.State.values})


def one(actor: Actor, pk: int) -> FoundAi | None:
    """Return something found that the actor may see."""
    return _visible.found_ai(actor).select_related("organisation").filter(pk=pk).first()


def lists(actor: Actor, most: int = 10) -> list[SoftwareList]:
    """Return the last lists that were looked through, for who may look for AI."""
    mine = SoftwareList.objects.filter(organisation=actor.organisation)
    return list(mine.select_related("by").order_by("-pk")[:most]) if _visible.may_find_ai(actor) else []


def choices(actor: Actor) -> list[tuple[int, str]]:
    """Return the applications something can be, as choices."""
    rows = _visible.dossiers(actor).exclude(status=Dossier.Status.DRAFT).order_by("name", "number")
    return [(number, f"{name} ({number})") for number, name in rows.values_list("number", "name")]


@dataclass(frozen=True, slots=True)
class Reported:
    """Cijfers voor indicator C7: applications people reported themselves, and AI that had to be found."""

    self_reported: int
    found: int


def reported_and_found(organisation: Organisation) -> Reported:
    """Return the counts of indicator C7, in three SQL statements.

    Found is what lists of software brought up and nobody had reported (open, or reported since), and AI that a product
    turned out to have. What came with an import of a list the organisation had already is neither.
    """
    hidden = AuditEvent.objects.filter(organisation=organisation, action="hidden_ai_reported").values("dossier")
    found = FoundAi.objects.filter(organisation=organisation)
    state = FoundAi.State
    unreported = found.filter(state__in=(state.OPEN, state.REPORTED)).count()
    from_lists = found.filter(state=state.REPORTED, dossier__isnull=False).values("dossier")
    own = Dossier.objects.filter(organisation=organisation, import_row__isnull=True)
    own = own.exclude(status=Dossier.Status.DRAFT).exclude(pk__in=from_lists)
    self_reported = own.exclude(pk__in=hidden).count()
    return Reported(self_reported, unreported + Dossier.objects.filter(pk__in=hidden).count())
