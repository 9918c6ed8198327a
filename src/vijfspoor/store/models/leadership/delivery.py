"""What was delivered to the national Algoritmeregister."""

from typing import ClassVar

from django.db import models

from vijfspoor.store.models.dossier.dossier import Dossier
from vijfspoor.store.models.organisation.people import Person


class RegisterDelivery(models.Model):
    """Aanlevering aan het Algoritmeregister: what was done, with which content. Append-only."""

    class Kind(models.TextChoices):
        CONCEPT = "concept"
        RELEASE = "release"
        ARCHIVE = "archive"
        RETRACT = "retract"

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="deliveries")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    lars = models.CharField(max_length=100, help_text="The register's own code of the entry.")
    content = models.JSONField(default=dict, help_text="The entry as it was sent, for a concept.")
    version = models.PositiveIntegerField(null=True, help_text="Of a concept: of our public page; else the register's.")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier", "-id"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.lars}"
