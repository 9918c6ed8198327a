"""Dates and moments as people type them."""

from datetime import UTC, date, datetime

from vijfspoor.domain.ethics.legal_term import NETHERLANDS


def parse_dutch_date(raw: str) -> date | None:
    """Return the date typed as dd-mm-yyyy (or yyyy-mm-dd, as a browser may send); None when it is no date."""
    for shape in ("%d-%m-%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(raw.strip(), shape).date()
        except ValueError:
            continue
    return None


def parse_dutch_moment(raw: str) -> datetime | None:
    """Return the moment in the Netherlands typed as dd-mm-yyyy hh:mm, or as a browser sends it; None when it is none.

    An hour that comes twice, when the clock goes back, is read as the first, so a term never ends too late; an hour
    that does not exist, when it goes forward, is no moment.
    """
    for shape in ("%d-%m-%Y %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"):
        try:
            moment = datetime.strptime(raw.strip(), shape).replace(tzinfo=NETHERLANDS)
        except ValueError:
            continue
        exists = moment.astimezone(UTC).astimezone(NETHERLANDS).replace(tzinfo=None) == moment.replace(tzinfo=None)
        return moment if exists else None
    return None
