"""The AI-overleg, where triage and advice are talked through: what colleagues put on it, and its record."""

from typing import ClassVar

from django.db import models

from vijfspoor.store.models.dossier.dossier import Dossier
from vijfspoor.store.models.organisation.people import Organisation, Person


class AiMeetingItem(models.Model):
    """Eigen punt voor het AI-overleg; it stays on the agenda until it is settled."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="ai_meeting_items")
    title = models.CharField(max_length=150)
    text = models.TextField(max_length=2500, blank=True)
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, blank=True, related_name="ai_meeting_items")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "settled_at"])]

    def __str__(self) -> str:
        return self.title


class AiMeetingRecord(models.Model):
    """Verslag van een AI-overleg: one version for a day. Append-only; the newest counts."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="ai_meeting_records")
    on = models.DateField()
    version = models.PositiveSmallIntegerField()
    roles = models.JSONField(default=list, help_text="Codes of the roles that were there.")
    notes = models.JSONField(default=list, help_text="What was on the agenda with the note on it: title, text.")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "on", "version"], name="ai_meeting_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.on} v{self.version}"
