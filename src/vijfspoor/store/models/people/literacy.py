"""AI literacy: the adopted framework, rounds of the self-scan, results, published figures and the plan."""

import uuid
from typing import ClassVar

from django.db import models

from vijfspoor.store.models.organisation.people import Organisation, Person, Unit


class FrameworkAdoption(models.Model):
    """Vaststelling van het raamwerk: which version of levels and competences we aim at. Insert-only."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="framework_adoptions")
    version = models.CharField(max_length=10, help_text="First day of the version, as YYYY-MM-DD.")
    reasons = models.TextField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.version


class ScanRound(models.Model):
    """Ronde van de zelfscan, or a set of results brought in from elsewhere (`is_import`)."""

    class Target(models.TextChoices):
        EVERYONE = "everyone"
        DEPARTMENTS = "departments"
        TEAMS = "teams"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="scan_rounds")
    name = models.CharField(max_length=100)
    version = models.CharField(max_length=10, help_text="Version of the framework and the scan, as YYYY-MM-DD.")
    target = models.CharField(max_length=12, choices=Target.choices, default=Target.EVERYONE)
    is_anonymous = models.BooleanField(default=True)
    is_import = models.BooleanField(default=False)
    opens_on = models.DateField()
    closes_on = models.DateField(help_text="Last day on which it can be filled in.")
    mailed_at = models.DateTimeField(null=True, blank=True, help_text="When the invitations were written.")
    reminds = models.BooleanField(default=False, help_text="Whether who is not ready is reminded, once.")
    reminded_at = models.DateTimeField(null=True, blank=True)
    cleaned_at = models.DateTimeField(null=True, blank=True, help_text="When unfinished answers were thrown away.")
    invited = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(closes_on__gte=models.F("opens_on")), name="round_in_order"),
        ]

    def __str__(self) -> str:
        return self.name


class ScanInvitation(models.Model):
    """Uitnodiging: that a person was asked, and whether they took part. Never when, and never with what result."""

    round = models.ForeignKey(ScanRound, models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="scan_invitations")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", help_text="Group of the figures.")
    is_done = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "person"], name="invited_once")]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.person_id}"


class ScanDraft(models.Model):
    """Begonnen scan: the answers given so far. Gone as soon as the scan is done or its round is over."""

    invitation = models.OneToOneField(ScanInvitation, models.CASCADE, related_name="draft")
    answers = models.JSONField(default=dict)

    def __str__(self) -> str:
        return str(self.invitation_id)


class ScanResult(models.Model):
    """Uitslag: levels and whether they meet what is asked. `person` is empty in an anonymous round.

    Its key is drawn by lot and it carries no moment, so that it cannot be laid beside anything else. In an anonymous
    round the levels are left out as well: with an unusual role they could point at somebody.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(ScanRound, models.CASCADE, related_name="results")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="scan_results")
    levels = models.JSONField(default=dict, help_text="Competence -> level; empty in an anonymous round.")
    meets = models.JSONField(default=dict, help_text="Competence -> whether the level asked is reached.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "person"], condition=models.Q(person__isnull=False), name="one_result_a_round"
            ),
        ]

    def __str__(self) -> str:
        return str(self.round_id)


class FigureRelease(models.Model):
    """Publicatie van cijfers: the only table the monitoring, the exports and the API read. Insert-only."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="figure_releases")
    round = models.ForeignKey(ScanRound, models.PROTECT, related_name="releases")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    basis = models.JSONField(help_text="Real counts per group. Never shown: a next import is compared with it.")
    shown = models.JSONField(help_text="What may be shown of them.")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round"], name="round_published_once"),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.quarter}"


class LiteracyPlan(models.Model):
    """Meerjarenplan: one version of goals, budget and evaluation. A change is a new version. Insert-only."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="literacy_plans")
    version = models.PositiveSmallIntegerField()
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    target_share = models.PositiveSmallIntegerField(help_text="Per cent of people at the level asked of them.")
    goals = models.TextField()
    budget = models.JSONField(default=dict, help_text="Year -> whole euros.")
    evaluation = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "version"], name="plan_version_once"),
            models.CheckConstraint(
                condition=models.Q(last_year__gte=models.F("first_year")), name="plan_years_in_order"
            ),
            models.CheckConstraint(condition=models.Q(target_share__lte=100), name="plan_target_is_a_share"),
        ]

    def __str__(self) -> str:
        return f"{self.first_year}-{self.last_year} ({self.version})"


class PlanAdoption(models.Model):
    """Vaststelling van een meerjarenplan: by whom and why. Insert-only."""

    plan = models.OneToOneField(LiteracyPlan, models.PROTECT, related_name="adoption")
    reasons = models.TextField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.plan_id)
