"""The database itself refuses to change or remove a row that must stay: triggers, for migrations to put in place."""

from collections.abc import Mapping
from typing import Any


def create_function(schema_editor: Any) -> None:
    """Make the function every trigger calls; SQLite needs none."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION store_refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '% cannot be changed or removed', TG_ARGV[0]; END $$",
            params=None,
        )


def drop_function(schema_editor: Any) -> None:
    """Take the function away again."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION store_refuse_change()")


def protect(schema_editor: Any, tables: Mapping[str, str], when: str = "") -> None:
    """Refuse UPDATE and DELETE on `tables` (table -> what a row is called in the message).

    `when` limits it to rows for which this SQL condition holds, such as "OLD.state = 'adopted'".
    """
    only = f"WHEN ({when}) " if when else ""
    for table, name in tables.items():
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
                f"FOR EACH ROW {only}EXECUTE FUNCTION store_refuse_change('{name}')"
            )
        else:
            for verb in ("UPDATE", "DELETE"):
                schema_editor.execute(
                    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {only}"
                    f"BEGIN SELECT RAISE(ABORT, '{name} cannot be changed or removed'); END"
                )


def release(schema_editor: Any, tables: Mapping[str, str]) -> None:
    """Take the triggers away again."""
    for table in tables:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}")
        else:
            for verb in ("update", "delete"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
