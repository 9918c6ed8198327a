"""Data: where an application's data comes from and goes to, and how good it was found to be."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from vijfspoor.store.models.dossier.dossier import Dossier
from vijfspoor.store.models.organisation.people import Organisation, Person


class DataSystem(models.Model):
    """Bron of bestemming: a register, system, party or group of people that data comes from or goes to."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="data_systems")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, help_text="A code of content/data_flows.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("organisation", Lower("name"), name="data_system_once"),
        ]

    def __str__(self) -> str:
        return self.name


class DataFlow(models.Model):
    """Gegevensstroom into or out of an application. What changed stands in the audit trail; an ended flow stays."""

    class Direction(models.TextChoices):
        IN = "in"
        OUT = "out"

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="data_flows")
    system = models.ForeignKey(DataSystem, models.PROTECT, related_name="flows")
    direction = models.CharField(max_length=3, choices=Direction.choices)
    what = models.CharField(max_length=500)
    categories = models.JSONField(default=list, help_text="Codes of content/data_flows.")
    is_personal = models.BooleanField()
    legal_basis = models.CharField(max_length=30, blank=True)
    law = models.CharField(max_length=300, blank=True, help_text="The law that gives the basis.")
    exception = models.CharField(max_length=30, blank=True)
    criminal_ground = models.CharField(max_length=30, blank=True)
    leaves_eea = models.BooleanField(default=False)
    transfer_ground = models.CharField(max_length=30, blank=True)
    retention_months = models.PositiveSmallIntegerField(null=True, blank=True)
    retention_note = models.CharField(max_length=300, blank=True)
    frequency = models.CharField(max_length=20)
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_personal=False) | ~Q(legal_basis=""), name="personal_data_has_a_legal_basis"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["dossier", "ended_at"])]

    def __str__(self) -> str:
        return f"{self.system_id} {self.direction} {self.dossier_id}"


class QualityCheck(models.Model):
    """Kwaliteitscontrole van een gegevensstroom. Append-only; the newest counts."""

    class Result(models.TextChoices):
        GOOD = "good"
        MODERATE = "moderate"
        POOR = "poor"

    flow = models.ForeignKey(DataFlow, models.CASCADE, related_name="checks")
    on = models.DateField()
    results = models.JSONField(help_text="Aspect -> good, moderate or poor.")
    note = models.TextField(max_length=2500, blank=True)
    next_on = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["flow", "-id"])]

    def __str__(self) -> str:
        return f"{self.flow_id} {self.on}"
