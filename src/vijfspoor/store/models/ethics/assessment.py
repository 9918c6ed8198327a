"""Assessments of an application: the statements they share, the risks, and the demands of who oversees them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from vijfspoor.store.models.dossier.dossier import Dossier
from vijfspoor.store.models.dossier.work import Task
from vijfspoor.store.models.organisation.people import Organisation, Person


class Assessment(models.Model):
    """Assessment: one questionnaire, in one version, filled in for one application."""

    class Status(models.TextChoices):
        RUNNING = "running"
        SUBMITTED = "submitted"
        SENT_BACK = "sent_back"
        ACCEPTED = "accepted"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="assessments")
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="assessments")
    code = models.CharField(max_length=40)
    version = models.CharField(max_length=10)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.RUNNING)
    performer = models.ForeignKey(Person, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    prefilled = models.PositiveSmallIntegerField(help_text="Percentage of the questions known at the start.")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted = models.JSONField(default=dict, help_text="Question code -> answer, as handed in: what oversight saw.")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    valid_until = models.DateField(null=True, blank=True)
    renewal_asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dossier", "code"], condition=~Q(status="accepted"), name="one_open_assessment"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "status", "valid_until"])]

    def __str__(self) -> str:
        return f"{self.code} {self.version} ({self.status})"


class OwnQuestionnaire(models.Model):
    """Eigen vragenlijst, or an own version of a shipped one. A row never changes: a new version is a new row."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="questionnaires")
    code = models.CharField(max_length=40)
    version = models.CharField(max_length=10)
    content = models.JSONField(help_text="The checked file.")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "code", "version"], name="own_questionnaire_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class Statement(models.Model):
    """Gegeven dat assessments delen: what is known on one subject. A newer row supersedes, nothing is overwritten.

    Who saved over somebody else's newer text leaves a row `in_conflict`: both are kept until one is chosen.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="statements")
    subject = models.CharField(max_length=80)
    value = models.JSONField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    is_current = models.BooleanField(default=True)
    in_conflict = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dossier", "subject"], condition=Q(is_current=True), name="one_current_statement"
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class Risk(models.Model):
    """Risico in een assessment, scored 1 to 4 before and after measures."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="risks")
    what = models.TextField(max_length=2500)
    whom = models.CharField(max_length=500)
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    likelihood_after = models.PositiveSmallIntegerField()
    impact_after = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 4))
                & Q(impact__range=(1, 4))
                & Q(likelihood_after__range=(1, 4))
                & Q(impact_after__range=(1, 4)),
                name="assessment_risk_on_scale",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def score(self) -> int:
        """Return likelihood times impact before measures, 1 to 16."""
        return self.likelihood * self.impact

    @property
    def score_after(self) -> int:
        """Return likelihood times impact after measures, 1 to 16."""
        return self.likelihood_after * self.impact_after


class Measure(models.Model):
    """Maatregel tegen een risico: a task with an owner and a date, settled like any condition."""

    risk = models.ForeignKey(Risk, models.CASCADE, related_name="measures")
    text = models.TextField(max_length=1000)
    task = models.OneToOneField(Task, models.PROTECT, related_name="measure")

    def __str__(self) -> str:
        return self.text


class Demand(models.Model):
    """Eis van de toezichthouder op een assessment: numbered, answered with evidence, met or not."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="demands")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=2500)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.TextField(max_length=5000, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    met_at = models.DateTimeField(null=True, blank=True)
    met_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "number"], name="demand_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"
