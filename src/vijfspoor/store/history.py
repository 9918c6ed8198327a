"""The database keeps how each application stood: triggers that write a row whenever a column that counts changes.

SQLite loses the triggers of a table that a migration rebuilds: one that alters the table of applications ends with
`keep`, which puts them back. A test says when one forgot. One that alters the table they write to begins with `forget`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

KEPT = (
    "status", "use", "gate", "route", "supplier", "value", "department_id", "product_id", "accountable_id",
    "stopped_at",
)  # fmt: skip
_INTO = f"INSERT INTO store_dossierstate (dossier_id, organisation_id, at, {', '.join(KEPT)})"
_ROW = f"VALUES (NEW.id, NEW.organisation_id, NEW.changed_at, {', '.join(f'NEW.{name}' for name in KEPT)})"
_WRITE = f"{_INTO} {_ROW};"


def keep(schema_editor: Any) -> None:
    """Put the triggers in place; those that stand already are replaced."""
    forget(schema_editor)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION store_keep_state() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {_WRITE} RETURN NULL; END $$",
            params=None,
        )
    for verb, condition in (("INSERT", ""), ("UPDATE", f"WHEN ({_changed(schema_editor)}) ")):
        begin = f"CREATE TRIGGER {_name(verb)} AFTER {verb} ON store_dossier FOR EACH ROW {condition}"
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"{begin}EXECUTE FUNCTION store_keep_state()")
        else:
            schema_editor.execute(f"{begin}BEGIN {_WRITE} END")


def forget(schema_editor: Any) -> None:
    """Take the triggers away."""
    on = " ON store_dossier" if schema_editor.connection.vendor == "postgresql" else ""
    for verb in ("INSERT", "UPDATE"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {_name(verb)}{on}")
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION IF EXISTS store_keep_state()")


@contextmanager
def paused() -> Iterator[None]:
    """Keep no state while rows come in that bring their own. Inside a transaction, which brings the triggers back."""
    runner = _Runner()
    forget(runner)
    yield
    keep(runner)


class _Runner:
    """Runs statements as a schema editor does, where one cannot be opened: inside a transaction."""

    connection = connection

    def execute(self, sql: str, params: Any = None) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)


def _name(verb: str) -> str:
    return f"store_dossier_state_on_{verb.lower()}"


def _changed(schema_editor: Any) -> str:
    differs = "IS DISTINCT FROM" if schema_editor.connection.vendor == "postgresql" else "IS NOT"
    return " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in KEPT)
