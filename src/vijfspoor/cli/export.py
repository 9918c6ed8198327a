"""`vijfspoor export`: every organisation, or one, as readable files that can be imported elsewhere without loss."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vijfspoor.cli import _django
from vijfspoor.cli._refuse import in_one_line, refuse

if TYPE_CHECKING:
    from vijfspoor.store.models import Organisation


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--organisation", metavar="SLUG", help="Only this organisation.")
@click.option("--json", "as_json", is_flag=True, help="Print what was written as JSON.")
def export(folder: Path, organisation: str | None, as_json: bool) -> None:
    """Write each organisation to a folder of its own in FOLDER: tables as JSON lines, files, and checksums.

    It holds everything, confidential advice and personal data too: keep it as safe as the database. Passwords, second
    factors and keys of the API are left out.
    """
    _django.start()
    from django.db import DatabaseError, transaction

    from vijfspoor.integrations.transfer.folder import FolderError

    try:
        # One transaction, so that every table is read as it was at one moment.
        with transaction.atomic():
            written = [_write(folder, row) for row in _chosen(organisation)]
    except (FolderError, OSError) as error:
        refuse(str(error))
    except DatabaseError as error:
        refuse(f"the database cannot be read: {in_one_line(error)}")
    click.echo(json.dumps(written, ensure_ascii=False, indent=2) if as_json else "\n".join(map(_in_words, written)))


def _chosen(slug: str | None) -> "list[Organisation]":
    from vijfspoor.store.models import Organisation

    found = Organisation.objects.order_by("slug")
    chosen = list(found.filter(slug=slug) if slug else found)
    if not chosen:
        refuse(f"there is no organisation {slug}" if slug else "there is no organisation to export")
    return chosen


def _write(parent: Path, organisation: "Organisation") -> dict[str, Any]:
    from vijfspoor.integrations.transfer.folder import Origin, Writer, new_folder, rows_in
    from vijfspoor.queries.organisation import transfer

    folder = new_folder(parent, organisation.slug)
    writer = Writer(folder)
    for table in transfer.tables():
        writer.rows(transfer.table_name(table), transfer.rows(organisation, table))
    for name, file in transfer.files(organisation):
        writer.copy(f"files/{Path(name).name}", file)
    writer.rows("audit.jsonl", transfer.trail(organisation))
    left_out = ("passwords", "second factors", *(table._meta.model_name or "" for table in transfer.LEFT_OUT))
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    writer.finish(Origin(organisation.slug, made_at, transfer.state_of_tables(), left_out))
    return {
        "organisation": organisation.slug,
        "folder": str(folder),
        "rows": rows_in(writer.parts),
        "files": sum(name.startswith("files/") for name in writer.parts),
        "left_out": list(left_out),
    }


def _in_words(done: dict[str, Any]) -> str:
    left_out = ", ".join(done["left_out"])
    return (
        f"{done['organisation']}: {done['rows']} rows and {done['files']} files in {done['folder']}; without {left_out}"
    )
