"""The database itself refuses to change or remove what must stay: audit events, contributions and decisions."""

from typing import ClassVar

from django.db import migrations

_TABLES = {
    "store_auditevent": "an audit event",
    "store_contribution": "a contribution",
    "store_decision": "a decision",
}


def _protect(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION store_refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '% cannot be changed or removed', TG_ARGV[0]; END $$",
            params=None,
        )
    for table, name in _TABLES.items():
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION store_refuse_change('{name}')"
            )
        else:
            for verb in ("UPDATE", "DELETE"):
                schema_editor.execute(
                    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{name} cannot be changed or removed'); END"
                )


def _release(apps, schema_editor):
    for table in _TABLES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {table}_append_only ON {table}")
        else:
            for verb in ("update", "delete"):
                schema_editor.execute(f"DROP TRIGGER {table}_no_{verb}")
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION store_refuse_change()")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(_protect, _release)]
