"""What a decision would cost, and what else was possible."""

from typing import ClassVar

from django.db import models

from vijfspoor.store.models.dossier.dossier import Dossier
from vijfspoor.store.models.organisation.people import Person


class BusinessCase(models.Model):
    """Kosten en alternatieven. Append-only: the newest counts, and what a decision rested on stays readable."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="business_cases")
    once_euros = models.PositiveBigIntegerField(null=True, help_text="Whole euros, VAT included; empty: not known.")
    yearly_euros = models.PositiveBigIntegerField(null=True, help_text="Whole euros, VAT included; empty: not known.")
    basis = models.TextField(max_length=1000, help_text="Where the amounts come from, or why they are not known.")
    without = models.TextField(max_length=1000, help_text="What happens when the municipality does nothing.")
    alternatives = models.JSONField(default=list, help_text="A list of {what, why_not}, in the order of writing.")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier", "-id"])]

    def __str__(self) -> str:
        return self.without[:80]
