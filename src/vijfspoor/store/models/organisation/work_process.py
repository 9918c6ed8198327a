"""Work processes: the work of the municipality in which applications are used."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower

from vijfspoor.store.models.organisation.people import Organisation


class WorkProcess(models.Model):
    """Werkproces, such as handling an application for support. Its department head is the process owner."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="work_processes")
    name = models.CharField(max_length=100)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("organisation", Lower("name"), name="work_process_once"),
        ]

    def __str__(self) -> str:
        return self.name
