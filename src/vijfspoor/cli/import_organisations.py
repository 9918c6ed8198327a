"""`vijfspoor import`: exported organisations into an empty database, all of them or none."""

import json
from pathlib import Path

import click

from vijfspoor.cli import _django
from vijfspoor.cli._refuse import in_one_line, refuse


@click.command("import")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print what was taken in as JSON.")
def import_organisations(folder: Path, as_json: bool) -> None:
    """Take in what `vijfspoor export FOLDER` wrote, into a database whose tables exist and are empty.

    Every file is compared with its checksum first, and the audit trail is recomputed. Everybody chooses a new
    password.
    """
    _django.start()
    from django.db import DatabaseError

    from vijfspoor.actions.errors import Conflict
    from vijfspoor.actions.organisation.import_organisation import import_organisations as take_in
    from vijfspoor.integrations.transfer.folder import FolderError, folders_in, open_folder, rows_in

    try:
        readers = [open_folder(path) for path in folders_in(folder)]
        taken = take_in(readers)
    except (Conflict, FolderError, OSError) as error:
        refuse(str(error))
    except DatabaseError as error:
        hint = "make its tables first with `vijfspoor serve --migrate`"
        refuse(f"the database cannot be used: {in_one_line(error)}; {hint}")
    done = [{"organisation": slug, "rows": rows_in(reader.parts)} for slug, reader in zip(taken, readers, strict=True)]
    words = "\n".join(f"{row['organisation']}: {row['rows']} rows taken in" for row in done)
    click.echo(json.dumps(done, ensure_ascii=False, indent=2) if as_json else words)
