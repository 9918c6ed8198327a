"""A file may lie with an incident, and in one place only; the board has a task while a set-up waits for it."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

_CONTENT = "dossier_id, incident_id, name, media_type, size, sha256, stored_name, by_id, at"

_KINDS = (
    "answer", "inform", "advise", "perform", "decide", "condition", "obligation", "vacancy", "concern", "incident",
    "guideline", "checklist", "report", "contract", "certificate", "supplier", "council", "confirm", "passed_on",
    "woo", "setup", "letter",
)  # fmt: skip


def _release(apps, schema_editor):
    on = " ON store_attachment" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER IF EXISTS store_attachment_fixed{on}")


def _protect(columns):
    """SQLite rebuilds the table for the constraint, and loses the trigger that keeps its content as it was given."""

    def protect(apps, schema_editor):
        before = f"CREATE TRIGGER store_attachment_fixed BEFORE UPDATE OF {columns} ON store_attachment "
        if schema_editor.connection.vendor == "postgresql":
            refuse = "FOR EACH ROW EXECUTE FUNCTION store_refuse_change('the content of an attachment')"
        else:
            refuse = "BEGIN SELECT RAISE(ABORT, 'the content of an attachment cannot be changed'); END"
        schema_editor.execute(before + refuse)

    return protect


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0072_means")]
    operations: ClassVar = [
        migrations.RunPython(_release, _protect(_CONTENT.replace("incident_id, ", ""))),
        migrations.AddField(
            "attachment",
            "incident",
            models.ForeignKey(
                to="store.incident",
                on_delete=django.db.models.deletion.PROTECT,
                null=True,
                blank=True,
                related_name="attachments",
            ),
        ),
        migrations.RemoveConstraint("attachment", "attachment_in_one_place"),
        migrations.AddConstraint(
            "attachment",
            models.CheckConstraint(
                condition=Q(contribution__isnull=True, assessment__isnull=True)
                | Q(contribution__isnull=True, incident__isnull=True)
                | Q(assessment__isnull=True, incident__isnull=True),
                name="attachment_in_one_place",
            ),
        ),
        migrations.RunPython(_protect(_CONTENT), _release),
        migrations.AlterField(
            "task",
            "kind",
            models.CharField(choices=[(kind, kind.replace("_", " ").title()) for kind in _KINDS], max_length=12),
        ),
        migrations.AddField(
            "setupversion",
            "task",
            models.ForeignKey(
                to="store.task",
                on_delete=django.db.models.deletion.PROTECT,
                null=True,
                blank=True,
                related_name="setup_versions",
                help_text="Of the board, last asked.",
            ),
        ),
        migrations.AlterField(
            "setupversion",
            "reasons",
            models.TextField(blank=True, help_text="Of the board: why adopted, or sent back.", max_length=2500),
        ),
    ]
