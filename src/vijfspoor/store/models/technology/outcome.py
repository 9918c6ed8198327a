"""Outcome monitoring: from when a value is a concern, and what was measured. Rows of people are never kept."""

from typing import ClassVar

from django.db import models

from vijfspoor.store.models.dossier.dossier import Dossier
from vijfspoor.store.models.organisation.people import Person
from vijfspoor.store.models.technology.operations import Concern


class OutcomeThresholds(models.Model):
    """Drempels van een toepassing, where they differ from the policy of the municipality."""

    dossier = models.OneToOneField(Dossier, models.CASCADE, related_name="outcome_thresholds")
    bounds = models.JSONField(default=dict, help_text="Measure -> lower and upper bound, or null.")
    reassesses = models.BooleanField(default=False, help_text="A breach reopens the file (G8).")
    reason = models.TextField(max_length=2500)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.bounds}"


class OutcomeRound(models.Model):
    """Meting over a period. Append-only."""

    class Via(models.TextChoices):
        FILE = "file"
        API = "api"

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="outcome_rounds")
    starts_on = models.DateField()
    ends_on = models.DateField()
    is_baseline = models.BooleanField(help_text="Later rounds are held against the newest of these.")
    sizes = models.JSONField(help_text="Characteristic -> group -> cases, without groups that are too small.")
    left_out = models.PositiveSmallIntegerField(help_text="How many groups were too small.")
    via = models.CharField(max_length=4, choices=Via.choices)
    file_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    concern = models.ForeignKey(Concern, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier", "-id"])]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.starts_on}/{self.ends_on}"


class OutcomeFigure(models.Model):
    """Meetwaarde van een meting, for one group against all others. Append-only."""

    round = models.ForeignKey(OutcomeRound, models.CASCADE, related_name="figures")
    column = models.CharField(max_length=60)
    group = models.CharField(max_length=60, blank=True)
    measure = models.CharField(max_length=40)
    value = models.FloatField()
    cases = models.PositiveIntegerField()
    state = models.CharField(max_length=10)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["round"])]

    def __str__(self) -> str:
        return f"{self.measure} {self.group} {self.value}"
