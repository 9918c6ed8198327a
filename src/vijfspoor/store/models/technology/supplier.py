"""Suppliers: their products with facts entered once, contracts with clauses checked, questionnaires by link."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from vijfspoor.store.models.dossier.dossier import Dossier
from vijfspoor.store.models.dossier.work import Task
from vijfspoor.store.models.organisation.people import Organisation, Person
from vijfspoor.store.models.technology.product import Product, Supplier


class SupplierContact(models.Model):
    """Contactpersoon bij een leverancier."""

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=150)
    function = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return self.name


class Certificate(models.Model):
    """Certificaat of verklaring van een leverancier, with its last day. A renewed one gets a new last day."""

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="certificates")
    name = models.CharField(max_length=200)
    issued_by = models.CharField(max_length=200, blank=True)
    valid_until = models.DateField()
    task = models.OneToOneField(Task, models.SET_NULL, null=True, blank=True, related_name="certificate")

    def __str__(self) -> str:
        return self.name


class Contract(models.Model):
    """Contract met een leverancier. `ends_on` empty: until further notice. Its clauses are checked one by one."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="contracts")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="contracts")
    name = models.CharField(max_length=200)
    products = models.ManyToManyField(Product, related_name="contracts", blank=True)
    dossiers = models.ManyToManyField(Dossier, related_name="contracts", blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="Last day.")
    notice_months = models.PositiveSmallIntegerField(default=0)
    terms = models.TextField(max_length=5000, blank=True)
    yearly_cost = models.PositiveIntegerField(null=True, blank=True, help_text="Whole euros a year, with VAT.")
    notice_task = models.OneToOneField(Task, models.SET_NULL, null=True, blank=True, related_name="notice_of")
    end_task = models.OneToOneField(Task, models.SET_NULL, null=True, blank=True, related_name="end_of")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")), name="contract_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ClauseCheck(models.Model):
    """Bevinding over één bepaling van een contract. Append-only; the newest for a clause counts."""

    class Finding(models.TextChoices):
        PRESENT = "present"
        ABSENT = "absent"
        ACCEPTED_OTHERWISE = "accepted_otherwise"

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="checks")
    clause = models.CharField(max_length=40)
    finding = models.CharField(max_length=20, choices=Finding.choices)
    reasons = models.TextField(max_length=2500, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["contract", "clause", "-id"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(finding="accepted_otherwise") | ~Q(reasons=""), name="accepted_otherwise_has_reasons"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clause}: {self.finding}"


class SupplierRequest(models.Model):
    """Vragenlijst per link: opened with a signed secret of which only the digest is kept."""

    class Status(models.TextChoices):
        OPEN = "open"
        HANDED_IN = "handed_in"
        SETTLED = "settled"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="supplier_requests")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="requests")
    product = models.ForeignKey(Product, models.PROTECT, related_name="requests")
    message = models.TextField(max_length=2500, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    form = models.DateField(help_text="First day of the version of the questions that is asked.")
    rule_book = models.CharField(max_length=20, help_text="Version of the rule book whose questions are asked.")
    answers = models.JSONField(default=dict, help_text="Question -> answer, as saved so far.")
    notes = models.JSONField(default=dict, help_text="Question -> the supplier's own words with it.")
    answered_by = models.CharField(max_length=150, blank=True, help_text="Who filled it in, as they call themselves.")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    saved_at = models.DateTimeField(null=True, blank=True)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    task = models.OneToOneField(Task, models.SET_NULL, null=True, blank=True, related_name="supplier_request")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status="open", handed_in_at__isnull=True)
                | (~Q(status="open") & Q(handed_in_at__isnull=False)),
                name="request_handed_in_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supplier_id}: {self.status}"


class SupplierFile(models.Model):
    """Bewijsstuk that a supplier sent along; kept under `stored_name`, which says nothing about it."""

    request = models.ForeignKey(SupplierRequest, models.PROTECT, related_name="files")
    name = models.CharField(max_length=150)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="In bytes.")
    sha256 = models.CharField(max_length=64)
    stored_name = models.CharField(max_length=100, unique=True)
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class SupplierProposal(models.Model):
    """Voorstel: one answer of a supplier, beside what was known before, until a colleague settles it."""

    class Status(models.TextChoices):
        PENDING = "pending"
        ACCEPTED = "accepted"
        REFUSED = "refused"

    request = models.ForeignKey(SupplierRequest, models.PROTECT, related_name="proposals")
    question = models.CharField(max_length=40)
    before = models.JSONField(null=True, help_text="What was known when it was handed in.")
    value = models.JSONField()
    note = models.TextField(max_length=2000, blank=True)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.PENDING)
    reason = models.TextField(max_length=2500, blank=True)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "question"], name="one_proposal_per_question"),
            models.CheckConstraint(condition=~Q(status="refused") | ~Q(reason=""), name="refused_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.status}"
