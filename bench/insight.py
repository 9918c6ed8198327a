"""How long the integral picture takes: everything on the page, beside counting the same applications once."""

import time
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from vijfspoor.queries.actor import actor_for
from vijfspoor.queries.dossier.register import Filters, rows
from vijfspoor.queries.organisation.duplicates import duplicates
from vijfspoor.queries.organisation.duty_counts import duties
from vijfspoor.queries.organisation.insight import portfolio
from vijfspoor.queries.organisation.lead_times import approvals, waiting
from vijfspoor.store.models import Person

Row = tuple[str, str, str, str]


def insight() -> list[Row]:
    """The picture of now and of a past day, lead times, and likely duplicates."""
    actor = actor_for(Person.objects.get(name="Marco Veldhuis"), timezone.now())
    now, past = Filters(live=True), Filters(live=True, on=timezone.localdate() - timedelta(days=14))
    base = _timed(lambda: rows(actor, now).count())
    return [
        _row("insight, the portfolio", lambda: (portfolio(actor, now), duties(actor, now)), base),
        _row("insight, of a past day", lambda: portfolio(actor, past), base),
        _row("insight, lead times", lambda: (approvals(actor, Filters()), waiting(actor, now)), base),
        _row("insight, likely duplicates", lambda: duplicates(actor), base),
    ]


def _row(name, work, base: float) -> Row:
    with CaptureQueriesContext(connection) as captured:
        took = _timed(work)
    return name, f"{took:,.0f} ms, {len(captured)} statements", f"{base:,.1f} ms one count", f"{took / base:,.0f}"


def _timed(work) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000
