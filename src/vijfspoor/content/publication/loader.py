"""Loads the publication standards of the Algoritmeregister."""

from datetime import date
from functools import cache
from pathlib import Path

from vijfspoor.content.errors import ContentError
from vijfspoor.content.facts import refuse_repeated
from vijfspoor.content.publication import schema
from vijfspoor.content.reading import read
from vijfspoor.domain.leadership.register_standard import FieldKind, PublicationStandard, RegisterField

FOLDER = Path(__file__).parent
FILE = "standard.yaml"


@cache
def standards() -> tuple[PublicationStandard, ...]:
    """Return every version, oldest first. Raises ContentError when one is wrong."""
    return tuple(build(read(path, schema.StandardFile)) for path in sorted(FOLDER.glob(f"*/{FILE}")))


def standard_in_force(on: date) -> PublicationStandard:
    """Return the version in force `on` a date. Before the first version the first one is used."""
    started = [standard for standard in standards() if standard.valid_from <= on]
    return started[-1] if started else standards()[0]


def build(file: schema.StandardFile) -> PublicationStandard:
    """Return the standard of a checked file. Raises ContentError naming the field that is wrong."""
    refuse_repeated([item.code for item in file.fields], FILE)
    return PublicationStandard(
        version=file.version,
        valid_from=file.valid_from,
        source=file.source,
        themes=file.themes,
        fields=tuple(_field(item, file) for item in file.fields),
    )


def _field(item: schema.RegisterFieldFile, file: schema.StandardFile) -> RegisterField:
    if (item.kind == "choice") != bool(item.values):
        raise ContentError(FILE, item.code, "a choice has values, and nothing else has")
    values = file.themes if item.kind == "themes" else item.values
    return RegisterField(item.code, item.title.as_text(), FieldKind(item.kind), item.required, item.most, values)
