"""Indicators as they were measured day by day, and what people say about the level of a track. All append-only."""

from typing import ClassVar

from django.db import models

from vijfspoor.store.models.organisation.people import Organisation, Person


class IndicatorValue(models.Model):
    """Waarde van een indicator on a day. `value` is empty when it could not be measured, with why in `missing`."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="indicator_values")
    code = models.CharField(max_length=4)
    on = models.DateField()
    value = models.FloatField(null=True)
    part = models.PositiveIntegerField(null=True)
    whole = models.PositiveIntegerField(null=True)
    is_met = models.BooleanField(null=True)
    missing = models.CharField(max_length=10, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "on", "code"], name="indicator_once_a_day"),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "code", "-on"])]

    def __str__(self) -> str:
        return f"{self.code} {self.on}: {self.value}"


class WantedLevel(models.Model):
    """Gewenst niveau of a track, adopted by the executive board. The newest counts."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="wanted_levels")
    track = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField()
    reason = models.TextField(max_length=1000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.track}: {self.level}"


class LevelNote(models.Model):
    """Toelichting bij het niveau of a track on a day. It explains; it changes nothing."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="level_notes")
    track = models.CharField(max_length=20)
    text = models.TextField(max_length=2500)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text[:80]
