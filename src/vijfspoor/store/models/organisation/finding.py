"""Findings of the governance linter over time, who accepted which until when, and how far the last round came."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from vijfspoor.store.models.dossier.dossier import Dossier
from vijfspoor.store.models.dossier.work import Task
from vijfspoor.store.models.organisation.people import Organisation, Person


class Finding(models.Model):
    """Bevinding: what a rule found, from when until when. Found again after it was solved, it is a new row.

    Everything here can be computed again, except when it was found and solved; so the audit trail leaves it out.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="findings")
    code = models.CharField(max_length=10)
    subject_kind = models.CharField(max_length=12)
    subject = models.CharField(max_length=60)
    dossier = models.ForeignKey(Dossier, models.CASCADE, null=True, blank=True, related_name="findings")
    role = models.CharField(max_length=40, help_text="Who should act, by office.")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    values = models.JSONField(default=dict, help_text="What its sentence names.")
    found_at = models.DateTimeField()
    solved_at = models.DateTimeField(null=True, blank=True)
    accepted_until = models.DateField(null=True, blank=True, help_text="Last day of the newest acceptance.")
    task = models.ForeignKey(Task, models.PROTECT, null=True, blank=True, related_name="findings")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "code", "subject_kind", "subject"],
                condition=Q(solved_at__isnull=True),
                name="finding_open_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "solved_at", "code"]),
            models.Index(fields=["dossier", "solved_at"]),
            models.Index(fields=["person", "solved_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.subject_kind} {self.subject}"


class FindingAcceptance(models.Model):
    """Aanvaarding van een bevinding: by whom, why and until when. Append-only; the newest counts."""

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="acceptances")
    reason = models.TextField(max_length=2500)
    until = models.DateField(help_text="Last day on which it counts as accepted.")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.finding_id} until {self.until}"


class FindingRound(models.Model):
    """Ronde van de linter: up to which event of the audit trail an organisation was looked at, and on what basis.

    `basis` names everything that holds for all dossiers at once; `people` how each person stood.
    """

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="finding_round")
    at = models.DateTimeField()
    sequence = models.PositiveBigIntegerField()
    basis = models.CharField(max_length=64)
    people = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.sequence}"


class DossierLook(models.Model):
    """Blik van de linter op een dossier, with the day on which time alone may change what it finds."""

    dossier = models.OneToOneField(Dossier, models.CASCADE, related_name="look")
    again_on = models.DateField(null=True, blank=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.again_on}"
