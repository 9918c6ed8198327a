"""Loads what the Wet open overheid asks of a bundle, and checks that every proposal to leave out has a ground."""

from datetime import date
from functools import cache
from pathlib import Path

from vijfspoor.content.errors import ContentError
from vijfspoor.content.facts import refuse_repeated
from vijfspoor.content.reading import read
from vijfspoor.content.woo import schema
from vijfspoor.domain.leadership.woo import WooBook, WooGround, WooKind, WooOutcome, WooTerm

FOLDER = Path(__file__).parent
FILE = "woo.yaml"


@cache
def woo_books() -> tuple[WooBook, ...]:
    """Return every version, oldest first. Raises ContentError when one is wrong."""
    return tuple(build(read(path, schema.WooFile)) for path in sorted(FOLDER.glob(f"*/{FILE}")))


def woo_book_in_force(on: date) -> WooBook:
    """Return the version in force `on` a date. Before the first version the first one is used."""
    started = [book for book in woo_books() if book.valid_from <= on]
    return started[-1] if started else woo_books()[0]


def build(file: schema.WooFile) -> WooBook:
    """Return the book of a checked file. Raises ContentError naming the kind or ground that is wrong."""
    refuse_repeated([item.code for item in file.grounds], FILE)
    refuse_repeated([item.code for item in file.kinds], FILE)
    grounds = {
        item.code: WooGround(item.code, item.title.as_text(), item.reference, item.needs_lawyer)
        for item in file.grounds
    }
    if file.redaction not in grounds:
        raise ContentError(FILE, file.redaction, "is no ground of this file")
    return WooBook(
        valid_from=file.valid_from,
        term=WooTerm(file.term.days, file.term.extension_days, file.term.reference),
        grounds=grounds,
        kinds={item.code: _kind(item, frozenset(grounds)) for item in file.kinds},
        redaction=grounds[file.redaction],
    )


def _kind(item: schema.KindFile, grounds: frozenset[str]) -> WooKind:
    if (item.proposal is WooOutcome.WITHHELD) != (item.ground in grounds):
        raise ContentError(FILE, item.code, "a proposal to leave out has a ground, and nothing else has")
    if item.is_confidential and item.proposal is not WooOutcome.WITHHELD:
        raise ContentError(FILE, item.code, "what is confidential is never proposed to be public")
    return WooKind(
        item.code, item.title.as_text(), item.proposal, item.ground, item.why.as_text(), item.is_confidential
    )
