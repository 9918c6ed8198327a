"""Openness: residents who ask something, and mail to people who have no account here."""

from typing import ClassVar

from django.db import models

from vijfspoor.store.models.organisation.people import Organisation
from vijfspoor.store.models.technology.operations import Concern


class ResidentContact(models.Model):
    """Inwoner achter een signaal: where the answer goes. The address is removed some time after the case is closed."""

    concern = models.OneToOneField(Concern, models.CASCADE, related_name="resident")
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="nl")

    def __str__(self) -> str:
        return f"resident of concern {self.concern_id}"


class ResidentAnswer(models.Model):
    """Antwoord aan een inwoner: exactly what this resident was told, also when concerns were joined. Append-only."""

    contact = models.ForeignKey(ResidentContact, models.PROTECT, related_name="answers")
    text = models.TextField(max_length=5000)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text[:80]


class OutsideMail(models.Model):
    """Bericht naar buiten: mail to an address without an account. Removed as soon as it left, with the address."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="outside_mails")
    kind = models.CharField(max_length=40)
    address = models.EmailField()
    subject = models.CharField(max_length=300)
    body = models.TextField()
    unsubscribe = models.URLField(blank=True, max_length=400, help_text="Address that ends the mails in one click.")
    created_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["attempts", "id"])]

    def __str__(self) -> str:
        return self.kind
