"""What a team or an owner confirmed, and what a team talk was about, cannot be changed or removed."""

from typing import ClassVar

from django.db import migrations

from vijfspoor.store import append_only

_TABLES = {"store_confirmation": "a confirmation", "store_teamtalk": "a team talk"}


def _protect(apps, schema_editor):
    append_only.protect(schema_editor, _TABLES)


def _release(apps, schema_editor):
    append_only.release(schema_editor, _TABLES)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0040_team")]
    operations: ClassVar = [migrations.RunPython(_protect, _release)]
