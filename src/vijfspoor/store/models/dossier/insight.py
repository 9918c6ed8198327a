"""The integral picture: how each application stood from when, and what people said of likely duplicates."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from vijfspoor.store.models.dossier.dossier import Dossier
from vijfspoor.store.models.organisation.people import Organisation, Person, Unit
from vijfspoor.store.models.technology.product import Product


class DossierState(models.Model):
    """Stand van een dossier from a moment on. Append-only; the newest up to a day tells how it stood that day.

    The database writes it by itself whenever one of these columns of the dossier changes (`store/history.py`).
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="states")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    status = models.CharField(max_length=12)
    use = models.CharField(max_length=12)
    gate = models.CharField(max_length=2)
    route = models.CharField(max_length=10, blank=True)
    supplier = models.CharField(max_length=200, blank=True)
    value = models.CharField(max_length=6, blank=True)
    department = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    product = models.ForeignKey(Product, models.PROTECT, null=True, related_name="+")
    accountable = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "at"]), models.Index(fields=["dossier", "-id"])]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.status} {self.gate} {self.route}"


class DuplicateJudgement(models.Model):
    """Oordeel over twee meldingen die op elkaar lijken: two different ones, or one and the same. Append-only."""

    class Verdict(models.TextChoices):
        DIFFERENT = "different"
        SAME = "same"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    first = models.ForeignKey(Dossier, models.PROTECT, related_name="+", help_text="The one reported first.")
    second = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason = models.TextField(max_length=1000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_judged_once"),
            models.CheckConstraint(condition=Q(first__lt=models.F("second")), name="duplicate_pair_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}: {self.verdict}"
