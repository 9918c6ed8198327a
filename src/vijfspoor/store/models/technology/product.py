"""Products: a supplier and what it offers, with facts that are entered once and used by many applications."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from vijfspoor.store.models.organisation.people import Organisation, Person


class Supplier(models.Model):
    """Leverancier: a company or partner that offers products to the municipality."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="suppliers")
    name = models.CharField(max_length=200)
    website = models.URLField(max_length=300, blank=True)
    note = models.TextField(max_length=2500, blank=True)
    subprocessors = models.TextField(max_length=2000, blank=True, help_text="One per line.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="supplier_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Product(models.Model):
    """Product van een leverancier. Others in the installation may take over its facts when it is offered to them."""

    class AiFunctions(models.TextChoices):
        UNKNOWN = "unknown"
        NO = "no"
        YES = "yes"
        ON_BY_DEFAULT = "on_by_default"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="products")
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="products")
    name = models.CharField(max_length=200)
    version = models.CharField(max_length=60, blank=True)
    ai_functions = models.CharField(max_length=14, choices=AiFunctions.choices, default=AiFunctions.UNKNOWN)
    models_used = models.TextField(max_length=2000, blank=True)
    is_offered = models.BooleanField(default=False, help_text="Its facts are a template for other organisations.")
    taken_from = models.CharField(max_length=200, blank=True, help_text="Organisation whose template it began with.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["supplier", "name"], name="product_name_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["is_offered"])]

    def __str__(self) -> str:
        return self.name


class ProductFact(models.Model):
    """Feit van een product: an answer to a question of the law. A newer row supersedes; `is_current` marks it."""

    class Origin(models.TextChoices):
        COLLEAGUE = "colleague"
        SUPPLIER = "supplier"
        TEMPLATE = "template"

    product = models.ForeignKey(Product, models.CASCADE, related_name="facts")
    question = models.CharField(max_length=40)
    value = models.JSONField(help_text="ja, nee, an option, a list of options, or an ISO date.")
    origin = models.CharField(max_length=10, choices=Origin.choices)
    note = models.TextField(max_length=2000, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["product", "question"], condition=Q(is_current=True), name="one_current_product_fact"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}={self.value}"
