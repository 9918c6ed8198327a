"""The word of a legal adviser and the adoption of a rule book cannot be changed or removed either."""

from typing import ClassVar

from django.db import migrations

from vijfspoor.store import append_only

_TABLES = {"store_legalreview": "a legal review", "store_lawadoption": "an adoption of a rule book"}


def _protect(apps, schema_editor):
    append_only.protect(schema_editor, _TABLES)


def _release(apps, schema_editor):
    append_only.release(schema_editor, _TABLES)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0004_law")]
    operations: ClassVar = [migrations.RunPython(_protect, _release)]
