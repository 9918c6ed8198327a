"""Awareness campaigns: who is asked to take part in what, the materials, and what came of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from vijfspoor.store.models.organisation.people import Organisation, Person, Unit


class Campaign(models.Model):
    """Campagne: something about AI for a target group between two days. Nobody is asked before it begins."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="campaigns")
    name = models.CharField(max_length=100)
    message = models.TextField(max_length=2000, help_text="What colleagues are told and asked.")
    competences = models.JSONField(help_text="Codes of the competences it is about: its effect is looked for there.")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=40, blank=True, help_text="Only holders of this role; empty for everyone.")
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="Last day on which people can say that they took part.")
    reminds = models.BooleanField(default=False, help_text="Whether who did not take part is reminded, once.")
    invited = models.PositiveIntegerField(default=0, help_text="People asked when it began.")
    opened_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "starts_on"])]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("starts_on")), name="campaign_in_order"),
        ]

    def __str__(self) -> str:
        return self.name


class CampaignInvitation(models.Model):
    """Uitnodiging: that a person was asked, and whether they said they took part. Never when."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="campaign_invitations")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", help_text="Group of the figures.")
    took_part = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "person"], name="campaign_asked_once")]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.person_id}"


class CampaignMaterial(models.Model):
    """Materiaal: a link, or a file kept under `stored_name`, which says nothing about it."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="materials")
    title = models.CharField(max_length=150)
    url = models.URLField(max_length=500, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0, help_text="In bytes.")
    sha256 = models.CharField(max_length=64, blank=True)
    stored_name = models.CharField(max_length=100, unique=True, null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(url="", stored_name__isnull=False) | (~Q(url="") & Q(stored_name__isnull=True)),
                name="material_is_link_or_file",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CampaignCount(models.Model):
    """Telling van elders: how many people took part where the software could not see it. Append-only."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="counts")
    what = models.CharField(max_length=150)
    people = models.PositiveIntegerField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(people__gte=5), name="campaign_count_no_small_group"),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.people}"


class CampaignReach(models.Model):
    """Bereik: what may be shown of who took part, counted once, when the campaign ended. Append-only."""

    campaign = models.OneToOneField(Campaign, models.PROTECT, related_name="reach")
    shown = models.JSONField(help_text="What may be shown per group and over everyone.")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", help_text="Empty: the jobs.")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.campaign_id)
