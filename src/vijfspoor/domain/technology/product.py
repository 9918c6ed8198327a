"""Product: what a supplier is asked about it once, for every application that uses it. Pure functions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from vijfspoor.domain.text import Text

MOST_TEXT = 2000


class AiFunctions(StrEnum):
    """AI-functies van een product: whether it has any, and whether they work without anyone switching them on."""

    UNKNOWN = "unknown"
    NO = "no"
    YES = "yes"
    ON_BY_DEFAULT = "on_by_default"


@dataclass(frozen=True, slots=True)
class ProductQuestion:
    """Productvraag: what is asked beside the facts of the law. Without options it is answered in own words."""

    code: str
    text: Text
    help: Text | None = None
    options: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SupplierForm:
    """Leveranciersvragenlijst: the product questions, and the codes of the law's questions a maker can answer."""

    valid_from: date
    questions: Mapping[str, ProductQuestion]
    facts: tuple[str, ...]


def product_answer(question: ProductQuestion, raw: str) -> str:
    """Return the answer to a product question as it is kept.

    Raises ValueError for an option that does not exist and for more than 2000 characters.
    """
    text = raw.replace("\x00", "").strip()
    if question.options and text not in question.options:
        raise ValueError(f"{question.code}: {text!r} is not an option")
    if len(text) > MOST_TEXT:
        raise ValueError(f"{question.code}: longer than {MOST_TEXT} characters")
    return text


def is_hidden_ai(functions: AiFunctions, applications: int) -> bool:
    """Whether a product works with AI by itself while no application says that it is used."""
    return functions is AiFunctions.ON_BY_DEFAULT and applications == 0
