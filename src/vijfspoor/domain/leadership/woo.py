"""Wet open overheid (Woo): what may be public of a file, on which ground something stays out, and the term."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.text import Text


class WooOutcome(StrEnum):
    """Keuze over een stuk: it goes along, or stays out on a ground."""

    PUBLIC = "public"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class WooGround:
    """Weigeringsgrond with its article. `needs_lawyer`: the exact part of the article was not checked for this book."""

    code: str
    title: Text
    reference: str
    needs_lawyer: bool


@dataclass(frozen=True, slots=True)
class WooKind:
    """Soort stuk: what is proposed for it. Without a proposal a person weighs each; `is_confidential` is advice."""

    code: str
    title: Text
    proposal: WooOutcome | None
    ground: str
    why: Text
    is_confidential: bool


@dataclass(frozen=True, slots=True)
class WooTerm:
    """Termijn voor een verzoek, in days after the day it came in, and by how many it can be extended once."""

    days: int
    extension_days: int
    reference: str


@dataclass(frozen=True, slots=True)
class WooBook:
    """Openbaarheidsboek: grounds, kinds of pieces and the term as from a date."""

    valid_from: date
    term: WooTerm
    grounds: Mapping[str, WooGround]
    kinds: Mapping[str, WooKind]
    redaction: WooGround


IMPACTFUL = frozenset({Route.ZWART, Route.ROOD, Route.ORANJE})
"""Routes from which a complete bundle is expected (indicator E8: oranje and stricter)."""


def is_complete(keys: frozenset[str], chosen: frozenset[str], in_bundle: frozenset[str]) -> bool:
    """Whether a bundle is complete: every piece on file was weighed by a person and stands in its inventory."""
    return bool(in_bundle) and keys <= chosen and keys <= in_bundle
