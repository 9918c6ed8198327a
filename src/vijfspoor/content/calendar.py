"""Recognised Dutch holidays, for terms in working days (Algemene termijnenwet art. 3)."""

from datetime import date
from functools import cache

import holidays


@cache
def _year(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("NL", years=year, categories=("public", "optional")))


def is_holiday(day: date) -> bool:
    """Whether `day` is a recognised holiday in the Netherlands."""
    return day in _year(day.year)
