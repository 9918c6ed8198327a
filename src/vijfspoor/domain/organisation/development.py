"""Ontwikkeling: news about law, suppliers or technology, and how soon it asks something. Pure functions."""

from datetime import date
from enum import StrEnum

from vijfspoor.domain.ethics.legal_term import add_months

SOON_MONTHS = 3
LATER_MONTHS = 12


class DevelopmentKind(StrEnum):
    """Soort ontwikkeling: where the news comes from."""

    LAW = "law"
    SUPPLIER = "supplier"
    TECHNOLOGY = "technology"
    PRACTICE = "practice"


class Ring(StrEnum):
    """Ring van de radar: how soon a development asks something of us."""

    NOW = "now"
    YEAR = "year"
    LATER = "later"


def ring(expected_on: date | None, today: date) -> Ring:
    """Return the ring: now up to three months ahead, within a year, or later. Without a day it is now."""
    if expected_on is None or expected_on <= add_months(today, SOON_MONTHS):
        return Ring.NOW
    return Ring.YEAR if expected_on <= add_months(today, LATER_MONTHS) else Ring.LATER
