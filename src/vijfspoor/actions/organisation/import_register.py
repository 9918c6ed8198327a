"""Verbs: bring in a spreadsheet of applications: read and check it, say what its columns hold, start it or drop it.

Checking stores the file row by row with what was found in it, and no application. Starting leaves the work to the jobs,
except when it is little.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from vijfspoor.actions import _audit, _bulk, _permission
from vijfspoor.actions.errors import Conflict, InvalidInput
from vijfspoor.content.imports.loader import column_book
from vijfspoor.domain.dossier.register_import import Twin, heading_key, heading_row, propose_columns
from vijfspoor.integrations.tables import UnreadableTable, read_table
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.register_import import Judged, judge
from vijfspoor.store.models import ImportRow, RegisterImport, RememberedColumns

State = RegisterImport.State
KIND = "register"
_ROW = ("of_id", "number", "cells", "state", "faults", "remarks", "twin", "like_id", "like_row")


@transaction.atomic
def read_register(actor: Actor, name: str, content: bytes) -> RegisterImport:
    """Read a file and check every row with the columns it seems to have. Raises InvalidInput at the file."""
    _permission.require(actor, "import_register")
    try:
        lines = read_table(name, content)
    except UnreadableTable as error:
        raise InvalidInput({"file": [file_fault(error.fault)]}) from error
    book = column_book(actor.today)
    start = heading_row([line.cells for line in lines], book)
    headings = list(lines[start].cells)
    if start + 1 == len(lines):
        raise InvalidInput({"file": [file_fault("empty")]})
    made = RegisterImport.objects.create(
        organisation=actor.organisation,
        name=name.rpartition("/")[2][-150:],
        headings=headings,
        places=remembered_places(actor, KIND, headings) or propose_columns(headings, book),
        by=actor.person,
        at=actor.now,
    )
    _keep_rows(made, judge(actor, ((line.number, line.cells) for line in lines[start + 1 :]), made.places))
    _audit.record(actor, "import_read", register_import=made.pk, rows=len(lines) - start - 1)
    return made


@transaction.atomic
def map_columns(actor: Actor, row: RegisterImport, places: Mapping[str, int]) -> RegisterImport:
    """Say which column holds what, check every row again, and remember it for the next file with these headings.

    Raises InvalidInput at the column, Conflict when the import was started.
    """
    row = _locked(actor, row)
    book = column_book(actor.today)
    errors: dict[str, list[str]] = {}
    if "name" not in places:
        errors["name"] = [_("Choose the column with the name of the application.")]
    taken: dict[int, str] = {}
    for code, place in places.items():
        if code not in book.columns or not 0 <= place < len(row.headings):
            errors[code] = [_("Choose a column from the list.")]
        elif taken.setdefault(place, code) != code:
            errors[code] = [_("This column was chosen for something else already.")]
    if errors:
        raise InvalidInput(errors)
    row.places = dict(places)
    row.save(update_fields=["places"])
    remember_places(actor, KIND, row.headings, places)
    lines = list(row.rows.order_by("number").values_list("number", "cells"))
    row.rows.all().delete()
    _keep_rows(row, judge(actor, lines, places))
    _audit.record(actor, "import_mapped", register_import=row.pk)
    return row


@transaction.atomic
def start_import(
    actor: Actor, row: RegisterImport, *, take: Collection[int] = (), leave: Collection[int] = ()
) -> RegisterImport:
    """Start taking over. Of what seems to be there already the same is left out and what is alike is taken over.

    `take` and `leave` are numbers of rows for which somebody chose otherwise. Raises Conflict when nothing would be
    taken over or it was started before.
    """
    row = _locked(actor, row)
    right = row.rows.exclude(state=ImportRow.State.WRONG)
    right.filter(twin=Twin.SAME).exclude(number__in=take).update(state=ImportRow.State.LEFT_OUT)
    right.filter(number__in=leave).exclude(twin=Twin.NONE).update(state=ImportRow.State.LEFT_OUT)
    row.total = row.rows.filter(state=ImportRow.State.READY).count()
    if not row.total:
        raise Conflict(_("No row can be taken over. Nothing was stored."))
    row.state, row.started_at, row.moved_at, row.by = State.RUNNING, actor.now, actor.now, actor.person
    row.save()
    _audit.record(actor, "import_started", register_import=row.pk, rows=row.total)
    return row


@transaction.atomic
def drop_import(actor: Actor, row: RegisterImport) -> None:
    """Throw a checked file away that was not started. Raises Conflict when it was."""
    row = _locked(actor, row)
    _audit.record(actor, "import_dropped", register_import=row.pk)
    row.delete()


@transaction.atomic
def see_import(actor: Actor, row: RegisterImport) -> None:
    """Note that who started it has seen the result, so it leaves the desk."""
    _permission.require(actor, "import_register", row)
    mine = RegisterImport.objects.filter(pk=row.pk, by=actor.person, state=State.DONE, seen_at__isnull=True)
    mine.update(seen_at=actor.now)


def remembered_places(actor: Actor, kind: str, headings: Sequence[str]) -> dict[str, int]:
    """Return what was said before about a file with these headings; empty when there was none."""
    found = RememberedColumns.objects.filter(organisation=actor.organisation, kind=kind, digest=_digest(headings))
    return dict(found.values_list("places", flat=True).first() or {})


def remember_places(actor: Actor, kind: str, headings: Sequence[str], places: Mapping[str, int]) -> None:
    """Remember which column of a file with these headings holds what."""
    RememberedColumns.objects.update_or_create(
        organisation=actor.organisation, kind=kind, digest=_digest(headings), defaults={"places": dict(places)}
    )


def file_fault(code: str) -> str:
    """Return in words why a file cannot be read, by its fault in `integrations.tables`."""
    return {
        "kind": _("This file cannot be read. Choose a spreadsheet: XLSX, ODS or CSV."),
        "encoding": _("Save the file as CSV in UTF-8, or choose an XLSX or ODS file."),
        "empty": _("There is no row under the headings in this file."),
        "rows": _("There are more than 10,000 rows in this file. Divide it into parts."),
        "columns": _("There are more than 100 columns in this file. Keep only those that say something."),
        "unpacked": _("This file unpacks to far more than fits. Save it again with only the table."),
    }[code]


def _digest(headings: Sequence[str]) -> str:
    return hashlib.sha256(heading_key(headings).encode()).hexdigest()


def _locked(actor: Actor, row: RegisterImport) -> RegisterImport:
    _permission.require(actor, "import_register", row)
    row = RegisterImport.objects.select_for_update().get(pk=row.pk)
    if row.state != State.CHECKED:
        raise Conflict(_("This import was started already."))
    return row


def _keep_rows(row: RegisterImport, judged: Iterable[Judged]) -> None:
    state = ImportRow.State
    _bulk.insert(
        ImportRow,
        _ROW,
        (
            (
                row.pk,
                item.number,
                list(item.cells),
                state.WRONG if item.faults else state.READY,
                [[fault.column, fault.kind, fault.value] for fault in item.faults],
                [[fault.column, fault.kind, fault.value] for fault in item.remarks],
                item.twin,
                item.like,
                item.like_row,
            )
            for item in judged
        ),
    )
