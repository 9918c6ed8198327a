"""How long an import of very many messy rows takes, beside reading the same file and writing it down row by row."""

import csv
import io
import time

from django.db import connection, transaction
from django.utils import timezone

from vijfspoor.actions.organisation.import_register import read_register, start_import
from vijfspoor.actions.organisation.run_imports import run_imports
from vijfspoor.actions.organisation.undo_import import undo_import
from vijfspoor.integrations.tables import read_table
from vijfspoor.queries.actor import actor_for
from vijfspoor.store.models import Person

Row = tuple[str, str, str, str]
HEADINGS = ["Applicatie", "Omschrijving", "Leverancier", "Afdeling", "Eigenaar", "Status", "In gebruik sinds"]


def imports(number: int = 10_000) -> list[Row]:
    """Check, take over and undo a messy list, each beside reading it and putting its cells in a table."""
    actor = actor_for(Person.objects.get(name="Marco Veldhuis"), timezone.now())
    content = _messy(number)
    bare = _timed(lambda: _bare(content))
    started = time.perf_counter()
    row = read_register(actor, "lijst.csv", content)
    checked = time.perf_counter() - started
    start_import(actor, row)
    made = _timed(lambda: run_imports(timezone.now()))
    row.refresh_from_db()
    undone = _timed(lambda: undo_import(actor, row))
    base = f"{bare:.2f} s reading and writing rows"
    return [
        (f"import of {number:,} messy rows: check", f"{checked:.1f} s", base, f"{checked / bare:.0f}"),
        (f"import of {number:,} messy rows: take over {row.made:,}", f"{made:.1f} s", base, f"{made / bare:.0f}"),
        (f"import of {number:,} messy rows: undo", f"{undone:.1f} s", base, f"{undone / bare:.0f}"),
    ]


def _messy(number: int) -> bytes:
    owners = ["Erik Postma", "nadia verhoeven", "", "Piet Onbekend", "-"]
    since = ["2019", "1-2-2020", "", "2021-13-01", "05/06/2022"]
    file = io.StringIO()
    write = csv.writer(file, delimiter=";")
    write.writerow(HEADINGS)
    for n in range(number):
        name = "" if n % 53 == 0 else f"Pakket {n - n % 41 % 2} voor werksoort{n}"
        day = since[n % 5] if n % 29 == 0 else "2019"
        write.writerow([name, "Doet iets met gegevens.", f"Maker{n % 300}", "Ruimte", owners[n % 5], "actief", day])
    return file.getvalue().encode()


def _bare(content: bytes) -> None:
    lines = [(line.number, "|".join(line.cells)) for line in read_table("lijst.csv", content)]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE bare (number integer, cells text)")
        cursor.executemany("INSERT INTO bare VALUES (%s, %s)", lines)
        cursor.execute("DROP TABLE bare")


def _timed(work) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
