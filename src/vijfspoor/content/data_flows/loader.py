"""Loads what a description of a data flow can say, and checks that codes are used once."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from vijfspoor.content.data_flows import schema
from vijfspoor.content.facts import refuse_repeated
from vijfspoor.content.reading import read
from vijfspoor.domain.technology.data_flow import DataCategory, FlowBook, LegalGround, Needs, QualityAspect
from vijfspoor.domain.text import Text

FOLDER = Path(__file__).parent
FILE = "data_flows.yaml"


@cache
def flow_books() -> tuple[FlowBook, ...]:
    """Return every version, oldest first. Raises ContentError when one is wrong."""
    return tuple(build(read(path, schema.DataFlowsFile)) for path in sorted(FOLDER.glob(f"*/{FILE}")))


def flow_book_in_force(on: date) -> FlowBook:
    """Return the version in force `on` a date. Before the first version the first one is used."""
    started = [book for book in flow_books() if book.valid_from <= on]
    return started[-1] if started else flow_books()[0]


def build(file: schema.DataFlowsFile) -> FlowBook:
    """Return the content of a checked file. Raises ContentError naming the code that is used twice."""
    for choices in (
        file.categories, file.legal_bases, file.exceptions, file.criminal_grounds,
        file.transfer_grounds, file.kinds, file.frequencies, file.aspects,
    ):  # fmt: skip
        refuse_repeated([item.code for item in choices], FILE)
    return FlowBook(
        valid_from=file.valid_from,
        checked_on=file.checked_on,
        categories={
            item.code: DataCategory(item.code, item.label.as_text(), Needs(item.needs), item.source)
            for item in file.categories
        },
        legal_bases=_grounds(file.legal_bases),
        exceptions=_grounds(file.exceptions),
        criminal_grounds=_grounds(file.criminal_grounds),
        transfer_grounds=_grounds(file.transfer_grounds),
        kinds=_labels(file.kinds),
        frequencies=_labels(file.frequencies),
        aspects={
            item.code: QualityAspect(item.code, item.label.as_text(), item.asks.as_text()) for item in file.aspects
        },
    )


def _grounds(items: Sequence[schema.GroundFile]) -> dict[str, LegalGround]:
    return {
        item.code: LegalGround(
            code=item.code,
            label=item.label.as_text(),
            source=item.source,
            asks_law=item.asks_law,
            needs_lawyer=item.needs_lawyer,
            caution=item.caution.as_text() if item.caution else None,
        )
        for item in items
    }


def _labels(items: Sequence[schema.ChoiceFile]) -> dict[str, Text]:
    return {item.code: item.label.as_text() for item in items}
