"""What was said of a policy framework, and what was given for an application, cannot be changed or removed."""

from typing import ClassVar

from django.db import migrations

from vijfspoor.store import append_only

_TABLES = {"store_policycomment": "a comment on a framework", "store_policysettlement": "what was given for a rule"}


def _protect(apps, schema_editor):
    append_only.protect(schema_editor, _TABLES)


def _release(apps, schema_editor):
    append_only.release(schema_editor, _TABLES)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0032_policies")]
    operations: ClassVar = [migrations.RunPython(_protect, _release)]
