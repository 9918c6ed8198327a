"""Choices and bundles under the Woo, yearly accounts and records of the AI-overleg cannot be changed or removed."""

from typing import ClassVar

from django.db import migrations

from vijfspoor.store import append_only

_TABLES = {
    "store_woochoice": "a choice under the Woo",
    "store_woobundle": "a Woo bundle",
    "store_yearaccount": "a version of a yearly account",
    "store_yearaccountadoption": "the adoption of a yearly account",
    "store_aimeetingrecord": "a record of the AI-overleg",
}


def _protect(apps, schema_editor):
    append_only.protect(schema_editor, _TABLES)


def _release(apps, schema_editor):
    append_only.release(schema_editor, _TABLES)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0042_reports")]
    operations: ClassVar = [migrations.RunPython(_protect, _release)]
