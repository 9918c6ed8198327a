"""The executive board: its meetings, what is on the agenda, and the minutes."""

from typing import ClassVar

from django.db import models

from vijfspoor.store.models.dossier.work import Task
from vijfspoor.store.models.organisation.people import Organisation, Person


class BoardMeeting(models.Model):
    """Directievergadering: a day, and the decisions put on its agenda."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="board_meetings")
    on = models.DateField()
    title = models.CharField(max_length=200, blank=True)
    agenda = models.ManyToManyField(Task, related_name="board_meetings")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation", "on"], name="board_meets_once_a_day")]

    def __str__(self) -> str:
        return self.on.isoformat()


class Minutes(models.Model):
    """Verslag: one version of the text, with the decisions that were taken when it was written. Append-only."""

    meeting = models.ForeignKey(BoardMeeting, models.PROTECT, related_name="minutes")
    version = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=20000)
    decisions = models.JSONField(default=list, help_text="Numbers of the decisions taken on what was on the agenda.")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "version"], name="minutes_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} v{self.version}"


class MinutesAdoption(models.Model):
    """Vaststelling van een verslag: by whom and when. Append-only."""

    minutes = models.OneToOneField(Minutes, models.PROTECT, related_name="adoption")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.person_name
