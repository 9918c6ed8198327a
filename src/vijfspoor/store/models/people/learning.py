"""Learning: modules and paths, what people finished, and what a group is asked to do."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from vijfspoor.store.models.dossier.dossier import Dossier
from vijfspoor.store.models.organisation.people import Organisation, Person, Unit


class LearningModule(models.Model):
    """Leermodule van buiten: a course elsewhere, or a SCORM or xAPI package. Own lessons stand in the content."""

    class Kind(models.TextChoices):
        COURSE = "course"
        PACKAGE = "package"

    class ConfirmedBy(models.TextChoices):
        SELF = "self"
        LIST = "list"
        RESULT = "result"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="learning_modules")
    code = models.CharField(max_length=40, help_text="Drawn by lot; stands beside the codes of lessons.")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    title = models.CharField(max_length=200)
    about = models.TextField(max_length=2500)
    link = models.CharField(max_length=500, blank=True, help_text="Where it is taken.")
    minutes = models.PositiveIntegerField()
    confirmed_by = models.CharField(max_length=6, choices=ConfirmedBy.choices)
    identifier = models.CharField(max_length=300, blank=True, help_text="Of a package: the id of its activity.")
    version = models.CharField(max_length=40, blank=True)
    made_on = models.DateField(help_text="The day its content dates from.")
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "code"], name="module_code_once"),
            models.UniqueConstraint(
                fields=["organisation", "identifier"],
                condition=Q(withdrawn_at__isnull=True) & ~Q(identifier=""),
                name="package_once",
            ),
            models.CheckConstraint(
                condition=(Q(kind="package", confirmed_by="result") & ~Q(identifier="") & ~Q(version=""))
                | Q(kind="course", identifier="", confirmed_by__in=["self", "list"]),
                name="package_by_result",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class LearningPath(models.Model):
    """Leerpad: modules in order, for a role, or for the users of an application before they use it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="learning_paths")
    name = models.CharField(max_length=100)
    about = models.CharField(max_length=400, blank=True)
    modules = models.JSONField(help_text="Codes of modules, in order.")
    role = models.CharField(max_length=40, blank=True, help_text="For whom it is meant; empty for anyone.")
    dossier = models.ForeignKey(
        Dossier, models.CASCADE, null=True, blank=True, related_name="learning_paths",
        help_text="The application that may be used only after it.",
    )  # fmt: skip
    days = models.PositiveIntegerField(help_text="How many days people have, from the day it is asked.")
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(withdrawn_at__isnull=True), name="one_path_per_application"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "withdrawn_at"])]

    def __str__(self) -> str:
        return self.name


class LessonPass(models.Model):
    """Behaalde module: who finished which lesson or module, and when. How often somebody tried is not kept.

    Insert-only.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="lesson_passes")
    lesson = models.CharField(max_length=40, help_text="Code of a lesson, or of a module from outside.")
    version = models.CharField(
        max_length=40, blank=True, help_text="Of a lesson the first day of its version, as YYYY-MM-DD."
    )
    passed_at = models.DateTimeField()
    certificate = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "lesson", "version"], name="lesson_passed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.lesson}: {self.person_id}"


class LearningAssignment(models.Model):
    """Leeropdracht: what everyone, a unit, the holders of a role or the users of an application do before a day."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="learning_assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=40, blank=True, help_text="Only holders of this role; empty for everyone.")
    dossier = models.ForeignKey(
        Dossier, models.CASCADE, null=True, blank=True, related_name="learning_assignments",
        help_text="Only the users of this application.",
    )  # fmt: skip
    path = models.ForeignKey(LearningPath, models.PROTECT, null=True, blank=True, related_name="assignments")
    lessons = models.JSONField(help_text="Codes of lessons and modules, in order.")
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


class SigningKey(models.Model):
    """Sleutel waarmee een organisatie certificaten ondertekent. The public half stays readable for good.

    `sealed` is the private half, encrypted with a key that follows from SECRET_KEY; it is in no log, audit or export.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="signing_keys")
    key_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    public = models.JSONField(help_text="The public key as JWK.")
    sealed = models.TextField(help_text="The private key, encrypted.")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(ended_at__isnull=True), name="one_signing_key_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return str(self.key_id)
