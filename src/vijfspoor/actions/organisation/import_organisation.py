"""Verb of who runs the installation: take an exported organisation into an empty database, with all it was.

It asks no permission and writes no event: there is nobody yet to ask, and the trail that comes in must stay as it was.
"""

from collections.abc import Iterable

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.files import File
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError
from django.core.serializers.python import Deserializer
from django.db import IntegrityError, connection

from vijfspoor.actions._files import FOLDER, FileWriter, transaction_with_files
from vijfspoor.actions.errors import Conflict
from vijfspoor.integrations.transfer.folder import Reader
from vijfspoor.queries.organisation.people import verify_chain
from vijfspoor.queries.organisation.transfer import state_of_tables, table_name, tables
from vijfspoor.store import history
from vijfspoor.store.models import Organisation


def import_organisations(readers: Iterable[Reader]) -> list[str]:
    """Take all of them in, or none, and return their slugs.

    Raises Conflict when the database holds an organisation, when its tables are of another state, when rows do not
    fit or refer to what is not there, and when an audit trail does not hold.
    """
    found = list(readers)
    _refuse_what_cannot_fit(found)
    with transaction_with_files() as writer:
        with history.paused():
            for reader in found:
                _load(reader)
            # Before the triggers come back: PostgreSQL makes none on a table with references still to be checked.
            _check_references()
        for reader in found:
            _verify(reader.origin.organisation)
            _bring_files(reader, writer)
        _continue_numbers()
    return [reader.origin.organisation for reader in found]


def _refuse_what_cannot_fit(readers: list[Reader]) -> None:
    if Organisation.objects.exists():
        raise Conflict("the database holds an organisation already; import into an empty one")
    state = state_of_tables()
    known = {table_name(table) for table in tables()}
    for reader in readers:
        if reader.origin.tables != state:
            raise Conflict(f"it was made with tables as of {reader.origin.tables}, and this database is at {state}")
        for name in set(reader.tables()) - known:
            raise Conflict(f"{name} is no table of this version")


def _load(reader: Reader) -> None:
    for name in reader.tables():
        try:
            for made in Deserializer(reader.rows(name)):
                made.save(force_insert=True)
        except (DeserializationError, FieldDoesNotExist, IntegrityError, ValidationError, ValueError) as error:
            reason = " ".join(str(error).split())
            raise Conflict(f"a row of {name} does not fit: {reason}") from error


def _check_references() -> None:
    try:
        connection.check_constraints()
    except IntegrityError as error:
        reason = " ".join(str(error).split())
        raise Conflict(f"rows refer to what is not in the export: {reason}") from error


def _verify(slug: str) -> None:
    organisation = Organisation.objects.filter(slug=slug).first()
    if organisation is None:
        raise Conflict(f"the export of {slug} does not hold that organisation")
    for breach in verify_chain(organisation).breaches:
        raise Conflict(f"the audit trail of {slug} does not hold: event {breach.sequence}, {breach.reason}")


def _bring_files(reader: Reader, writer: FileWriter) -> None:
    for name in reader.files():
        with (reader.folder / name).open("rb") as source:
            writer.bring(f"{FOLDER}/{name.removeprefix('files/')}", File(source))


def _continue_numbers() -> None:
    """New rows get numbers after those that came in, where the database does not do so by itself."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)
