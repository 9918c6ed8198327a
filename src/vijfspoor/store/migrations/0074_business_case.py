"""Costs and alternatives of an application; what was written cannot be changed or removed."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from vijfspoor.store import append_only

_TABLES = {"store_businesscase": "what was written on costs and alternatives"}


def _protect(apps, schema_editor):
    append_only.protect(schema_editor, _TABLES)


def _release(apps, schema_editor):
    append_only.release(schema_editor, _TABLES)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0073_incident_files")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="BusinessCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "once_euros",
                    models.PositiveBigIntegerField(help_text="Whole euros, VAT included; empty: not known.", null=True),
                ),
                (
                    "yearly_euros",
                    models.PositiveBigIntegerField(help_text="Whole euros, VAT included; empty: not known.", null=True),
                ),
                (
                    "basis",
                    models.TextField(
                        help_text="Where the amounts come from, or why they are not known.", max_length=1000
                    ),
                ),
                (
                    "without",
                    models.TextField(help_text="What happens when the municipality does nothing.", max_length=1000),
                ),
                (
                    "alternatives",
                    models.JSONField(default=list, help_text="A list of {what, why_not}, in the order of writing."),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="business_cases",
                        to="store.dossier",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["dossier", "-id"], name="store_busin_dossier_1886ce_idx")]},
        ),
        migrations.RunPython(_protect, _release),
    ]
