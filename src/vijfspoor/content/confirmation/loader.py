"""Loads when the picture of what is used is confirmed, and within which term."""

from datetime import date
from functools import cache
from pathlib import Path

from vijfspoor.content.confirmation import schema
from vijfspoor.content.errors import ContentError
from vijfspoor.content.reading import read
from vijfspoor.domain.leadership.confirmation import ConfirmationTerms

FOLDER = Path(__file__).parent
FILE = "confirmation.yaml"


@cache
def confirmation_terms() -> tuple[ConfirmationTerms, ...]:
    """Return every version, oldest first. Raises ContentError when one is wrong."""
    return tuple(build(read(path, schema.ConfirmationFile)) for path in sorted(FOLDER.glob(f"*/{FILE}")))


def terms_in_force(on: date) -> ConfirmationTerms:
    """Return the version in force `on` a date. Before the first version the first one is used."""
    started = [terms for terms in confirmation_terms() if terms.valid_from <= on]
    return started[-1] if started else confirmation_terms()[0]


def build(file: schema.ConfirmationFile) -> ConfirmationTerms:
    """Return the terms of a checked file. Raises ContentError when a month is named twice."""
    if len(set(file.months)) != len(file.months):
        raise ContentError(FILE, "months", "names a month twice")
    return ConfirmationTerms(file.valid_from, tuple(sorted(file.months)), file.answer_within, file.fresh_months)
