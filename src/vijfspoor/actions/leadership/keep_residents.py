"""Verb of the jobs: remove the mail address of a resident some time after their case was closed."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce

from vijfspoor.store.models import Concern, ResidentContact

KEEP_FOR = timedelta(days=30)


@transaction.atomic
def keep_residents(now: datetime) -> int:
    """Empty the addresses that are needed no more and return how many. Of an incident its own end counts."""
    closed = Coalesce("concern__incident__closed_at", "concern__part_of__task__closed_at", "concern__task__closed_at")
    over = Q(concern__status=Concern.Status.SETTLED) | Q(
        concern__status=Concern.Status.INCIDENT, concern__incident__closed_at__isnull=False
    )
    found = ResidentContact.objects.filter(over).exclude(email="").annotate(closed=closed)
    due = found.filter(closed__lte=now - KEEP_FOR).values_list("pk", flat=True)
    return ResidentContact.objects.filter(pk__in=list(due)).update(email="")
