"""Loads the measures of fairness and drift and checks that a warning comes before a breach."""

from datetime import date
from functools import cache
from pathlib import Path

from vijfspoor.content.errors import ContentError
from vijfspoor.content.facts import refuse_repeated
from vijfspoor.content.monitoring import schema
from vijfspoor.content.reading import read
from vijfspoor.domain.technology.fairness import FairnessMeasure, MeasureBook, Threshold

FOLDER = Path(__file__).parent
FILE = "measures.yaml"


@cache
def measure_books() -> tuple[MeasureBook, ...]:
    """Return every version, oldest first. Raises ContentError when one is wrong."""
    return tuple(build(read(path, schema.MeasuresFile)) for path in sorted(FOLDER.glob(f"*/{FILE}")))


def measure_book_in_force(on: date) -> MeasureBook:
    """Return the version in force `on` a date. Before the first version the first one is used."""
    started = [book for book in measure_books() if book.valid_from <= on]
    return started[-1] if started else measure_books()[0]


def build(file: schema.MeasuresFile) -> MeasureBook:
    """Return the measures of a checked file. Raises ContentError naming the measure that is wrong."""
    refuse_repeated([item.code for item in file.measures], FILE)
    return MeasureBook(file.valid_from, {item.code: _measure(item) for item in file.measures})


def _measure(item: schema.MeasureFile) -> FairnessMeasure:
    for name, bounds in (("warning", item.warning), ("breach", item.breach)):
        if bounds.lower is None and bounds.upper is None:
            raise ContentError(FILE, item.code, f"the {name} has no bound")
    warning, breach = (Threshold(bounds.lower, bounds.upper) for bounds in (item.warning, item.breach))
    for bound in (breach.lower, breach.upper):
        if bound is not None and warning.is_breached(bound) is False:
            raise ContentError(FILE, item.code, "a breach would come before the warning")
    return FairnessMeasure(
        code=item.code,
        title=item.title.as_text(),
        meaning=item.meaning.as_text(),
        reading=item.reading.as_text(),
        caution=item.caution.as_text(),
        source=item.source,
        warning=warning,
        breach=breach,
        minimum_cases=item.minimum_cases,
    )
