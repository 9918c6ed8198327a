"""What was given as a file stays as it was given; only taking away may still be written."""

from typing import ClassVar

from django.db import migrations

_CONTENT = "dossier_id, name, media_type, size, sha256, stored_name, by_id, at"


def _protect(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE TRIGGER store_attachment_fixed BEFORE UPDATE OF {_CONTENT} ON store_attachment "
            "FOR EACH ROW EXECUTE FUNCTION store_refuse_change('the content of an attachment')"
        )
    else:
        schema_editor.execute(
            f"CREATE TRIGGER store_attachment_fixed BEFORE UPDATE OF {_CONTENT} ON store_attachment "
            "BEGIN SELECT RAISE(ABORT, 'the content of an attachment cannot be changed'); END"
        )


def _release(apps, schema_editor):
    on = " ON store_attachment" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER IF EXISTS store_attachment_fixed{on}")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0010_attachments")]
    operations: ClassVar = [migrations.RunPython(_protect, _release)]
