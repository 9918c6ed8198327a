"""Found AI: software of a list that is known to hold AI, and what somebody said about it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from vijfspoor.store.models.dossier.dossier import Dossier
from vijfspoor.store.models.organisation.people import Organisation, Person


class OwnAiProduct(models.Model):
    """Eigen AI-product: what the organisation itself adds to the shipped catalogue."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="own_ai_products")
    name = models.CharField(max_length=150)
    vendor = models.CharField(max_length=150, blank=True)
    aliases = models.TextField(max_length=1000, blank=True, help_text="Other names, one per line.")
    domains = models.TextField(max_length=1000, blank=True, help_text="Internet names, one per line.")
    note = models.TextField(max_length=1000, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "name"], condition=Q(ended_at__isnull=True), name="own_ai_product_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SoftwareList(models.Model):
    """Softwarelijst that was matched; of its rows only what was found is kept."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="software_lists")
    name = models.CharField(max_length=150, help_text="Of the file.")
    rows = models.PositiveIntegerField()
    hits = models.PositiveIntegerField(help_text="Products found in it.")
    fresh = models.PositiveIntegerField(help_text="Products found for the first time.")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class FoundAi(models.Model):
    """Gevonden AI: one product, found in one or more lists. What was said about it is not asked again."""

    class State(models.TextChoices):
        OPEN = "open"
        REPORTED = "reported"
        DISMISSED = "dismissed"
        KNOWN = "known"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="found_ai")
    product = models.CharField(max_length=60, help_text="Code in the catalogue, or own:ID for an own product.")
    name = models.CharField(max_length=200, help_text="As the list writes it.")
    vendor = models.CharField(max_length=200, blank=True)
    domain = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    first = models.ForeignKey(SoftwareList, models.PROTECT, related_name="+")
    last = models.ForeignKey(SoftwareList, models.PROTECT, related_name="found")
    dossier = models.ForeignKey(Dossier, models.SET_NULL, null=True, blank=True, related_name="found_ai")
    reason = models.TextField(max_length=1000, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(null=True, blank=True, help_text="When it was settled.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "product"], name="found_ai_once"),
            models.CheckConstraint(condition=~Q(state="dismissed") | ~Q(reason=""), name="dismissed_with_a_reason"),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "state"])]

    def __str__(self) -> str:
        return f"{self.product}: {self.state}"
