"""Verbs: look for AI in a list of software, and add to the catalogue what the organisation knows itself."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _permission
from vijfspoor.actions._texts import checked
from vijfspoor.actions.errors import InvalidInput
from vijfspoor.actions.organisation.import_register import file_fault
from vijfspoor.content.imports.loader import software_book
from vijfspoor.domain.dossier.register_import import heading_row, propose_columns
from vijfspoor.domain.organisation.found_ai import Hit, Matcher, Software, find_all
from vijfspoor.integrations.tables import Line, UnreadableTable, read_table
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.found_ai import matcher_for
from vijfspoor.store.models import Dossier, FoundAi, OwnAiProduct, SoftwareList

MOST_LINES = 50_000
MOST = {"name": 150, "vendor": 150, "aliases": 1000, "domains": 1000, "note": 1000}


@dataclass(frozen=True, slots=True)
class OwnProductInput:
    """Eigen AI-product, as typed; other names and internet names one per line."""

    name: str
    vendor: str = ""
    aliases: str = ""
    domains: str = ""
    note: str = ""


@transaction.atomic
def match_software(actor: Actor, name: str, content: bytes) -> SoftwareList:
    """Hold every line of a file against the catalogue. What was found before is not asked again.

    Of the lines in which nothing was found nothing is kept. Raises InvalidInput at the file.
    """
    _permission.require(actor, "find_ai")
    try:
        lines = read_table(name, content, MOST_LINES)
    except UnreadableTable as error:
        raise InvalidInput({"file": [file_fault(error.fault)]}) from error
    software = list(_software(actor, lines))
    matcher = matcher_for(actor.organisation, actor.today)
    hits = find_all(matcher, software)
    before = dict(FoundAi.objects.filter(organisation=actor.organisation).values_list("product", "pk"))
    fresh = [hit for code, hit in hits.items() if code not in before]
    made = SoftwareList.objects.create(
        organisation=actor.organisation,
        name=name.rpartition("/")[2][-150:],
        rows=len(software),
        hits=len(hits),
        fresh=len(fresh),
        by=actor.person,
        at=actor.now,
    )
    FoundAi.objects.filter(pk__in=[pk for code, pk in before.items() if code in hits]).update(last=made)
    _keep(actor, made, fresh, matcher)
    _audit.record(actor, "software_matched", list=made.pk, rows=made.rows, hits=made.hits, fresh=made.fresh)
    return made


def _software(actor: Actor, lines: Sequence[Line]) -> Iterator[Software]:
    book = software_book(actor.today)
    start = heading_row([line.cells for line in lines], book)
    places = propose_columns(lines[start].cells, book)
    if not places.keys() & {"name", "domain"}:
        if any(len([cell for cell in line.cells if cell]) > 1 for line in lines):
            raise InvalidInput(
                {"file": [_("We see no column with names. Call one of them “Naam”, “Leverancier” or “Domein”.")]}
            )
        # One column without a heading: an export of internet names begins at once.
        start, places = -1, {"name": 0}
    for line in lines[start + 1 :]:
        said = {code: line.cells[place] if place < len(line.cells) else "" for code, place in places.items()}
        yield Software(said.get("name", ""), said.get("vendor", ""), said.get("domain", ""))


def _keep(actor: Actor, made: SoftwareList, fresh: Iterable[Hit], matcher: Matcher) -> None:
    there = _in_register(actor, matcher)
    FoundAi.objects.bulk_create(
        FoundAi(
            organisation=actor.organisation,
            product=hit.product.code,
            name=(hit.software.name or hit.product.name)[:200],
            vendor=(hit.software.vendor or hit.product.vendor)[:200],
            domain=hit.software.domain[:200],
            first=made,
            last=made,
            dossier_id=there.get(hit.product.code),
        )
        for hit in fresh
    )


def _in_register(actor: Actor, matcher: Matcher) -> dict[str, int]:
    """Return product -> application that seems to be it: a proposal, that a person confirms."""
    rows = Dossier.objects.filter(organisation=actor.organisation).exclude(status=Dossier.Status.DRAFT).order_by("-pk")
    found: dict[str, int] = {}
    for pk, name, supplier, product in rows.values_list("pk", "name", "supplier", "product__name"):
        for text in (name, product or ""):
            match = matcher.find(Software(text, supplier))
            if match is not None:
                found[match.code] = pk
    return found


@transaction.atomic
def add_ai_product(actor: Actor, given: OwnProductInput) -> OwnAiProduct:
    """Add a product to the organisation's own part of the catalogue. Raises InvalidInput at the field."""
    _permission.require(actor, "find_ai")
    texts = checked({name: getattr(given, name) for name in MOST}, MOST, {"name": _("Give the product a name.")})
    own = OwnAiProduct.objects.filter(organisation=actor.organisation, ended_at__isnull=True)
    if own.filter(name=texts["name"]).exists():
        raise InvalidInput({"name": [_("This product is in your part of the catalogue already.")]})
    made = OwnAiProduct.objects.create(organisation=actor.organisation, by=actor.person, at=actor.now, **texts)
    _audit.record(actor, "own_ai_product_added", product=made.pk, name=made.name)
    return made


@transaction.atomic
def end_ai_product(actor: Actor, product: OwnAiProduct) -> None:
    """Take a product out of the organisation's own part of the catalogue; what was found of it stays."""
    _permission.require(actor, "find_ai", product)
    OwnAiProduct.objects.filter(pk=product.pk, ended_at__isnull=True).update(ended_at=actor.now)
    _audit.record(actor, "own_ai_product_ended", product=product.pk, name=product.name)
