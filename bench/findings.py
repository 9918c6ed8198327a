"""How long the governance linter takes: a whole round, and one in which a single application changed."""

import time

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from vijfspoor.actions.organisation.refresh_findings import refresh_findings
from vijfspoor.queries.organisation.linting import look_at_each
from vijfspoor.queries.organisation.picture_known import Known
from vijfspoor.store.models import DossierLook, Organisation

Row = tuple[str, str, str, str]


def findings() -> list[Row]:
    """A whole round beside only reading and judging, and a round after one change."""
    now = timezone.now()
    known = Known(Organisation.objects.get(slug="lindewaard"), now)
    started = time.perf_counter()
    number = sum(1 for _ in look_at_each(known))
    judged = time.perf_counter() - started
    first = _timed(lambda: refresh_findings(now, whole=True))
    again = _timed(lambda: refresh_findings(now, whole=True))
    DossierLook.objects.filter(dossier__organisation__slug="lindewaard").first().delete()
    with CaptureQueriesContext(connection) as captured:
        partly = _timed(lambda: refresh_findings(now))
    return [
        (
            f"findings, first round over {number}",
            f"{first:,.1f} s",
            f"{judged:,.1f} s judging",
            f"{first / judged:.1f}",
        ),
        (
            f"findings, whole round over {number}",
            f"{again:,.1f} s",
            f"{judged:,.1f} s judging",
            f"{again / judged:.1f}",
        ),
        ("findings, one application changed", f"{partly * 1000:,.0f} ms", f"{len(captured)} statements", "-"),
    ]


def _timed(work) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
