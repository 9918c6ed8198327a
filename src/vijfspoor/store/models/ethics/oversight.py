"""Oversight: samples an overseer draws, and what they found in each application of it."""

from typing import ClassVar

from django.db import models

from vijfspoor.store.models.dossier.dossier import Dossier
from vijfspoor.store.models.organisation.people import Organisation, Person


class Sample(models.Model):
    """Steekproef: applications drawn by an overseer. The seed makes the draw one that can be checked."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="samples")
    role = models.CharField(max_length=40)
    seed = models.CharField(max_length=64)
    population = models.PositiveIntegerField(help_text="How many applications it was drawn from.")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.role} {self.at:%Y-%m-%d}"


class SampleItem(models.Model):
    """Getrokken toepassing, with what the overseer found."""

    sample = models.ForeignKey(Sample, models.CASCADE, related_name="items")
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="+")
    is_in_order = models.BooleanField(null=True, help_text="Empty until it was looked at.")
    finding = models.TextField(blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["sample", "dossier"], name="drawn_once")]

    def __str__(self) -> str:
        return str(self.dossier_id)
