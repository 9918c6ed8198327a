"""Adds and changes very many rows at once, without an object per row: a first round of the linter, a whole import."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models

AT_ONCE = 1000


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert `rows`, with values in the order of the column `names` (as in `attname`). Columns left out stay null."""
    fields = [next(field for field in model._meta.concrete_fields if field.attname == name) for name in names]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    table, marks = quote(model._meta.db_table), ", ".join(["%s"] * len(fields))
    kept: dict[tuple[int, Any], Any] = {}
    # Rows often share one list or object; the object is kept beside its text, so that its id stays its own.
    shared: dict[tuple[int, int], tuple[Any, Any]] = {}

    def prepared(place: int, value: Any) -> Any:
        if isinstance(value, dict | list):
            key = (place, id(value))
            if key not in shared:
                shared[key] = (value, fields[place].get_db_prep_save(value, connection))
            return shared[key][1]
        if (place, value) not in kept:
            kept[place, value] = fields[place].get_db_prep_save(value, connection)
        return kept[place, value]

    values = [[prepared(place, value) for place, value in enumerate(row)] for row in rows]
    with connection.cursor() as cursor:
        for start in range(0, len(values), AT_ONCE):
            # The names come from our own models and the values go as parameters.
            cursor.executemany(
                f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608
                values[start : start + AT_ONCE],
            )


def update(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Set the columns `names` of very many rows, each with values of its own; the last of a row is its primary key."""
    fields = [next(field for field in model._meta.concrete_fields if field.attname == name) for name in names]
    quote = connection.ops.quote_name
    sets = ", ".join(f"{quote(str(field.column))} = %s" for field in fields)
    values = [
        [*(field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=False)), row[-1]]
        for row in rows
    ]
    if values:
        with connection.cursor() as cursor:
            # The names come from our own models and the values go as parameters.
            cursor.executemany(
                f"UPDATE {quote(model._meta.db_table)} SET {sets} WHERE id = %s",  # noqa: S608
                values,
            )
