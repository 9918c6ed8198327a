"""Loads the catalogue of AI products."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from vijfspoor.content.ai_products import schema
from vijfspoor.content.errors import ContentError
from vijfspoor.content.reading import read
from vijfspoor.domain.organisation.found_ai import AiProduct
from vijfspoor.domain.text import Text

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Catalogus: the products that were known on its first day, by code, and where that knowledge comes from."""

    valid_from: date
    source: Text
    products: dict[str, AiProduct]


@cache
def catalogue(on: date) -> Catalogue:
    """Return the catalogue in force `on` a date. Raises ContentError when a file is wrong."""
    files = [read(path, schema.ProductsFile) for path in sorted(FOLDER.glob("*/products.yaml"))]
    started = [file for file in files if file.valid_from <= on] or files[:1]
    found = started[-1]
    products: dict[str, AiProduct] = {}
    for item in found.products:
        if item.code in products:
            raise ContentError("products.yaml", item.code, "is there twice")
        products[item.code] = AiProduct(
            code=item.code,
            name=item.name,
            vendor=item.vendor,
            aliases=(item.name, *item.aliases),
            domains=item.domains,
            ai=item.ai,
            what=item.what.as_text(),
            needs_vendor=item.needs_vendor,
            note=item.note,
        )
    return Catalogue(found.valid_from, found.source.as_text(), products)
