"""Adds very many rows at once, without an object per row: what a whole round of the linter finds at first."""

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

    def prepared(place: int, value: Any) -> Any:
        if isinstance(value, dict):
            return fields[place].get_db_prep_save(value, connection)
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
