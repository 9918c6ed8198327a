"""People: organisations, units, persons, their roles, and who stands in for whom."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q


class Organisation(models.Model):
    """Organisatie: a municipality. Everything governed belongs to exactly one."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    contact_email = models.EmailField()
    additions = models.JSONField(default=list, help_text="Additional roles switched on before the first own set-up.")
    is_demo = models.BooleanField(default=False)
    rule_book = models.CharField(
        max_length=20, blank=True, help_text="Newest version of the AI Act's rule book that was adopted; empty: any."
    )
    setup_version = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Number of the newest own set-up that was adopted; empty: none."
    )

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """Organisatieonderdeel: a department, or a team inside one."""

    class Kind(models.TextChoices):
        DEPARTMENT = "department"
        TEAM = "team"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="units")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="teams")
    staff = models.PositiveIntegerField(default=0)
    is_outside = models.BooleanField(
        default=False, help_text="No part of the official organisation, such as the council clerk's office."
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="unit_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    """Creates persons with a hashed password."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """Create a person who signs in with `email`; without a password they cannot sign in locally."""
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser):
    """Persoon: someone who works for an organisation and may sign in."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="people")
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    function = models.CharField(max_length=200, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="people")
    language = models.CharField(max_length=2, default="nl")
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = PersonManager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "name"])]

    def __str__(self) -> str:
        return self.name


class RoleAssignment(models.Model):
    """Roltoewijzing: a person holds a governance role, for the whole organisation or for one unit, in a period."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="role_assignments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="role_assignments")
    role = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True, help_text="Last day; empty means until further notice.")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["organisation", "role"]),
            models.Index(fields=["person"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("valid_from")),
                name="role_period_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.role}"


class Absence(models.Model):
    """Afwezigheid: a person is away and someone stands in for all their tasks."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="absences")
    person = models.ForeignKey(Person, models.PROTECT, related_name="absences")
    stand_in = models.ForeignKey(Person, models.PROTECT, related_name="standing_in")
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="Last day away.")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("starts_on")), name="absence_in_order"),
            models.CheckConstraint(condition=~Q(stand_in=models.F("person")), name="stand_in_is_another"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} -> {self.stand_in_id}"


class ApiToken(models.Model):
    """API-sleutel: lets a program act as a person, or as a named machine account of that person."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="api_tokens")
    person = models.ForeignKey(Person, models.PROTECT, related_name="api_tokens")
    name = models.CharField(max_length=100)
    is_machine = models.BooleanField(default=False)
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"
