"""`vijfspoor law diff`: what differs between two states of the law, and which applications that touches."""

import json
from datetime import date
from typing import TYPE_CHECKING

import click

from vijfspoor.cli import _django, _law_words
from vijfspoor.cli._refuse import in_one_line, refuse
from vijfspoor.content.law.loader import Law, laws
from vijfspoor.domain.ethics.law_difference import compare

if TYPE_CHECKING:
    from vijfspoor.queries.ethics.law_difference import DossierImpact


@click.group()
def law() -> None:
    """The law in the rule books."""


@law.command()
@click.argument("old")
@click.argument("new")
@click.option("--organisation", metavar="SLUG", help="Only the applications of this organisation.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", help="Language of the answer.")
def diff(old: str, new: str, organisation: str | None, as_json: bool, lang: str) -> None:
    """Say what differs from OLD to NEW and which applications change outcome, route or obligations, and by what rule.

    OLD and NEW are versions of the rule book (both read today) or dates (each read on its day). Exit code 1 when an
    application changes.
    """
    try:
        first, second = laws(old, new, date.today())
    except LookupError as error:
        refuse(str(error.args[0]))
    read, changed = _dossiers(first, second, organisation)
    found = _law_words.as_data(first, second, compare(first.book, second.book), changed, read, lang)
    click.echo(json.dumps(found, ensure_ascii=False, indent=2) if as_json else _law_words.in_words(found, lang))
    raise SystemExit(1 if changed else 0)


def _dossiers(old: Law, new: Law, slug: str | None) -> "tuple[int, list[DossierImpact]]":
    """Return how many applications were read, and those that change."""
    _django.start()
    from django.db import DatabaseError

    from vijfspoor.queries.ethics.law_difference import dossier_impacts
    from vijfspoor.queries.organisations import by_slug

    read, changed = 0, []
    try:
        organisation = by_slug(slug) if slug else None
        if slug and organisation is None:
            refuse(f"there is no organisation {slug!r}")
        for found in dossier_impacts(old, new, organisation):
            read += 1
            if found.impact:
                changed.append(found)
    except DatabaseError as error:
        refuse(f"the database cannot be read: {in_one_line(error)}")
    return read, sorted(changed, key=lambda item: (item.dossier.organisation.slug, item.dossier.number))
