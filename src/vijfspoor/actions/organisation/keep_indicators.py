"""Verb of the jobs: measure every indicator once a day and keep the values. Nobody can type or change one."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from vijfspoor.queries.organisation.indicators import is_kept, measured_now
from vijfspoor.store.models import IndicatorValue, Organisation


def keep_indicators(now: datetime) -> int:
    """Keep today's values of every organisation that has none yet. Returns how many values."""
    return sum(keep_of(organisation, now) for organisation in Organisation.objects.order_by("pk"))


@transaction.atomic
def keep_of(organisation: Organisation, now: datetime) -> int:
    """Keep the values of one organisation, once a day. Returns how many; 0 when they were kept already."""
    if is_kept(organisation, now):
        return 0
    rows = [
        IndicatorValue(
            organisation=organisation,
            code=item.code,
            on=timezone.localdate(now),
            value=item.value,
            part=item.part,
            whole=item.whole,
            is_met=item.is_met,
            missing=item.missing,
            at=now,
        )
        for item in measured_now(organisation, now).values()
    ]
    # Another worker may keep the same day at the same moment; the first row of a day stays.
    return len(IndicatorValue.objects.bulk_create(rows, ignore_conflicts=True))
