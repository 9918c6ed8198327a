"""Teams: the half-yearly confirmation of what is used, and talks about AI. Never what one person does."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from vijfspoor.store.models.dossier.dossier import Dossier
from vijfspoor.store.models.dossier.work import Task
from vijfspoor.store.models.organisation.people import Organisation, Person, Unit


class ConfirmationRound(models.Model):
    """Ronde van bevestiging: opened by the jobs twice a year, for the whole organisation."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="confirmation_rounds")
    starts_on = models.DateField(help_text="First day of the half year it is about.")
    opened_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "starts_on"], name="confirmation_round_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.starts_on}"


class ConfirmationRequest(models.Model):
    """Vraag om te bevestigen: to the manager of a team, or to the owner of applications (their process owner)."""

    round = models.ForeignKey(ConfirmationRound, models.CASCADE, related_name="requests")
    team = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    task = models.OneToOneField(Task, models.PROTECT, related_name="confirmation")
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(team__isnull=True, owner__isnull=False) | Q(team__isnull=False, owner__isnull=True),
                name="confirmation_asks_a_team_or_an_owner",
            ),
            models.UniqueConstraint(fields=["round", "team"], condition=Q(team__isnull=False), name="team_asked_once"),
            models.UniqueConstraint(
                fields=["round", "owner"], condition=Q(owner__isnull=False), name="owner_asked_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.team_id or self.owner_id}"

    @property
    def organisation_id(self) -> int:
        """Whose it is: a permission is never given on what lies in another organisation."""
        return self.round.organisation_id


class Confirmation(models.Model):
    """Bevestiging: what a team or an owner said about one application. Append-only; the newest of a team counts."""

    class State(models.TextChoices):
        USED = "used"
        CHANGED = "changed"
        ENDED = "ended"
        FOUND = "found"

    request = models.ForeignKey(ConfirmationRequest, models.PROTECT, related_name="confirmations")
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="confirmations")
    team = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", help_text="Empty: owner.")
    state = models.CharField(max_length=7, choices=State.choices)
    note = models.TextField(max_length=1000, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "dossier"], name="confirmed_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["dossier", "-at"])]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.state}"


class TeamTalk(models.Model):
    """Teamgesprek over AI: when, about which dilemma, what was agreed (no names), how many were there. Append-only."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="team_talks")
    team = models.ForeignKey(Unit, models.PROTECT, related_name="talks")
    held_on = models.DateField()
    dilemma = models.CharField(max_length=40, blank=True, help_text="Code of the card; empty: a subject of their own.")
    agreed = models.TextField(max_length=2500)
    present = models.PositiveSmallIntegerField(help_text="How many people; never who.")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(present__gte=1), name="someone_was_present"),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "team", "-held_on"])]

    def __str__(self) -> str:
        return f"{self.team_id} {self.held_on}"
