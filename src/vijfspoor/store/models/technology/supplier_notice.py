"""Concerns that were put to a supplier, with the day by which an answer is expected."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from vijfspoor.store.models.dossier.work import Task
from vijfspoor.store.models.organisation.people import Person
from vijfspoor.store.models.technology.operations import Concern
from vijfspoor.store.models.technology.product import Supplier


class SupplierNotice(models.Model):
    """Doorgezet signaal: what the supplier was told of a case, and what they answered, as a colleague wrote it down."""

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="supplier_notices")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="notices")
    text = models.TextField(max_length=2500)
    answer_by = models.DateField()
    is_mailed = models.BooleanField(help_text="Whether it went to a contact by mail; else a colleague told them.")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    task = models.OneToOneField(Task, models.PROTECT, related_name="supplier_notice")
    answer = models.TextField(max_length=5000, blank=True)
    answer_kept_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answer="", answer_kept_by__isnull=True, answered_at__isnull=True)
                | (~Q(answer="") & Q(answer_kept_by__isnull=False, answered_at__isnull=False)),
                name="notice_answered_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
