"""What was adopted and published about AI literacy cannot be changed or removed."""

from typing import ClassVar

from django.db import migrations

from vijfspoor.store import append_only

_TABLES = {
    "store_frameworkadoption": "an adoption of the framework",
    "store_figurerelease": "a publication of figures",
    "store_literacyplan": "a version of the plan",
    "store_planadoption": "an adoption of the plan",
}


def _protect(apps, schema_editor):
    append_only.protect(schema_editor, _TABLES)


def _release(apps, schema_editor):
    append_only.release(schema_editor, _TABLES)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0016_literacy_scan")]
    operations: ClassVar = [migrations.RunPython(_protect, _release)]
