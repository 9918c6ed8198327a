"""Imports of applications from a spreadsheet: the file row by row, what was found in it, and what became of it."""

from typing import ClassVar

from django.db import models

from vijfspoor.store.models.dossier.dossier import Dossier
from vijfspoor.store.models.organisation.people import Organisation, Person


class RememberedColumns(models.Model):
    """Onthouden kolommen: which column of a file held what, for the next file with the same headings."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="remembered_columns")
    kind = models.CharField(max_length=10, help_text="register or software: what the file was for.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the headings.")
    places = models.JSONField(help_text="Column code -> place, from 0.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "kind", "digest"], name="columns_remembered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.digest[:8]}"


class RegisterImport(models.Model):
    """Import van toepassingen. Its rows are kept as they stand in the file, until somebody starts or drops it."""

    class State(models.TextChoices):
        CHECKED = "checked"
        RUNNING = "running"
        DONE = "done"
        UNDONE = "undone"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="register_imports")
    name = models.CharField(max_length=150, help_text="Of the file.")
    headings = models.JSONField()
    places = models.JSONField(help_text="Column code -> place, from 0.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.CHECKED)
    total = models.PositiveIntegerField(default=0, help_text="Rows to take over, once it was started.")
    made = models.PositiveIntegerField(default=0, help_text="Rows taken over so far.")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    moved_at = models.DateTimeField(null=True, blank=True, help_text="When rows were last taken over.")
    finished_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True, help_text="When who started it looked at the result.")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "-id"]), models.Index(fields=["state"])]

    def __str__(self) -> str:
        return self.name


class ImportRow(models.Model):
    """Rij van een import, with what was found in it before anything was stored, and the application it became."""

    class State(models.TextChoices):
        READY = "ready"
        WRONG = "wrong"
        LEFT_OUT = "left_out"
        MADE = "made"

    of = models.ForeignKey(RegisterImport, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="As a person counts the rows of the file.")
    cells = models.JSONField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.READY)
    faults = models.JSONField(default=list, help_text="What is wrong: column, kind, value.")
    remarks = models.JSONField(default=list, help_text="What to look at later: column, kind, value.")
    twin = models.CharField(max_length=6, blank=True, help_text="same or alike")
    like = models.ForeignKey(Dossier, models.CASCADE, null=True, blank=True, related_name="+")
    like_row = models.PositiveIntegerField(null=True, blank=True, help_text="The earlier row it is like.")
    dossier = models.OneToOneField(Dossier, models.CASCADE, null=True, blank=True, related_name="import_row")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["of", "number"], name="import_row_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["of", "state", "number"])]

    def __str__(self) -> str:
        return f"{self.of_id}: {self.number}"
