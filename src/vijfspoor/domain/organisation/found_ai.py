"""Gevonden AI: software of a list held against products that are known to hold AI. Pure functions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vijfspoor.domain.naming import plain
from vijfspoor.domain.technology.product import AiFunctions
from vijfspoor.domain.text import Text


@dataclass(frozen=True, slots=True)
class AiProduct:
    """AI-product. `aliases` hold its name too; with `needs_vendor` the name alone is an ordinary word."""

    code: str
    name: str
    vendor: str
    aliases: tuple[str, ...]
    domains: tuple[str, ...]
    ai: AiFunctions
    what: Text
    needs_vendor: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Software:
    """Regel van een softwarelijst, as it stands there."""

    name: str
    vendor: str = ""
    domain: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """Treffer: a product, and the first line of the list in which it was found."""

    product: AiProduct
    software: Software


class Matcher:
    """Finds products in lines of software. The work per line does not grow with the number of products."""

    def __init__(self, products: Iterable[AiProduct]) -> None:
        """Keep every name by its first word, and every domain."""
        self._by_word: dict[str, list[tuple[Sequence[str], AiProduct]]] = {}
        self._by_domain: dict[str, AiProduct] = {}
        for product in products:
            for alias in product.aliases:
                words = plain(alias).split()
                if words:
                    self._by_word.setdefault(words[0], []).append((words, product))
            for domain in product.domains:
                self._by_domain[domain.casefold()] = product

    def find(self, software: Software) -> AiProduct | None:
        """Return the product a line is about: by domain, else by the longest name that stands in it as whole words.

        A name that is an internet name counts as a whole, or openai.com.example.org would be of OpenAI.
        """
        domain = _domain_in(software.name)
        if (by_domain := self._of_domain(software.domain or domain)) is not None:
            return by_domain
        words = plain(software.name).split()
        fits = [
            (len(alias), product)
            for place, word in enumerate(words)
            for alias, product in self._by_word.get(word, ())
            if words[place : place + len(alias)] == (words if domain else alias) == alias
            and (not product.needs_vendor or _is_of(product, software))
        ]
        return max(fits, key=lambda fit: fit[0])[1] if fits else None

    def _of_domain(self, raw: str) -> AiProduct | None:
        parts = _host(raw).split(".")
        tails = (".".join(parts[place:]) for place in range(len(parts) - 1))
        return next((self._by_domain[tail] for tail in tails if tail in self._by_domain), None)


def find_all(matcher: Matcher, lines: Iterable[Software]) -> Mapping[str, Hit]:
    """Return product code -> hit. A product that is there more than once is one hit."""
    found: dict[str, Hit] = {}
    for line in lines:
        product = matcher.find(line)
        if product is not None and product.code not in found:
            found[product.code] = Hit(product, line)
    return found


def _is_of(product: AiProduct, software: Software) -> bool:
    vendor = plain(product.vendor)
    return f" {vendor} " in f" {plain(software.vendor)} {plain(software.name)} "


def _domain_in(name: str) -> str:
    """An export of internet names has them in the column of the name."""
    return name if "." in name and " " not in name.strip() else ""


def _host(raw: str) -> str:
    bare = raw.strip().casefold().partition("://")[2] or raw.strip().casefold()
    return bare.partition("/")[0].partition(":")[0].removeprefix("www.").rstrip(".")


def self_reported_share(self_reported: int, found: int) -> float | None:
    """Indicator C7: zelf gemelde toepassingen / (zelf gemeld + ontdekt); None when there is neither."""
    return self_reported / (self_reported + found) if self_reported + found else None
