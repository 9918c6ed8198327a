"""Letters to the council about a decision: what is being written, and what was sent for everyone to read."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from vijfspoor.store.models.dossier.dossier import Dossier
from vijfspoor.store.models.dossier.work import Decision, Task
from vijfspoor.store.models.organisation.people import Organisation, Person


class CouncilLetter(models.Model):
    """Raadsinformatiebrief: sent, public, and numbered per year. Append-only; a mistake is mended by a next one."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="council_letters")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="council_letters")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="council_letters")
    follows = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    subject = models.CharField(max_length=200)
    sections = models.JSONField(help_text="Title and text of each section, in Dutch, in reading order.")
    role = models.CharField(max_length=40, help_text="The office that sent it.")
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "year", "number"], name="council_letter_number_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "sent_at"])]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The number as people write it, such as 2026-3."""
        return f"{self.year}-{self.number}"


class LetterDraft(models.Model):
    """Brief aan de raad in wording: proposed after a decision, written on, then sent or found not to be needed."""

    class Status(models.TextChoices):
        OPEN = "open"
        SENT = "sent"
        NOT_NEEDED = "not_needed"
        WITHDRAWN = "withdrawn"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="letter_drafts")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="letter_drafts")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="letter_drafts")
    follows = models.ForeignKey(CouncilLetter, models.PROTECT, null=True, blank=True, related_name="+")
    letter = models.OneToOneField(CouncilLetter, models.PROTECT, null=True, blank=True, related_name="draft")
    task = models.OneToOneField(Task, models.PROTECT, related_name="letter_draft")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    subject = models.CharField(max_length=200)
    texts = models.JSONField(help_text="Code of a section -> text.")
    promises = models.JSONField(default=list, help_text="What is promised and before when, until it is sent.")
    version = models.PositiveIntegerField(default=1, help_text="Grows at each save, so nobody writes over another.")
    written_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(max_length=1000, blank=True, help_text="Why no letter is needed.")
    created_at = models.DateTimeField()
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(status="open"), name="one_open_letter_per_application"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "status"])]

    def __str__(self) -> str:
        return self.subject
