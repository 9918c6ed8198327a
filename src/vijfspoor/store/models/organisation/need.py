"""What departments need, and the developments that are sent to who they concern."""

from typing import ClassVar

from django.db import models

from vijfspoor.store.models.dossier.dossier import Dossier
from vijfspoor.store.models.organisation.people import Organisation, Person, Unit


class Need(models.Model):
    """Behoefte: what people of a department or team want help with, before there is an application."""

    class State(models.TextChoices):
        OPEN = "open"
        LINKED = "linked"
        REPORTED = "reported"
        DROPPED = "dropped"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="needs")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.CharField(max_length=100)
    text = models.TextField(max_length=2500)
    heard_on = models.DateField(help_text="The day of the conversation.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    dossier = models.ForeignKey(
        Dossier, models.SET_NULL, null=True, blank=True, related_name="needs", help_text="What meets it."
    )
    elsewhere = models.CharField(max_length=300, blank=True, help_text="A solution outside this organisation.")
    outcome = models.TextField(max_length=2500, blank=True, help_text="Why it was settled like this.")
    logged_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    logged_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "state"])]

    def __str__(self) -> str:
        return self.title


class Development(models.Model):
    """Ontwikkeling: news and what it means here, sent once to the roles and departments it concerns. Append-only."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="developments")
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=150)
    text = models.TextField(max_length=5000, help_text="What it is and what it means here.")
    source = models.CharField(max_length=300, help_text="Where it can be read.")
    expected_on = models.DateField(null=True, blank=True, help_text="From when it asks something; empty: now.")
    roles = models.JSONField(default=list)
    units = models.JSONField(default=list, help_text="Numbers of the departments.")
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "-sent_at"])]

    def __str__(self) -> str:
        return self.title


class DevelopmentReceipt(models.Model):
    """Leesbevestiging: who a development was sent to, and when they said that they read it."""

    development = models.ForeignKey(Development, models.CASCADE, related_name="receipts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="received_developments")
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["development", "person"], name="development_receipt_once"),
        ]

    def __str__(self) -> str:
        return f"{self.development_id} {self.person_id}"


class DevelopmentQuestion(models.Model):
    """Vraag over een ontwikkeling, with its answer."""

    development = models.ForeignKey(Development, models.CASCADE, related_name="questions")
    text = models.TextField(max_length=1000)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(max_length=2500, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.development_id} {self.pk}"
