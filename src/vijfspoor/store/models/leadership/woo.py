"""Openness on request (Woo): what a person chose for each piece of a file, the bundles made, and the requests."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from vijfspoor.store.models.dossier.dossier import Dossier
from vijfspoor.store.models.dossier.work import Task
from vijfspoor.store.models.organisation.people import Organisation, Person


class WooRequest(models.Model):
    """Woo-verzoek over een toepassing. Who asked is not kept here: `reference` leads to the case system."""

    class Status(models.TextChoices):
        OPEN = "open"
        SETTLED = "settled"
        WITHDRAWN = "withdrawn"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="woo_requests")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="woo_requests")
    reference = models.CharField(max_length=100, help_text="Number of the case.")
    subject = models.TextField(max_length=2500)
    received_on = models.DateField()
    due_on = models.DateField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    extended_at = models.DateTimeField(null=True, blank=True)
    extension_reason = models.TextField(max_length=2500, blank=True)
    task = models.OneToOneField(Task, models.PROTECT, related_name="woo_request")
    registered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closing_note = models.TextField(max_length=2500, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "status", "due_on"])]

    def __str__(self) -> str:
        return self.reference


class WooChoice(models.Model):
    """Keuze over een stuk: it goes along, or stays out on a ground. Append-only; the newest for a piece counts."""

    class Outcome(models.TextChoices):
        PUBLIC = "public"
        WITHHELD = "withheld"

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="woo_choices")
    item = models.CharField(max_length=40, help_text="Kind and number of the piece.")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    ground = models.CharField(max_length=30, blank=True)
    reason = models.TextField(max_length=2500, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier", "item"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(outcome="withheld") & ~Q(ground="")) | Q(outcome="public", ground=""),
                name="woo_withheld_on_a_ground",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.outcome}"


class WooBundle(models.Model):
    """Woo-bundel: the ZIP as it was made, with the inventory of that moment. Append-only."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="woo_bundles")
    version = models.PositiveSmallIntegerField()
    stored_name = models.CharField(max_length=100, unique=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(help_text="In bytes.")
    items = models.JSONField(help_text="Piece -> public or withheld, as chosen when it was made.")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "version"], name="woo_bundle_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} v{self.version}"
