"""The council: its meetings, its motions and the promises made to it, and who wants mail about what changes."""

from typing import ClassVar

from django.db import models

from vijfspoor.store.models.dossier.dossier import Dossier
from vijfspoor.store.models.dossier.work import Task
from vijfspoor.store.models.leadership.council_letter import CouncilLetter
from vijfspoor.store.models.organisation.people import Organisation, Person


class CouncilMeeting(models.Model):
    """Raadsvergadering: a day on which the council meets."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="council_meetings")
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "on"], name="council_meets_once_a_day")
        ]

    def __str__(self) -> str:
        return self.on.isoformat()


class CouncilItem(models.Model):
    """Motie, toezegging of brief van de raad: what is asked of the board, public, and before when."""

    class Kind(models.TextChoices):
        MOTION = "motion"
        PROMISE = "promise"
        LETTER = "letter"

    class Status(models.TextChoices):
        OPEN = "open"
        SETTLED = "settled"
        WITHDRAWN = "withdrawn"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="council_items")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    title = models.CharField(max_length=200)
    text = models.TextField(max_length=5000)
    by = models.CharField(max_length=200, blank=True, help_text="Who moved, promised or wrote it, by office or group.")
    on = models.DateField(help_text="Day of the meeting or the letter.")
    due_on = models.DateField()
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, blank=True, related_name="council_items")
    letter = models.ForeignKey(CouncilLetter, models.PROTECT, null=True, blank=True, related_name="promises")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    task = models.OneToOneField(Task, models.PROTECT, related_name="council_item")
    registered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "status", "due_on"])]

    def __str__(self) -> str:
        return self.title


class CouncilReply(models.Model):
    """Antwoord aan de raad: public. Append-only."""

    item = models.ForeignKey(CouncilItem, models.PROTECT, related_name="replies")
    text = models.TextField(max_length=5000)
    settles = models.BooleanField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text[:80]


class CouncilSubscription(models.Model):
    """Abonnement: an address that confirmed it wants mail about changes. Removed when it unsubscribes."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="council_subscriptions")
    email = models.EmailField()
    language = models.CharField(max_length=2, default="nl")
    told_until = models.DateTimeField(help_text="What came later was not mailed yet.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "email"], name="one_subscription_per_address")
        ]

    def __str__(self) -> str:
        return f"subscription {self.pk}"
