"""Architecture: how an application was judged against a guideline, and the exceptions that were granted."""

from typing import ClassVar

from django.db import models

from vijfspoor.store.models.dossier.dossier import Dossier
from vijfspoor.store.models.dossier.work import Task
from vijfspoor.store.models.organisation.people import Organisation, Person


class GuidelineJudgement(models.Model):
    """Oordeel van de architect op één richtlijn. Append-only; the newest counts."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="guideline_judgements")
    code = models.CharField(max_length=40)
    meets = models.BooleanField()
    note = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier", "code"])]

    def __str__(self) -> str:
        return f"{self.code} {self.meets}"


class GuidelineException(models.Model):
    """Uitzondering op een richtlijn, up to and including `until`. The newest counts.

    When it has ended, `task` asks the accountable person to bring the application in line.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="guideline_exceptions")
    code = models.CharField(max_length=40)
    reason = models.TextField()
    until = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    task = models.OneToOneField(Task, models.PROTECT, null=True, blank=True, related_name="guideline_exception")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier", "code"]), models.Index(fields=["until"])]

    def __str__(self) -> str:
        return f"{self.code} until {self.until}"


class OwnGuideline(models.Model):
    """Eigen architectuurrichtlijn in versies. The newest adopted version of a code counts, until it is withdrawn."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="own_guidelines")
    code = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=100)
    statement = models.CharField(max_length=500)
    rationale = models.CharField(max_length=500)
    routes = models.JSONField(default=list, help_text="Routes it applies to; empty for every application.")
    test = models.CharField(max_length=80, blank=True, help_text="A condition on one fact; empty: the architect says.")
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    adopted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    adopted_at = models.DateTimeField(null=True, blank=True)
    adoption_reasons = models.TextField(max_length=2500, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "code", "version"], name="guideline_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"
