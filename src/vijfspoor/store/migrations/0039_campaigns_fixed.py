"""The reach of a campaign is counted once, and what was counted elsewhere stays as it was given."""

from typing import ClassVar

from django.db import migrations

from vijfspoor.store import append_only

_TABLES = {"store_campaignreach": "the reach of a campaign", "store_campaigncount": "a count for a campaign"}


def _protect(apps, schema_editor):
    append_only.protect(schema_editor, _TABLES)


def _release(apps, schema_editor):
    append_only.release(schema_editor, _TABLES)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0038_campaigns")]
    operations: ClassVar = [migrations.RunPython(_protect, _release)]
