"""The life of an application after the decision: pilot, checklists, reassessment, retirement, and its operation."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from vijfspoor.store.models.dossier.attachment import Attachment
from vijfspoor.store.models.dossier.dossier import Dossier
from vijfspoor.store.models.dossier.work import Decision
from vijfspoor.store.models.organisation.people import Organisation, Person, Unit
from vijfspoor.store.models.technology.product import Product


class Pilot(models.Model):
    """Proef: an approval until a date, with what is measured. Without a decision it ends by itself (`lapsed_at`)."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="pilots")
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="pilot")
    ends_on = models.DateField(help_text="The last day it may be used.")
    measures = models.TextField(max_length=2500)
    reminded_at = models.DateTimeField(null=True, blank=True)
    lapsed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True, help_text="When it was decided upon, corrected or lapsed.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(closed_at__isnull=True), name="one_pilot_at_a_time"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["closed_at", "ends_on"])]

    def __str__(self) -> str:
        return f"{self.dossier_id} until {self.ends_on}"


class ChecklistEvidence(models.Model):
    """Bewijs bij een punt van een checklist: who says what is so, with a document or in words. Append-only."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="checklist_evidence")
    gate = models.CharField(max_length=2)
    item = models.CharField(max_length=40)
    text = models.TextField(max_length=2500)
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier", "gate", "item"])]

    def __str__(self) -> str:
        return f"{self.gate} {self.item}"


class Reassessment(models.Model):
    """Herbeoordeling: what gave cause to look again; the decision that stood keeps standing until a new one."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="reassessments")
    causes = models.JSONField(default=list, help_text="What gave cause: trigger, text and ISO moment, oldest first.")
    reopens = models.CharField(max_length=2, help_text="The gate whose work is asked again.")
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    decision = models.OneToOneField(Decision, models.PROTECT, null=True, blank=True, related_name="reassessment")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(closed_at__isnull=True), name="one_reassessment_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.reopens}"


class Retirement(models.Model):
    """Uitfasering: proposed, decided, worked off and at last archived as one package."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="retirements")
    reason = models.TextField(max_length=2500)
    ends_on = models.DateField(help_text="The last day of use.")
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decision = models.OneToOneField(Decision, models.PROTECT, null=True, blank=True, related_name="retirement")
    users_told_at = models.DateTimeField(null=True, blank=True)
    metadata = models.JSONField(default=dict, help_text="Metadata a person judged: element -> text.")
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="When it was decided to go on after all.")
    archived_at = models.DateTimeField(null=True, blank=True)
    archived_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    stored_name = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0, help_text="In bytes.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(withdrawn_at__isnull=True), name="one_retirement_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(archived_at__isnull=True, sha256="") | (Q(archived_at__isnull=False) & ~Q(sha256="")),
                name="archived_with_checksum",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.ends_on}"


class Release(models.Model):
    """Versie van een product: what the supplier brought out, and whether it touches the AI."""

    class Impact(models.TextChoices):
        YES = "yes"
        NO = "no"
        UNKNOWN = "unknown"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="releases")
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="releases", help_text="Where it was recorded.")
    supplier = models.CharField(max_length=200, blank=True)
    product = models.CharField(max_length=100)
    of_product = models.ForeignKey(
        Product, models.PROTECT, null=True, blank=True, related_name="releases", help_text="Where it is on file."
    )
    version = models.CharField(max_length=60)
    released_on = models.DateField()
    notes = models.TextField(max_length=5000)
    ai_impact = models.CharField(max_length=7, choices=Impact.choices)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    judged_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True, help_text="When its impact, unknown at first, was known.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "version"], name="release_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "product", "-released_on"])]

    def __str__(self) -> str:
        return f"{self.of_product.name if self.of_product else self.product} {self.version}"


class RecordedSetting(models.Model):
    """Instelling of modelversie zoals die vanaf een dag geldt. Append-only; the newest of a name is in force."""

    class Kind(models.TextChoices):
        MODEL = "model"
        SETTING = "setting"

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="recorded_settings")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    name = models.CharField(max_length=100)
    value = models.CharField(max_length=500)
    since = models.DateField()
    reason = models.TextField(max_length=2500)
    is_substantial = models.BooleanField(help_text="Whether it changes how the application works for people.")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier", "-since"])]

    def __str__(self) -> str:
        return f"{self.name} = {self.value}"


class UserGroup(models.Model):
    """Gebruikersgroep: who works with it, and the training they need before they get access.

    Of a group that is a unit, modules of the application count themselves; of another one somebody keeps the numbers.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="user_groups")
    name = models.CharField(max_length=100)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Where they work: so a stop reaches them.",
    )
    size = models.PositiveIntegerField()
    training = models.CharField(max_length=200, help_text="The lesson or instruction required before access.")
    trained = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "name"], name="user_group_once"),
            models.CheckConstraint(condition=Q(size__gte=1) & Q(trained__lte=F("size")), name="trained_within_size"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def may_have_access(self) -> bool:
        """Whether everyone in it was trained."""
        return self.trained >= self.size
