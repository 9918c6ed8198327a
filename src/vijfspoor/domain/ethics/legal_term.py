"""Wettelijke termijn: when a term ends, counted by Regulation (EEC, Euratom) No 1182/71, Art. 3.

The rules, and where they are kept here:

- Art. 3(1): the hour or the day in which the event falls is not counted.
- Art. 3(2): a term ends with the expiry of its last hour; a term in months on the same date as the event, or on the
  last day of the month where that date does not exist.
- Art. 3(3): Saturdays, Sundays and holidays count, unless the term is in working days.
- Art. 3(4): a term "otherwise than in hours" that would end on a Saturday, Sunday or holiday ends with the last hour
  of the next working day. So never for hours.
- Art. 3(5): a term of two days or more includes at least two working days. Whether this also lengthens 72 hours is
  disputed; here it never does, so that a notification sent by this deadline is in time in either reading.

For terms of Dutch law the Algemene termijnenwet gives the same ends (art. 1, 2 and 4(a): not for hours).
Hours are elapsed hours, so a change to or from daylight saving time does not lengthen or shorten them; days, months
and working days are calendar days in the Netherlands. Every moment has a time zone; ends are returned in UTC.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from vijfspoor.domain.working_days import IsHoliday, add_working_days, is_working_day

NETHERLANDS = ZoneInfo("Europe/Amsterdam")
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


class TermUnit(StrEnum):
    """Eenheid van een termijn."""

    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    WORKING_DAYS = "working_days"


@dataclass(frozen=True, slots=True)
class Term:
    """Termijn: a length as the law or the municipality writes it."""

    amount: int
    unit: TermUnit


def add_months(day: date, months: int) -> date:
    """Return the same date `months` later (earlier when negative), the month's last day where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def deadline(start: datetime, term: Term, is_holiday: IsHoliday) -> datetime:
    """Return the moment, in UTC, at which `term` has expired when the event fell at `start`.

    A term in days ends at midnight after its last day. Raises ValueError for a start without a time zone.
    """
    if start.tzinfo is None:
        raise ValueError("a term starts at a moment with a time zone")
    if term.unit is TermUnit.HOURS:
        return _next_hour(start) + term.amount * _HOUR
    midnight = datetime.combine(last_day(start, term, is_holiday) + _DAY, time(), NETHERLANDS)
    return midnight.astimezone(UTC)


def last_day(start: datetime, term: Term, is_holiday: IsHoliday) -> date:
    """Return the last day, in the Netherlands, of a term that is not in hours."""
    event = start.astimezone(NETHERLANDS).date()
    if term.unit is TermUnit.WORKING_DAYS:
        return add_working_days(event, term.amount, is_holiday)
    last = event + term.amount * _DAY if term.unit is TermUnit.DAYS else add_months(event, term.amount)
    while not is_working_day(last, is_holiday):
        last += _DAY
    if term.unit is TermUnit.DAYS and term.amount < 2:
        return last
    return max(last, add_working_days(event, 2, is_holiday))


def _next_hour(moment: datetime) -> datetime:
    """Return the first full hour after `moment`, in UTC; the Netherlands differs from UTC by whole hours."""
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0) + _HOUR
