"""An adopted set-up, and when it started, cannot be changed or removed; a mandate can only be taken back."""

from typing import ClassVar

from django.db import migrations

from vijfspoor.store import append_only

_ADOPTED = {"store_setupversion": "an adopted set-up"}
_STARTED = {"store_setupstart": "the start of a set-up"}
_ENDED = {"store_mandate": "a mandate that was taken back"}


def _protect(apps, schema_editor):
    append_only.protect(schema_editor, _ADOPTED, when="OLD.state = 'adopted'")
    append_only.protect(schema_editor, _STARTED)
    append_only.protect(schema_editor, _ENDED, when="OLD.revoked_at IS NOT NULL")


def _release(apps, schema_editor):
    append_only.release(schema_editor, {**_ADOPTED, **_STARTED, **_ENDED})


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0048_own_setup")]
    operations: ClassVar = [migrations.RunPython(_protect, _release)]
