"""What was sent to the national register cannot be changed or removed."""

from typing import ClassVar

from django.db import migrations

from vijfspoor.store import append_only

_TABLES = {"store_registerdelivery": "a delivery to the register"}


def _protect(apps, schema_editor):
    append_only.protect(schema_editor, _TABLES)


def _release(apps, schema_editor):
    append_only.release(schema_editor, _TABLES)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0025_register_delivery")]
    operations: ClassVar = [migrations.RunPython(_protect, _release)]
