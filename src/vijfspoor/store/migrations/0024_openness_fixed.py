"""What residents and the council were told, and adopted minutes, cannot be changed or removed."""

from typing import ClassVar

from django.db import migrations

from vijfspoor.store import append_only

_TABLES = {
    "store_residentanswer": "an answer to a resident",
    "store_councilreply": "an answer to the council",
    "store_minutes": "a version of minutes",
    "store_minutesadoption": "an adoption of minutes",
}


def _protect(apps, schema_editor):
    append_only.protect(schema_editor, _TABLES)


def _release(apps, schema_editor):
    append_only.release(schema_editor, _TABLES)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0023_public")]
    operations: ClassVar = [migrations.RunPython(_protect, _release)]
