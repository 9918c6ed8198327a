"""Dates as people type them."""

from datetime import date, datetime


def parse_dutch_date(raw: str) -> date | None:
    """Return the date typed as dd-mm-yyyy (or yyyy-mm-dd, as a browser may send); None when it is no date."""
    for shape in ("%d-%m-%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(raw.strip(), shape).date()
        except ValueError:
            continue
    return None
