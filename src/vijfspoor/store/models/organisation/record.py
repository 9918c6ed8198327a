"""Record: the audit trail and the outbox of messages still to be sent."""

from typing import ClassVar

from django.db import models

from vijfspoor.store.models.dossier.dossier import Dossier
from vijfspoor.store.models.organisation.people import Organisation, Person


class AuditHead(models.Model):
    """Kop van de keten: the last event of an organisation; locked while an event is appended."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="audit_head")
    sequence = models.PositiveBigIntegerField(default=0)
    seal = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.sequence}"


class AuditEvent(models.Model):
    """Gebeurtenis: one thing somebody did, sealed into the organisation's chain. Insert-only."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="audit_events")
    sequence = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    action = models.CharField(max_length=60)
    actor = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, blank=True, related_name="audit_events")
    content = models.JSONField(help_text="The sealed JSON object, exactly as it was hashed.")
    previous = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "sequence"], name="audit_sequence_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["dossier", "-sequence"])]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action}"


class Message(models.Model):
    """Bericht in de uitbak: mail to one person, written with the change it tells of and sent by the jobs."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="messages")
    recipient = models.ForeignKey(Person, models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["sent_at", "id"])]

    def __str__(self) -> str:
        return self.subject
