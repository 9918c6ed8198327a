"""Evidence at a checklist, and settings as they were recorded, cannot be changed or removed."""

from typing import ClassVar

from django.db import migrations

from vijfspoor.store import append_only

_TABLES = {"store_checklistevidence": "evidence at a checklist", "store_recordedsetting": "a recorded setting"}


def _protect(apps, schema_editor):
    append_only.protect(schema_editor, _TABLES)


def _release(apps, schema_editor):
    append_only.release(schema_editor, _TABLES)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0014_life")]
    operations: ClassVar = [migrations.RunPython(_protect, _release)]
