"""Law at work: the legal adviser's word on a classification, obligations that are kept, rule books adopted."""

from typing import ClassVar

from django.db import models

from vijfspoor.store.models.dossier.dossier import Classification, Dossier
from vijfspoor.store.models.dossier.work import Task
from vijfspoor.store.models.organisation.people import Organisation, Person


class LegalReview(models.Model):
    """Juridisch oordeel over een classificatie: confirmed, or overruled by name. Append-only; the newest counts.

    `result` is the classification that holds from here on: the same one, or the one with the adviser's outcomes.
    """

    class Verdict(models.TextChoices):
        CONFIRM = "confirm"
        OVERRULE = "overrule"

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="legal_reviews")
    classification = models.ForeignKey(Classification, models.PROTECT, related_name="reviews")
    result = models.ForeignKey(Classification, models.PROTECT, related_name="results_of")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reference = models.CharField(max_length=300)
    reasons = models.TextField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier", "-id"])]

    def __str__(self) -> str:
        return f"{self.verdict} {self.reference}"


class KeptObligation(models.Model):
    """Verplichting op een dossier met eigenaar, bewijs en stand. The rule book says that it binds and from when."""

    class Status(models.TextChoices):
        OPEN = "open"
        MET = "met"
        NOT_APPLICABLE = "not_applicable"

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="kept_obligations")
    code = models.CharField(max_length=40)
    status = models.CharField(max_length=14, choices=Status.choices, default=Status.OPEN)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    due_on = models.DateField()
    evidence = models.TextField(blank=True)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    task = models.OneToOneField(Task, models.PROTECT, null=True, blank=True, related_name="obligation")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "code"], name="obligation_once_per_dossier"),
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.status})"


class LawAdoption(models.Model):
    """Vaststelling van een regelboek: from here on applications are classified with it. Append-only."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="law_adoptions")
    version = models.CharField(max_length=20)
    reasons = models.TextField()
    touched = models.PositiveIntegerField(help_text="How many applications changed by it.")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.version
