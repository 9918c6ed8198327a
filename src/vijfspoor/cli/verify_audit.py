"""`vijfspoor verify-audit`: recomputes the audit chain of the database, or of an exported file."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from vijfspoor.cli import _django
from vijfspoor.cli._refuse import refuse
from vijfspoor.domain.organisation import audit


@click.command("verify-audit")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def verify_audit(file: Path | None, as_json: bool) -> None:
    """Recompute every seal and say which event was changed, removed or reordered. Exit code 1 when one was."""
    results = _of_file(file) if file else _of_database()
    if as_json:
        click.echo(json.dumps(results, indent=2))
    else:
        for result in results:
            click.echo(_sentence(result))
            for breach in result["breaches"]:
                click.echo(f"  event {breach['sequence']}: {breach['reason']}")
    raise SystemExit(1 if any(result["breaches"] for result in results) else 0)


def _sentence(result: dict[str, object]) -> str:
    state = "BROKEN" if result["breaches"] else "holds"
    return f"{result['organisation']}: the chain of {result['events']} events {state}"


def _of_database() -> list[dict[str, object]]:
    _django.start()
    from vijfspoor.queries.organisation.people import verify_chain
    from vijfspoor.store.models import Organisation

    return [
        _result(organisation.slug, verification.events, list(verification.breaches))
        for organisation in Organisation.objects.order_by("slug")
        for verification in [verify_chain(organisation)]
    ]


def _of_file(file: Path) -> list[dict[str, object]]:
    """A file of JSON lines, one event each: sequence, content, previous, seal."""
    events: list[audit.SealedEvent] = []
    try:
        events.extend(_events(file))
    except OSError as error:
        refuse(f"{file}: {error.strerror}")
    except (ValueError, KeyError, TypeError) as error:
        refuse(f"{file}: is not an exported audit trail: {error}")
    return [_result(file.name, len(events), list(audit.verify(events)))]


def _events(file: Path) -> Iterator[audit.SealedEvent]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield audit.SealedEvent(row["sequence"], row["content"], row["previous"], row["seal"])


def _result(name: str, events: int, breaches: list[audit.Breach]) -> dict[str, object]:
    return {
        "organisation": name,
        "events": events,
        "breaches": [{"sequence": breach.sequence, "reason": breach.reason} for breach in breaches],
    }
