"""Learning: which lessons people understood, and which lessons a group is asked to do."""

import uuid
from typing import ClassVar

from django.db import models

from vijfspoor.store.models.people import Organisation, Person, Unit


class LessonPass(models.Model):
    """Behaalde les: who understood which lesson, and when. How often somebody tried is not kept. Insert-only."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="lesson_passes")
    lesson = models.CharField(max_length=40)
    version = models.CharField(max_length=10, help_text="First day of the version of the lessons, as YYYY-MM-DD.")
    passed_at = models.DateTimeField()
    certificate = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "lesson", "version"], name="lesson_passed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.lesson}: {self.person_id}"


class LearningAssignment(models.Model):
    """Leeropdracht: the lessons everyone, a unit or the holders of a role are asked to do before a day."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="learning_assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=40, blank=True, help_text="Only holders of this role; empty for everyone.")
    lessons = models.JSONField(help_text="Codes of lessons.")
    reason = models.CharField(max_length=400)
    due_on = models.DateField(help_text="The last day to do them.")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "withdrawn_at", "due_on"])]

    def __str__(self) -> str:
        return f"{self.due_on}: {', '.join(self.lessons)}"
