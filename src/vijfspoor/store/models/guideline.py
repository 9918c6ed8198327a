"""Architecture: how an application was judged against a guideline, and the exceptions that were granted."""

from typing import ClassVar

from django.db import models

from vijfspoor.store.models.dossier import Dossier
from vijfspoor.store.models.people import Person
from vijfspoor.store.models.work import Task


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
