"""Shape of products.yaml."""

from datetime import date

from pydantic import Field

from vijfspoor.content.wheel.schema import BilingualText, Strict
from vijfspoor.domain.technology.product import AiFunctions


class ProductEntry(Strict):
    """A product. `aliases` are whole words of a name in a list, `domains` internet names without www."""

    code: str = Field(pattern=r"^[a-z0-9-]{2,60}$")
    name: str
    vendor: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    ai: AiFunctions
    what: BilingualText
    needs_vendor: bool = Field(False, description="Its name is an ordinary word: the vendor or domain must fit too.")
    note: str = ""


class ProductsFile(Strict):
    """products.yaml"""

    valid_from: date
    source: BilingualText
    products: tuple[ProductEntry, ...]
