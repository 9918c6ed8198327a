"""How many findings were open week by week, and how many were found and solved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q

from vijfspoor.domain.organisation.finding import Severity
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.findings import book_of, in_scope

WEEKS = 12


@dataclass(frozen=True, slots=True)
class WeekCount:
    """How many findings were open at the end of a week, per severity; and how many were found and solved in it."""

    ends_on: date
    open: Mapping[str, int]
    found: int
    solved: int

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.open.values())


def weeks(actor: Actor) -> list[WeekCount]:
    """Return the last twelve weeks, the oldest first, in one SQL statement. Accepted findings count as open."""
    since = actor.now - timedelta(weeks=WEEKS)
    entries = book_of(actor).entries
    found = in_scope(actor).filter(Q(solved_at__isnull=True) | Q(solved_at__gte=since))
    periods = list(found.values_list("code", "found_at", "solved_at").annotate(n=Count("pk")).order_by())
    counted = []
    for back in range(WEEKS - 1, -1, -1):
        end = actor.now - timedelta(weeks=back)
        open_now = dict.fromkeys((item.value for item in Severity), 0)
        for code, found_at, solved_at, number in periods:
            if code in entries and found_at <= end and (solved_at is None or solved_at > end):
                open_now[entries[code].severity] += number
        counted.append(
            WeekCount(
                (actor.today - timedelta(weeks=back)),
                open_now,
                sum(n for _c, at, _s, n in periods if _in_week(at, end)),
                sum(n for _c, _f, at, n in periods if _in_week(at, end)),
            )
        )
    return counted


def _in_week(at: datetime | None, end: datetime) -> bool:
    return at is not None and end - timedelta(weeks=1) < at <= end
