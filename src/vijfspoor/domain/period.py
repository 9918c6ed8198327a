"""Periode: a calendar year or a quarter of one, written as 2026 or 2026-4."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_WRITTEN = re.compile(r"(20\d\d)(?:-([1-4]))?")


@dataclass(frozen=True, slots=True)
class Period:
    """Periode: a `year`, or one `quarter` of it."""

    year: int
    quarter: int | None = None

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.year, 3 * ((self.quarter or 1) - 1) + 1, 1)

    @property
    def end(self) -> date:
        """The last day."""
        last_month = 3 * (self.quarter or 4)
        following = date(self.year + last_month // 12, last_month % 12 + 1, 1)
        return following - timedelta(days=1)

    @property
    def code(self) -> str:
        """How it is written in an address."""
        return f"{self.year}-{self.quarter}" if self.quarter else str(self.year)


def read_period(written: str) -> Period | None:
    """Return the period written as 2026 or 2026-4; None when it is none."""
    found = _WRITTEN.fullmatch(written)
    return Period(int(found[1]), int(found[2]) if found[2] else None) if found else None


def quarter_of(day: date) -> Period:
    """Return the quarter a day lies in."""
    return Period(day.year, (day.month - 1) // 3 + 1)


def quarter_before(period: Period) -> Period:
    """Return the quarter before a quarter."""
    return quarter_of(period.start - timedelta(days=1))
