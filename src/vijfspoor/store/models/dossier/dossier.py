"""Dossier: one AI application, its answers, classifications, risk estimate and publication."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from vijfspoor.store.models.organisation.people import Organisation, Person, Unit
from vijfspoor.store.models.organisation.work_process import WorkProcess
from vijfspoor.store.models.technology.product import Product


class Dossier(models.Model):
    """Dossier (AI-toepassing): everything the organisation knows and decided about one application."""

    class Status(models.TextChoices):
        DRAFT = "draft"
        UNDERWAY = "underway"
        APPROVED = "approved"
        REJECTED = "rejected"
        RETIRED = "retired"
        MERGED = "merged"

    class Value(models.TextChoices):
        LOW = "low"
        MEDIUM = "medium"
        HIGH = "high"

    class Use(models.TextChoices):
        IDEA = "idea"
        PILOT = "pilot"
        IN_USE = "in_use"
        ENDED = "ended"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="dossiers")
    number = models.PositiveIntegerField(help_text="Counts per organisation, from 1.")
    name = models.CharField(max_length=100)
    summary = models.CharField(max_length=400, blank=True)
    purpose = models.TextField(max_length=2500, blank=True)
    supplier = models.CharField(max_length=200, blank=True, help_text="As the reporter typed it.")
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="dossiers")
    process = models.ForeignKey(WorkProcess, models.PROTECT, null=True, blank=True, related_name="dossiers")
    department = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    reporter = models.ForeignKey(Person, models.PROTECT, related_name="reported")
    accountable = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="accountable_for")
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT)
    use = models.CharField(max_length=12, choices=Use.choices, default=Use.IDEA)
    in_use_since = models.DateField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True, help_text="Set while it may not be used for the moment.")
    reassess_on = models.DateField(null=True, blank=True, help_text="When it is reassessed at the latest.")
    reassessing_since = models.DateTimeField(null=True, blank=True, help_text="Set while a reassessment runs.")
    gate = models.CharField(max_length=2, default="G0")
    route = models.CharField(max_length=10, blank=True)
    public_texts = models.JSONField(default=dict, help_text="Texts for residents: data, human_intervention, risks.")
    value = models.CharField(max_length=6, choices=Value.choices, blank=True, help_text="As the accountable sees it.")
    value_reasons = models.TextField(max_length=1000, blank=True)
    like = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    created_at = models.DateTimeField()
    reported_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(
        null=True, blank=True, help_text="Set when the import it came with was undone; nobody sees it any more."
    )
    search_text = models.TextField(blank=True, help_text="Stemmed Dutch words of the texts above.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "number"], name="dossier_number_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "status", "-changed_at"]),
            models.Index(fields=["organisation", "-changed_at"]),
            models.Index(fields=["organisation", "route"]),
            models.Index(fields=["organisation", "gate"]),
            models.Index(fields=["organisation", "department"]),
            models.Index(fields=["organisation", "name"]),
        ]

    def __str__(self) -> str:
        return self.name


class Answer(models.Model):
    """Antwoord op een vraag. Rows are never changed: a newer row supersedes; `is_current` marks the valid one."""

    class Origin(models.TextChoices):
        REPORTER = "reporter"
        ROLE_HOLDER = "role_holder"
        SUPPLIER = "supplier"
        LOOK_ALIKE = "look_alike"

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="answers")
    question = models.CharField(max_length=40)
    value = models.JSONField(null=True, help_text="ja, nee, onbekend, an option, a list of options, or an ISO date.")
    origin = models.CharField(max_length=12, choices=Origin.choices)
    is_proposed = models.BooleanField(default=False, help_text="Counts as unknown until someone confirms it.")
    note = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dossier", "question"], condition=Q(is_current=True), name="one_current_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}={self.value}"


class IntakeAnswer(models.Model):
    """Antwoord in gewone taal: what the reporter chose on one page of the intake, kept to go back to."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="intake_answers")
    page = models.CharField(max_length=40)
    value = models.JSONField()
    is_proposed = models.BooleanField(default=False, help_text="Taken over from a look-alike; not confirmed yet.")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "page"], name="one_intake_answer"),
        ]

    def __str__(self) -> str:
        return self.page


class RiskEstimate(models.Model):
    """Risico-inschatting van de melder: what could go wrong, for whom, how bad (1-4), how likely (1-4)."""

    dossier = models.OneToOneField(Dossier, models.CASCADE, related_name="risk_estimate")
    what = models.TextField(max_length=2500)
    whom = models.TextField(max_length=500)
    severity = models.PositiveSmallIntegerField()
    likelihood = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(severity__range=(1, 4)) & Q(likelihood__range=(1, 4)), name="risk_on_scale"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.severity} x {self.likelihood}"


class Classification(models.Model):
    """Classificatie: one run of the rule book over the answers. Insert-only; the newest counts."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="classifications")
    at = models.DateTimeField()
    as_of = models.DateField()
    rule_book = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    engine = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    route = models.CharField(max_length=10)
    possible_route = models.CharField(max_length=10, blank=True)
    needs_review = models.BooleanField(default=False)
    register = models.CharField(max_length=1, default="C")
    outcomes = models.JSONField(default=list)
    possible = models.JSONField(default=list)
    requires = models.JSONField(default=dict)
    open_questions = models.JSONField(default=list)
    applies_from = models.DateField(null=True, blank=True)
    obligations = models.JSONField(default=dict, help_text="Code -> date from which it applies, or null.")
    overruled = models.JSONField(default=dict, help_text="Outcome -> established or not, by a legal adviser's word.")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier", "-id"])]

    def __str__(self) -> str:
        return f"{self.route} ({self.version})"


class Publication(models.Model):
    """Publicatie: what residents read about an application; a new version for every change."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="publications")
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="publications")
    version = models.PositiveIntegerField()
    content = models.JSONField()
    search_text = models.TextField(blank=True, help_text="Stemmed Dutch words of what is published, never of more.")
    published_at = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "version"], name="publication_version_once"),
            models.UniqueConstraint(fields=["dossier"], condition=Q(is_current=True), name="one_current_publication"),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "is_current", "-published_at"])]

    def __str__(self) -> str:
        return f"{self.dossier_id} v{self.version}"
