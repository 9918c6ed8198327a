"""Work: tasks, the contributions people gave, the decisions taken and the conditions attached."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from vijfspoor.store.models.dossier.dossier import Classification, Dossier
from vijfspoor.store.models.organisation.people import Organisation, Person, Unit
from vijfspoor.store.models.organisation.setup import Mandate


class Task(models.Model):
    """Taak: something a person owes before a date. Addressed to a role, and to the person who holds it."""

    class Kind(models.TextChoices):
        ANSWER = "answer"
        INFORM = "inform"
        ADVISE = "advise"
        PERFORM = "perform"
        DECIDE = "decide"
        CONDITION = "condition"
        OBLIGATION = "obligation"
        VACANCY = "vacancy"
        CONCERN = "concern"
        INCIDENT = "incident"
        GUIDELINE = "guideline"
        CHECKLIST = "checklist"
        REPORT = "report"
        CONTRACT = "contract"
        CERTIFICATE = "certificate"
        SUPPLIER = "supplier"
        COUNCIL = "council"
        CONFIRM = "confirm"
        PASSED_ON = "passed_on"
        WOO = "woo"
        SETUP = "setup"
        LETTER = "letter"

    class Status(models.TextChoices):
        OPEN = "open"
        DONE = "done"
        WITHDRAWN = "withdrawn"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="tasks")
    dossier = models.ForeignKey(Dossier, models.CASCADE, null=True, blank=True, related_name="tasks")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    gate = models.CharField(max_length=2, blank=True)
    activity = models.CharField(max_length=4, blank=True)
    role = models.CharField(max_length=40, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    assignee = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="tasks")
    questions = models.JSONField(default=list, help_text="Codes of the questions to answer, for kind answer.")
    subject = models.TextField(blank=True, help_text="Own words: of a condition, a vacancy, a concern.")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    due_on = models.DateField()
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    closing_note = models.TextField(blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["organisation", "status", "due_on"]),
            models.Index(fields=["assignee", "status", "due_on"]),
            models.Index(fields=["dossier", "gate", "status"]),
            models.Index(fields=["organisation", "role", "status"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.gate} {self.role}"


class Contribution(models.Model):
    """Bijdrage: information delivered (I, U) or a signed position (A). Append-only; corrected by a new one."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="contributions")
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="contributions")
    task = models.ForeignKey(Task, models.PROTECT, related_name="contributions")
    gate = models.CharField(max_length=2)
    activity = models.CharField(max_length=4)
    role = models.CharField(max_length=40)
    kind = models.CharField(max_length=12)
    position = models.CharField(max_length=30, blank=True)
    text = models.TextField()
    conditions = models.JSONField(default=list, help_text="Advised conditions, one text each.")
    person = models.ForeignKey(Person, models.PROTECT, related_name="contributions")
    person_name = models.CharField(max_length=200)
    on_behalf_of = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    corrects = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier", "gate"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(kind="advises") & ~Q(position="")) | (~Q(kind="advises") & Q(position="")),
                name="advice_has_position",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.role} {self.position}"


class Decision(models.Model):
    """Besluit van de eindverantwoordelijke bij een poort. Append-only; corrected by a new one."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="decisions")
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="decisions")
    task = models.ForeignKey(Task, models.PROTECT, related_name="decisions")
    gate = models.CharField(max_length=2)
    role = models.CharField(max_length=40)
    outcome = models.CharField(max_length=30)
    route = models.CharField(max_length=10)
    reasons = models.TextField()
    deviation_reasons = models.TextField(blank=True)
    rests_on = models.ManyToManyField(Contribution, related_name="decisions")
    classification = models.ForeignKey(Classification, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="decisions")
    person_name = models.CharField(max_length=200)
    on_behalf_of = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    mandate = models.ForeignKey(Mandate, models.PROTECT, null=True, blank=True, related_name="decisions")
    corrects = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier", "gate"])]

    def __str__(self) -> str:
        return f"{self.gate} {self.outcome}"


class Condition(models.Model):
    """Voorwaarde bij een besluit, with an owner, a date and the task that settles it."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="conditions")
    text = models.TextField(max_length=1000)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    due_on = models.DateField()
    task = models.OneToOneField(Task, models.PROTECT, related_name="condition")

    def __str__(self) -> str:
        return self.text
