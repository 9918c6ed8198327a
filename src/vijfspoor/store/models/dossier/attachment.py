"""Evidence: files that belong to an application, to an assessment of it, to a contribution or to an incident."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from vijfspoor.store.models.dossier.dossier import Dossier
from vijfspoor.store.models.dossier.work import Contribution
from vijfspoor.store.models.ethics.assessment import Assessment, Demand
from vijfspoor.store.models.organisation.people import Organisation, Person
from vijfspoor.store.models.technology.operations import Incident


class Attachment(models.Model):
    """Bijlage: a file as it was given, in bytes. Its content never changes; who takes it away leaves the row.

    The file itself lies under `stored_name`, which says nothing about it, until its term of retention ends.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="attachments")
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="attachments")
    assessment = models.ForeignKey(Assessment, models.CASCADE, null=True, blank=True, related_name="attachments")
    demand = models.ForeignKey(Demand, models.CASCADE, null=True, blank=True, related_name="attachments")
    contribution = models.ForeignKey(Contribution, models.PROTECT, null=True, blank=True, related_name="attachments")
    incident = models.ForeignKey(Incident, models.PROTECT, null=True, blank=True, related_name="attachments")
    name = models.CharField(max_length=150)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="In bytes.")
    sha256 = models.CharField(max_length=64)
    stored_name = models.CharField(max_length=100, unique=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="attachment_removed_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(contribution__isnull=True, assessment__isnull=True)
                | Q(contribution__isnull=True, incident__isnull=True)
                | Q(assessment__isnull=True, incident__isnull=True),
                name="attachment_in_one_place",
            ),
            models.CheckConstraint(
                condition=Q(demand__isnull=True) | Q(assessment__isnull=False),
                name="attachment_demand_of_assessment",
            ),
        ]

    def __str__(self) -> str:
        return self.name
