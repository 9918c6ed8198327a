"""Set-up: an organisation's own versions of the wheel, when each started, and who decides by mandate."""

from typing import ClassVar

from django.db import models

from vijfspoor.store.models.organisation.people import Organisation, Person


class SetupVersion(models.Model):
    """Versie van de eigen inrichting. Of the adopted ones that started, the newest is in force; those never change."""

    class State(models.TextChoices):
        DRAFT = "draft"
        PROPOSED = "proposed"
        ADOPTED = "adopted"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="setup_versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    settings = models.JSONField(help_text="What differs from the shipped wheel.")
    note = models.TextField(max_length=2500, blank=True, help_text="Why it must change, by who wrote it.")
    writers = models.JSONField(default=list, help_text="Numbers of everyone who wrote in it: they never adopt it.")
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    # No unique link: SQLite would rebuild the table for it, and lose the triggers that keep what was adopted.
    task = models.ForeignKey(
        "Task",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="setup_versions",
        help_text="Of the board, last asked.",
    )
    adopted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    adopted_at = models.DateTimeField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True, help_text="The day of the meeting.")
    valid_from = models.DateField(null=True, blank=True, help_text="The first day on which it counts.")
    reasons = models.TextField(max_length=2500, blank=True, help_text="Of the board: why adopted, or sent back.")
    effect = models.JSONField(default=dict, help_text="The effect on open work as it was shown at adoption.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "number"], name="setup_version_once"),
            models.UniqueConstraint(
                fields=["organisation"], condition=~models.Q(state="adopted"), name="setup_one_being_made"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="adopted")
                | models.Q(adopted_by__isnull=False, adopted_at__isnull=False, valid_from__isnull=False),
                name="setup_adopted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} v{self.number} {self.state}"


class SetupStart(models.Model):
    """Ingang van een versie: that open work was brought in line with it, and what that did. Append-only."""

    version = models.OneToOneField(SetupVersion, models.PROTECT, related_name="start")
    at = models.DateTimeField()
    counts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.version_id}"


class Mandate(models.Model):
    """Mandaat: whoever decides at a gate lets another person, or who holds a role, decide there in their name.

    Never changed but by taking it back. `limits` are the mandator's own words; `route` empty means every route.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="mandates")
    mandator = models.ForeignKey(Person, models.PROTECT, related_name="mandates_given")
    gate = models.CharField(max_length=2)
    route = models.CharField(max_length=10, blank=True)
    holder = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="mandates_held")
    holder_role = models.CharField(max_length=40, blank=True)
    limits = models.TextField(max_length=1000, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(help_text="Last day.")
    given_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["mandator", "gate"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(holder__isnull=False) ^ ~models.Q(holder_role=""), name="mandate_to_one"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__gte=models.F("valid_from")), name="mandate_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mandator_id} {self.gate} -> {self.holder_id or self.holder_role}"
