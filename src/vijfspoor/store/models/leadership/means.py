"""Means: the sources the board keeps, what owners of measures ask, and what the board assigns."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from vijfspoor.domain.leadership.means import Means, MeansRuled
from vijfspoor.store.models.dossier.work import Task
from vijfspoor.store.models.organisation.people import Organisation, Person


class MeansSource(models.Model):
    """Bron van middelen: hours and euros the board can assign in a calendar year. One that was used only stops."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="means_sources")
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=150)
    hours = models.PositiveIntegerField()
    euros = models.PositiveIntegerField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "year", "name"], name="means_source_once_a_year"),
            models.CheckConstraint(condition=Q(hours__gt=0) | Q(euros__gt=0), name="means_source_holds_something"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def means(self) -> Means:
        """Everything it holds."""
        return Means(self.hours, self.euros)


class MeansRequest(models.Model):
    """Opgave van wat een maatregel vraagt, by its owner; nothing means that none are needed. Append-only."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, models.PROTECT, related_name="means_requests")
    hours = models.PositiveIntegerField()
    euros = models.PositiveIntegerField()
    why = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(why="") | Q(hours=0, euros=0), name="means_asked_with_why"),
        ]

    def __str__(self) -> str:
        return f"{self.hours} h, {self.euros} euro"

    @property
    def means(self) -> Means:
        """What was asked."""
        return Means(self.hours, self.euros)


class MeansRuling(models.Model):
    """Toewijzing, weigering of terugname van middelen door het bestuur. Append-only: a newer one replaces it.

    `request` is the newest word of the owner at that moment, if there was one.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, models.PROTECT, related_name="means_rulings")
    outcome = models.CharField(max_length=10, choices=[(str(item), str(item)) for item in MeansRuled])
    source = models.ForeignKey(MeansSource, models.PROTECT, null=True, blank=True, related_name="rulings")
    hours = models.PositiveIntegerField(default=0)
    euros = models.PositiveIntegerField(default=0)
    reasons = models.TextField(max_length=1000, blank=True)
    request = models.ForeignKey(MeansRequest, models.PROTECT, null=True, blank=True, related_name="rulings")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task"], condition=Q(replaces__isnull=True), name="means_ruled_first_once"),
            models.CheckConstraint(
                condition=Q(outcome="assigned", source__isnull=False) & (Q(hours__gt=0) | Q(euros__gt=0))
                | ~Q(outcome="assigned") & Q(source__isnull=True, hours=0, euros=0) & ~Q(reasons=""),
                name="means_assigned_or_explained",
            ),
        ]

    def __str__(self) -> str:
        return self.outcome

    @property
    def means(self) -> Means:
        """What was assigned."""
        return Means(self.hours, self.euros)
