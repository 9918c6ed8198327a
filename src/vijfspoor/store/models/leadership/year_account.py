"""The yearly account to the council: its versions, and which of them the executive board made final."""

from typing import ClassVar

from django.db import models

from vijfspoor.store.models.organisation.people import Organisation, Person


class YearAccount(models.Model):
    """Jaarverantwoording: one version for a calendar year, with the figures as they were then. Append-only."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="year_accounts")
    year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    figures = models.JSONField(help_text="Code -> number, as counted when this version was written.")
    sections = models.JSONField(help_text="Code of a section -> text.")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "year", "version"], name="year_account_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.year} v{self.version}"


class YearAccountAdoption(models.Model):
    """Vaststelling van een jaarverantwoording: by whom and when. Append-only."""

    account = models.OneToOneField(YearAccount, models.PROTECT, related_name="adoption")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.person_name
