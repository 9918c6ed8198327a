"""What was said to a reporter and noted at a clock cannot be changed or removed either."""

from typing import ClassVar

from django.db import migrations

from vijfspoor.store import append_only

_TABLES = {"store_clockentry": "an entry at a clock", "store_concernreply": "a reply"}


def _protect(apps, schema_editor):
    append_only.protect(schema_editor, _TABLES)


def _release(apps, schema_editor):
    append_only.release(schema_editor, _TABLES)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0008_operations")]
    operations: ClassVar = [migrations.RunPython(_protect, _release)]
