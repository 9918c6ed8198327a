"""Letters to the council, what of them is being written, and the promises made in them."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from vijfspoor.store import append_only

_TABLES = {"store_councilletter": "a letter to the council"}


def _protect(apps, schema_editor):
    append_only.protect(schema_editor, _TABLES)


def _release(apps, schema_editor):
    append_only.release(schema_editor, _TABLES)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0070_leadership"),
    ]

    operations: ClassVar = [
        migrations.AlterField(
            model_name="task",
            name="kind",
            field=models.CharField(
                choices=[
                    ("answer", "Answer"),
                    ("inform", "Inform"),
                    ("advise", "Advise"),
                    ("perform", "Perform"),
                    ("decide", "Decide"),
                    ("condition", "Condition"),
                    ("obligation", "Obligation"),
                    ("vacancy", "Vacancy"),
                    ("concern", "Concern"),
                    ("incident", "Incident"),
                    ("guideline", "Guideline"),
                    ("checklist", "Checklist"),
                    ("report", "Report"),
                    ("contract", "Contract"),
                    ("certificate", "Certificate"),
                    ("supplier", "Supplier"),
                    ("council", "Council"),
                    ("confirm", "Confirm"),
                    ("passed_on", "Passed On"),
                    ("woo", "Woo"),
                    ("letter", "Letter"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="CouncilLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("subject", models.CharField(max_length=200)),
                ("sections", models.JSONField(help_text="Title and text of each section, in Dutch, in reading order.")),
                ("role", models.CharField(help_text="The office that sent it.", max_length=40)),
                ("sent_at", models.DateTimeField()),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="council_letters", to="store.decision"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="council_letters", to="store.dossier"
                    ),
                ),
                (
                    "follows",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="store.councilletter",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="council_letters",
                        to="store.organisation",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="councilitem",
            name="letter",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="promises",
                to="store.councilletter",
            ),
        ),
        migrations.CreateModel(
            name="LetterDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("sent", "Sent"),
                            ("not_needed", "Not Needed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("subject", models.CharField(max_length=200)),
                ("texts", models.JSONField(help_text="Code of a section -> text.")),
                (
                    "promises",
                    models.JSONField(default=list, help_text="What is promised and before when, until it is sent."),
                ),
                (
                    "version",
                    models.PositiveIntegerField(
                        default=1, help_text="Grows at each save, so nobody writes over another."
                    ),
                ),
                ("written_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.TextField(blank=True, help_text="Why no letter is needed.", max_length=1000)),
                ("created_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letter_drafts", to="store.decision"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letter_drafts", to="store.dossier"
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.councilletter",
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draft",
                        to="store.councilletter",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter_drafts",
                        to="store.organisation",
                    ),
                ),
                (
                    "task",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letter_draft", to="store.task"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="councilletter",
            index=models.Index(fields=["organisation", "sent_at"], name="store_counc_organis_9fed9e_idx"),
        ),
        migrations.AddConstraint(
            model_name="councilletter",
            constraint=models.UniqueConstraint(
                fields=("organisation", "year", "number"), name="council_letter_number_once"
            ),
        ),
        migrations.AddIndex(
            model_name="letterdraft",
            index=models.Index(fields=["organisation", "status"], name="store_lette_organis_4d59ac_idx"),
        ),
        migrations.AddConstraint(
            model_name="letterdraft",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "open")), fields=("dossier",), name="one_open_letter_per_application"
            ),
        ),
        migrations.RunPython(_protect, _release),
    ]
