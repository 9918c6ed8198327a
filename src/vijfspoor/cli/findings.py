"""`vijfspoor findings`: the governance linter over the database, for people and for a pipeline."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from vijfspoor.cli import _django
from vijfspoor.cli._refuse import in_one_line, refuse
from vijfspoor.domain.organisation.finding import Finding, FindingBook, Severity

if TYPE_CHECKING:
    from vijfspoor.store.models import Organisation


@click.command()
@click.option("--organisation", metavar="SLUG", help="Only this organisation.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "hint"]),
    default="error",
    show_default=True,
    help="From which severity on the exit code is 1.",
)
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", help="Language of the sentences.")
def findings(organisation: str | None, as_json: bool, fail_on: str, lang: str) -> None:
    """Look at everything afresh and print what is not as it should be. Writes nothing; the jobs keep the findings.

    Exit code 1 when there is a finding as bad as --fail-on that nobody accepted, else 0.
    """
    _django.start()
    from django.db import DatabaseError
    from django.utils import translation

    try:
        with translation.override(lang):
            found = list(_found(organisation, datetime.now(UTC)))
    except DatabaseError as error:
        refuse(f"the database cannot be read: {in_one_line(error)}")
    click.echo(json.dumps(found, ensure_ascii=False, indent=2) if as_json else _in_words(found))
    bad = [row for row in found if not row["accepted"] and Severity(row["severity"]).is_at_least(Severity(fail_on))]
    raise SystemExit(1 if bad else 0)


def _found(slug: str | None, now: datetime) -> Iterator[dict[str, Any]]:
    from vijfspoor.queries.organisations import by_slug
    from vijfspoor.store.models import Organisation

    organisation = by_slug(slug) if slug else None
    if slug and organisation is None:
        refuse(f"there is no organisation {slug!r}")
    for item in [organisation] if organisation else Organisation.objects.order_by("slug"):
        yield from _of_organisation(item, now)


def _of_organisation(organisation: "Organisation", now: datetime) -> Iterator[dict[str, Any]]:
    from vijfspoor.queries.organisation.findings import accepted_keys
    from vijfspoor.queries.organisation.linting import look_at_all, look_at_each
    from vijfspoor.queries.organisation.picture_known import Known
    from vijfspoor.store.models import Dossier

    known = Known(organisation, now)
    accepted = accepted_keys(organisation, known.today)
    applications = {
        pk: (number, name)
        for pk, number, name in Dossier.objects.filter(organisation=organisation).values_list("pk", "number", "name")
    }
    looks = [(None, look_at_all(known)), *look_at_each(known)]
    rows = [
        _row(organisation.slug, known.book, finding, applications.get(dossier, (None, "")), finding.key in accepted)
        for dossier, look in looks
        for finding in look.findings
    ]
    order = [item.value for item in Severity]
    yield from sorted(rows, key=lambda row: (order.index(row["severity"]), row["code"], row["dossier"] or 0))


def _row(
    slug: str, book: FindingBook, finding: Finding, application: tuple[int | None, str], is_accepted: bool
) -> dict[str, Any]:
    from vijfspoor.queries.organisation.findings import sentence_of

    entry = book.entries[finding.code]
    return {
        "organisation": slug,
        "code": finding.code,
        "severity": entry.severity.value,
        "track": entry.track,
        "sentence": sentence_of(entry, finding.hit.values),
        "source": entry.source,
        "subject": {"kind": finding.hit.kind.value, "id": finding.hit.subject},
        "dossier": application[0],
        "application": application[1],
        "role": finding.hit.role,
        "accepted": is_accepted,
    }


def _in_words(found: list[dict[str, Any]]) -> str:
    lines = [_line(row) for row in found]
    counts = ", ".join(f"{sum(row['severity'] == item for row in found)} {item}" for item in Severity)
    return "\n".join([*lines, f"{len(found)} findings: {counts}"])


def _line(row: dict[str, Any]) -> str:
    accepted = " (accepted)" if row["accepted"] else ""
    return f"{row['code']}  {row['severity']:<7}  {_place(row)}: {row['sentence']}{accepted}"


def _place(row: dict[str, Any]) -> str:
    return (
        f"{row['organisation']}/{row['dossier']} {row['application']}" if row["dossier"] else str(row["organisation"])
    )
