"""Gegevensstroom: data that goes into an application or comes out, and what the law asks to be written down with it.

Regulation (EU) 2016/679 (GDPR), Arts. 5(1)(e), 6, 9, 10, 44 to 49 and 87; Dutch implementing act (UAVG).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vijfspoor.domain.text import Text


class Needs(StrEnum):
    """Wat de wet bij een soort gegeven vraagt: nothing, a legal basis, and for three kinds a further ground."""

    NOTHING = "nothing"
    ORDINARY = "ordinary"
    SPECIAL = "special"
    CRIMINAL = "criminal"
    NATIONAL_ID = "national_id"


class FlowFault(StrEnum):
    """Fout in een gegevensstroom: what is missing or cannot be."""

    NO_CATEGORY = "no_category"
    NOTHING_AND_SOMETHING = "nothing_and_something"
    NO_LEGAL_BASIS = "no_legal_basis"
    NO_LAW = "no_law"
    NO_EXCEPTION = "no_exception"
    NO_CRIMINAL_GROUND = "no_criminal_ground"
    NO_TRANSFER_GROUND = "no_transfer_ground"
    NO_RETENTION = "no_retention"


@dataclass(frozen=True, slots=True)
class DataCategory:
    """Categorie van gegevens, with what the law asks with it."""

    code: str
    label: Text
    needs: Needs
    source: str


@dataclass(frozen=True, slots=True)
class LegalGround:
    """Grondslag of uitzondering, with its article. `asks_law`: the law that gives it must be named (Art. 6(3))."""

    code: str
    label: Text
    source: str
    asks_law: bool = False
    needs_lawyer: bool = False
    caution: Text | None = None


@dataclass(frozen=True, slots=True)
class QualityAspect:
    """Kant van gegevenskwaliteit: what a check looks at."""

    code: str
    label: Text
    asks: Text


@dataclass(frozen=True, slots=True)
class FlowBook:
    """Woordenlijst van gegevensstromen: everything a description can choose from, in force from a date."""

    valid_from: date
    checked_on: date
    categories: Mapping[str, DataCategory]
    legal_bases: Mapping[str, LegalGround]
    exceptions: Mapping[str, LegalGround]
    criminal_grounds: Mapping[str, LegalGround]
    transfer_grounds: Mapping[str, LegalGround]
    kinds: Mapping[str, Text]
    frequencies: Mapping[str, Text]
    aspects: Mapping[str, QualityAspect]


@dataclass(frozen=True, slots=True)
class FlowFacts:
    """Wat over een stroom is ingevuld: codes of the book; `retention_months` is None when nobody said how long."""

    categories: frozenset[str]
    legal_basis: str = ""
    law: str = ""
    exception: str = ""
    criminal_ground: str = ""
    leaves_eea: bool = False
    transfer_ground: str = ""
    retention_months: int | None = None


def needs_of(book: FlowBook, categories: frozenset[str]) -> frozenset[Needs]:
    """Return what the law asks with these categories together; a code the book does not have asks nothing."""
    return frozenset(book.categories[code].needs for code in categories if code in book.categories)


def is_personal(book: FlowBook, categories: frozenset[str]) -> bool:
    """Whether any of the categories is data about people (GDPR Art. 4(1))."""
    return bool(needs_of(book, categories) - {Needs.NOTHING})


def faults(book: FlowBook, flow: FlowFacts) -> dict[str, FlowFault]:
    """Return field -> what is missing. Empty when the flow may be kept as described."""
    if not flow.categories:
        return {"categories": FlowFault.NO_CATEGORY}
    needs = needs_of(book, flow.categories)
    if not is_personal(book, flow.categories):
        return {}
    if Needs.NOTHING in needs:
        return {"categories": FlowFault.NOTHING_AND_SOMETHING}
    basis = book.legal_bases.get(flow.legal_basis)
    asks_law = Needs.NATIONAL_ID in needs or (basis is not None and basis.asks_law)
    asked = {
        "legal_basis": (basis is None, FlowFault.NO_LEGAL_BASIS),
        "law": (asks_law and not flow.law, FlowFault.NO_LAW),
        "exception": (Needs.SPECIAL in needs and flow.exception not in book.exceptions, FlowFault.NO_EXCEPTION),
        "criminal_ground": (
            Needs.CRIMINAL in needs and flow.criminal_ground not in book.criminal_grounds,
            FlowFault.NO_CRIMINAL_GROUND,
        ),
        "transfer_ground": (
            flow.leaves_eea and flow.transfer_ground not in book.transfer_grounds,
            FlowFault.NO_TRANSFER_GROUND,
        ),
        "retention_months": (flow.retention_months is None, FlowFault.NO_RETENTION),
    }
    return {field: fault for field, (is_wrong, fault) in asked.items() if is_wrong}


def for_the_lawyer(book: FlowBook, flow: FlowFacts) -> tuple[LegalGround, ...]:
    """Return the chosen grounds on which only a legal adviser can say whether they hold."""
    chosen = (book.legal_bases.get(flow.legal_basis), book.transfer_grounds.get(flow.transfer_ground))
    return tuple(ground for ground in chosen if ground is not None and ground.needs_lawyer)
