"""Policy frameworks: their versions and rules, what people said of them, and what was given for each application."""

from typing import ClassVar

from django.db import models

from vijfspoor.store.models.dossier.dossier import Dossier
from vijfspoor.store.models.organisation.people import Organisation, Person


class Policy(models.Model):
    """Kader. The board adopts it, or the council where it is strategic."""

    class Level(models.TextChoices):
        BOARD = "board"
        COUNCIL = "council"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="policies")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=150)
    level = models.CharField(max_length=10, choices=Level.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "number"], name="policy_number_once"),
        ]

    def __str__(self) -> str:
        return self.title


class PolicyVersion(models.Model):
    """Versie van een kader. The newest adopted one is in force, until it is withdrawn."""

    class State(models.TextChoices):
        DRAFT = "draft"
        CONSULTATION = "consultation"
        PROPOSED = "proposed"
        ADOPTED = "adopted"
        WITHDRAWN = "withdrawn"

    policy = models.ForeignKey(Policy, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=40_000, help_text="Markdown.")
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    review_on = models.DateField(help_text="The day on which it is looked at again.")
    consults_until = models.DateField(null=True, blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    adopted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    adopted_at = models.DateTimeField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True, help_text="The day of the meeting.")
    decision_reference = models.CharField(max_length=100, blank=True)
    adoption_reasons = models.TextField(max_length=2500, blank=True)
    adopted_title = models.CharField(max_length=150, blank=True, help_text="A next version may get another name.")
    adopted_level = models.CharField(max_length=10, blank=True, help_text="Who adopted this version.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["policy", "number"], name="policy_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.policy_id} v{self.number} {self.state}"

    @property
    def organisation_id(self) -> int:
        """Whose it is: a permission is never given on what lies in another organisation."""
        return self.policy.organisation_id


class PolicyRule(models.Model):
    """Regel van een versie, with conditions as they were written. A rule keeps its code in the next version."""

    version = models.ForeignKey(PolicyVersion, models.CASCADE, related_name="rules")
    code = models.CharField(max_length=20)
    statement = models.CharField(max_length=300)
    applies_to = models.CharField(max_length=500, help_text="A condition; empty: every application.", blank=True)
    test = models.CharField(max_length=500, help_text="A condition; empty: evidence shows it.", blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "code"], name="policy_rule_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.statement}"


class PolicyAmendment(models.Model):
    """Amendement: what the council changed when it adopted a version; part of its text. Append-only."""

    version = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="amendments")
    number = models.CharField(max_length=40)
    text = models.TextField(max_length=5000)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "number"], name="policy_amendment_once"),
        ]

    def __str__(self) -> str:
        return self.number


class PolicyComment(models.Model):
    """Reactie of advies op een versie. Append-only."""

    class Kind(models.TextChoices):
        COMMENT = "comment"
        ADVICE = "advice"

    version = models.ForeignKey(PolicyVersion, models.CASCADE, related_name="comments")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.TextField(max_length=5000)
    role = models.CharField(max_length=40, blank=True, help_text="The role in which advice was given.")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.version_id}"


class PolicySettlement(models.Model):
    """Bewijs, afwijzing van bewijs of uitzondering bij een regel. Append-only; the newest counts."""

    class Kind(models.TextChoices):
        EVIDENCE = "evidence"
        REFUSED = "refused"
        EXCEPTION = "exception"

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="policy_settlements")
    rule = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.TextField(max_length=2500)
    until = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier", "rule"])]

    def __str__(self) -> str:
        return f"{self.rule} {self.kind}"
