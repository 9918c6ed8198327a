"""`vijfspoor import-register`: a spreadsheet of applications into the register, with a dry run."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vijfspoor.cli import _django
from vijfspoor.cli._refuse import in_one_line, refuse

if TYPE_CHECKING:
    from vijfspoor.queries.actor import Actor
    from vijfspoor.store.models import RegisterImport


@click.command("import-register")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organisation", metavar="SLUG", help="Into which organisation; needed when there are more.")
@click.option("--by", metavar="MAIL", help="Who brings it in; by default the information manager.")
@click.option("--dry-run", is_flag=True, help="Only say what would happen, and store nothing.")
@click.option("--duplicates", is_flag=True, help="Also take over what has the name of an application that is there.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", help="Language of the sentences.")
def import_register(
    file: Path, organisation: str | None, by: str | None, dry_run: bool, duplicates: bool, as_json: bool, lang: str
) -> None:
    """Take over FILE (XLSX, ODS or CSV): one application per row, under a row with headings.

    Exit code 1 when there are rows that stay out because something in them is wrong, else 0. The whole import can be
    undone on screen, as long as nobody has worked on it.
    """
    _django.start()
    from django.db import DatabaseError, transaction
    from django.utils import translation

    from vijfspoor.actions.errors import ActionError, InvalidInput, NotAllowed

    try:
        with translation.override(lang), transaction.atomic():
            outcome = _run(_actor(organisation, by), file, duplicates=duplicates, dry_run=dry_run)
            transaction.set_rollback(dry_run)
    except InvalidInput as error:
        refuse(" ".join(text for texts in error.errors.values() for text in texts))
    except NotAllowed:
        refuse(f"{by} may not bring applications in")
    except ActionError as error:
        refuse(str(error))
    except DatabaseError as error:
        refuse(f"the database cannot be read: {in_one_line(error)}")
    click.echo(json.dumps(outcome, ensure_ascii=False, indent=2) if as_json else _in_words(outcome))
    raise SystemExit(1 if outcome["wrong"] else 0)


def _run(actor: "Actor", file: Path, *, duplicates: bool, dry_run: bool) -> dict[str, Any]:
    from vijfspoor.actions.errors import InvalidInput
    from vijfspoor.actions.organisation.import_register import read_register, start_import
    from vijfspoor.actions.organisation.run_imports import next_part

    row = read_register(actor, file.name, file.read_bytes())
    if "name" not in row.places:
        raise InvalidInput({"file": ["no heading says which column holds the name; call one of them Naam"]})
    same = set(row.rows.filter(twin="same").values_list("number", flat=True))
    outcome = _outcome(row)
    if not dry_run and (outcome["ready"] > len(same) or duplicates):
        start_import(actor, row, take=same if duplicates else ())
        while next_part(row.pk, actor.now) is not None:
            pass
        row.refresh_from_db()
    return outcome | {"made": row.made, "dry_run": dry_run}


def _outcome(row: "RegisterImport") -> dict[str, Any]:
    from vijfspoor.queries.organisation.import_wording import column_name, fault_sentence
    from vijfspoor.queries.organisation.register_import import counts

    counted = counts(row)
    faults = row.rows.filter(state="wrong").order_by("number").values_list("number", "faults")
    twins = row.rows.exclude(twin="").order_by("number").values_list("number", "twin", "like__number", "like_row")
    return {
        "rows": counted.rows,
        "ready": counted.ready,
        "wrong": counted.wrong,
        "without_owner": counted.ownerless,
        "faults": [
            {"row": number, "column": column_name(fault[0]), "problem": fault_sentence(fault)}
            for number, found in faults
            for fault in found
        ],
        "alike": [
            {"row": number, "how": twin, "application": there, "earlier_row": earlier}
            for number, twin, there, earlier in twins
        ],
    }


def _in_words(outcome: dict[str, Any]) -> str:
    lines = [f"row {item['row']}, {item['column']}: {item['problem']}" for item in outcome["faults"]]
    lines += [
        f"row {item['row']}: {item['how']} as "
        + (f"application {item['application']}" if item["application"] else f"row {item['earlier_row']}")
        for item in outcome["alike"]
    ]
    done = "nothing was stored" if outcome["dry_run"] else f"{outcome['made']} taken over"
    counts = f"{outcome['rows']} rows: {outcome['ready']} right, {outcome['wrong']} wrong"
    return "\n".join([*lines, f"{counts}, {outcome['without_owner']} without an owner; {done}"])


def _actor(slug: str | None, mail: str | None) -> "Actor":
    from django.utils import timezone

    from vijfspoor.queries.actor import actor_for
    from vijfspoor.queries.organisation.holders import Holders
    from vijfspoor.queries.organisations import by_slug
    from vijfspoor.store.models import Organisation, Person

    now = datetime.now(UTC)
    organisation = by_slug(slug) if slug else None
    if organisation is None:
        found = list(Organisation.objects.order_by("slug")[:2])
        if slug or len(found) != 1:
            refuse(f"there is no organisation {slug!r}" if slug else "say which organisation, with --organisation")
        organisation = found[0]
    if mail is None:
        managers = Holders(organisation, timezone.localdate(now)).of("information_manager")
        if not managers:
            refuse("nobody is information manager; say who brings it in, with --by")
        return actor_for(managers[0], now, via="cli")
    person = Person.objects.filter(organisation=organisation, email__iexact=mail, is_active=True).first()
    if person is None:
        refuse(f"nobody here has the mail address {mail}")
    return actor_for(person, now, via="cli")
