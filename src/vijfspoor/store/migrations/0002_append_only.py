"""The database itself refuses to change or remove what must stay: audit events, contributions and decisions."""

from typing import ClassVar

from django.db import migrations

from vijfspoor.store import append_only

_TABLES = {
    "store_auditevent": "an audit event",
    "store_contribution": "a contribution",
    "store_decision": "a decision",
}


def _protect(apps, schema_editor):
    append_only.create_function(schema_editor)
    append_only.protect(schema_editor, _TABLES)


def _release(apps, schema_editor):
    append_only.release(schema_editor, _TABLES)
    append_only.drop_function(schema_editor)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(_protect, _release)]
