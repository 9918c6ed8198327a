"""The open incidents in the pictures of many applications, with the clocks that still ask something."""

from collections import defaultdict
from typing import Any

from django.utils import timezone

from vijfspoor.domain.organisation.picture import ClockPicture, IncidentPicture
from vijfspoor.queries.organisation.picture_known import Known
from vijfspoor.store.models import ClockEntry, Incident, IncidentClock


class IncidentRows:
    """Reads the open incidents of a choice of dossiers, in three SQL statements."""

    def __init__(self, known: Known, of_dossier: dict[str, Any]) -> None:
        still_open = {f"incident__{key}": value for key, value in of_dossier.items()}
        still_open["incident__status"] = Incident.Status.OPEN
        entries = ClockEntry.objects.filter(
            **{f"clock__{key}": value for key, value in still_open.items()},
            kind__in=(ClockEntry.Kind.NOTIFIED, ClockEntry.Kind.NOT_NOTIFIED),
        )
        answered = set(entries.values_list("clock_id", flat=True))
        clocks: dict[int, list[ClockPicture]] = defaultdict(list)
        for row in IncidentClock.objects.filter(**still_open, lapsed_at__isnull=True).order_by("pk"):
            if row.pk not in answered:
                on = timezone.localdate(row.deadline)
                clocks[row.incident_id].append(ClockPicture(row.pk, row.code, row.deadline, on, row.is_binding))
        self._found: dict[int, list[IncidentPicture]] = defaultdict(list)
        rows = Incident.objects.filter(**of_dossier, status=Incident.Status.OPEN).order_by("pk")
        for pk, dossier, opened_at, person in rows.values_list("pk", "dossier_id", "opened_at", "task__assignee_id"):
            opened_on = timezone.localdate(opened_at)
            picture = IncidentPicture(pk, opened_on, known.person(person), tuple(clocks.get(pk, ())))
            self._found[dossier].append(picture)

    def of(self, dossier: int) -> tuple[IncidentPicture, ...]:
        """Return the open incidents of one dossier."""
        return tuple(self._found.get(dossier, ()))
