"""Everything of one organisation, table by table, for taking it elsewhere. Only the command line asks for this."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.serializers import get_serializer
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder

from vijfspoor.store.models import ApiToken, AuditEvent, Organisation, Person

# A key of the API is a secret of who holds it: they make a new one.
LEFT_OUT: tuple[type[models.Model], ...] = (ApiToken,)
# Nobody signs in with it: they choose a new password by mail.
NO_PASSWORD = "!"  # noqa: S105 - it is none
_AT_ONCE = 500


def tables() -> list[type[models.Model]]:
    """Return every table with rows of an organisation, by name."""
    return sorted((row for row in _paths() if row not in LEFT_OUT), key=lambda row: row._meta.model_name or "")


def table_name(table: type[models.Model]) -> str:
    """Return what a table is called among exported files."""
    return f"tables/{table._meta.model_name}.jsonl"


def rows(organisation: Organisation, table: type[models.Model]) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table as data, in order of number, without passwords."""
    found = table._default_manager.filter(**{_paths()[table]: organisation.pk}).order_by("pk")
    made = get_serializer("python")()
    for row in found.iterator(chunk_size=_AT_ONCE):
        data = made.serialize([row])[0]
        for column in table._meta.many_to_many:
            # Databases give these in an order of their own; the same rows must give the same file.
            data["fields"][column.name].sort()
        if table is Person:
            data["fields"]["password"] = NO_PASSWORD
        yield data


def trail(organisation: Organisation) -> Iterator[dict[str, Any]]:
    """Yield the audit trail as `verify-audit` reads it from a file."""
    found = AuditEvent.objects.filter(organisation=organisation).order_by("sequence")
    yield from found.values("sequence", "content", "previous", "seal").iterator(chunk_size=_AT_ONCE)


def files(organisation: Organisation) -> Iterator[tuple[str, File]]:  # type: ignore[type-arg]
    """Yield (name, open file) of everything people attached that is still there."""
    for table in tables():
        if not any(column.name == "stored_name" for column in table._meta.concrete_fields):
            continue
        found = table._default_manager.filter(**{_paths()[table]: organisation.pk}).order_by("pk")
        for name in found.exclude(stored_name=None).exclude(stored_name="").values_list("stored_name", flat=True):
            if default_storage.exists(name):
                with default_storage.open(name) as file:
                    yield name, file


def state_of_tables() -> str:
    """Return the newest migration of the store: only the same state reads what another wrote."""
    applied = MigrationRecorder(connection).applied_migrations()
    return max(name for app, name in applied if app == "store")


@cache
def _paths() -> dict[type[models.Model], str]:
    """Table -> the way from its row to its organisation, over columns that are always filled."""
    found: dict[type[models.Model], str] = {Organisation: "pk"}
    waiting = list(apps.get_app_config("store").get_models())
    while True:
        near = {table: way for table in waiting if table not in found and (way := _way(table, found))}
        if not near:
            return found
        found |= near


def _way(table: type[models.Model], known: dict[type[models.Model], str]) -> str:
    for column in table._meta.concrete_fields:
        leads_to = column.related_model
        if column.null or not isinstance(leads_to, type) or leads_to not in known:
            continue
        return column.name if leads_to is Organisation else f"{column.name}__{known[leads_to]}"
    return ""
