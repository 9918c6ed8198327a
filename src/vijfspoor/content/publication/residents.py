"""Loads what leads residents to the applications that concern them."""

from datetime import date
from functools import cache

from vijfspoor.content.errors import ContentError
from vijfspoor.content.facts import refuse_repeated
from vijfspoor.content.publication.loader import FOLDER, standard_in_force
from vijfspoor.content.publication.residents_schema import ResidentsFile
from vijfspoor.content.reading import read
from vijfspoor.domain.leadership.situation import ResidentGuide, Situation

FILE = "residents.yaml"


@cache
def _guides() -> tuple[tuple[date, ResidentGuide], ...]:
    files = (read(path, ResidentsFile) for path in sorted(FOLDER.glob(f"*/{FILE}")))
    return tuple((file.valid_from, build_guide(file)) for file in files)


def resident_guide(on: date) -> ResidentGuide:
    """Return the guide in force `on` a date; before the first one the first is used."""
    started = [guide for valid_from, guide in _guides() if valid_from <= on]
    return started[-1] if started else _guides()[0][1]


def build_guide(file: ResidentsFile) -> ResidentGuide:
    """Return the guide of a checked file. Raises ContentError for a theme the standard does not know, or a lost one."""
    refuse_repeated([item.code for item in file.situations], FILE)
    known = set(standard_in_force(file.valid_from).themes)
    if known != {item.code for item in file.themes}:
        raise ContentError(FILE, "themes", "must be those of the publication standard")
    for item in file.situations:
        if not set(item.themes) <= known or not (item.themes or item.facts):
            raise ContentError(FILE, item.code, "needs themes of the standard, or facts")
    return ResidentGuide(
        {item.code: Situation(item.code, item.question.as_text(), item.themes, item.facts) for item in file.situations},
        {item.code: item.title.as_text() for item in file.themes},
    )
