"""Loads the indicators and the levels in force, and checks that every line of evidence rests on a figure there is."""

from datetime import date
from functools import cache
from pathlib import Path

from vijfspoor.content.errors import ContentError
from vijfspoor.content.indicators import schema
from vijfspoor.content.reading import read
from vijfspoor.domain.organisation.indicator import EvidenceLine, Indicator, IndicatorBook, LevelRule

FOLDER = Path(__file__).parent


@cache
def indicator_books() -> tuple[IndicatorBook, ...]:
    """Return every version, oldest first. Raises ContentError when one is wrong."""
    folders = sorted(path for path in FOLDER.iterdir() if path.is_dir() and path.name[0].isdigit())
    return tuple(build([read(path, schema.TrackFile) for path in sorted(folder.glob("*.yaml"))]) for folder in folders)


def indicators_in_force(on: date) -> IndicatorBook:
    """Return the version in force `on` a date. Before the first version the first one is used."""
    started = [book for book in indicator_books() if book.valid_from <= on]
    return started[-1] if started else indicator_books()[0]


def build(files: list[schema.TrackFile]) -> IndicatorBook:
    """Return the book of checked files. Raises ContentError for a code used twice or evidence that rests on nothing."""
    found: dict[str, Indicator] = {}
    for file in files:
        for item, is_supporting in [*((i, False) for i in file.indicators), *((i, True) for i in file.supporting)]:
            if item.code in found:
                raise ContentError(file.track, item.code, "stands in the indicators twice")
            found[item.code] = _indicator(item, file.track, is_supporting=is_supporting)
    ladders: dict[str, tuple[LevelRule, ...]] = {file.track: _ladder(file) for file in files}
    for track, ladder in ladders.items():
        for line in (line for rule in ladder for line in rule.lines):
            if line.code not in found:
                raise ContentError(track, line.code, "is evidence, and no figure has this code")
    return IndicatorBook(max(file.valid_from for file in files), found, ladders)


def _indicator(item: schema.IndicatorFile, track: str, *, is_supporting: bool) -> Indicator:
    return Indicator(
        code=item.code,
        track=track,
        name=item.name.as_text(),
        explanation=item.explanation.as_text(),
        formula=item.formula.as_text(),
        empty=item.empty.as_text(),
        unit=item.unit,
        direction=item.direction,
        target=item.target,
        route_targets={str(route): bound for route, bound in item.route_targets.items()},
        is_about_people=item.is_about_people,
        is_literacy=item.is_literacy,
        is_supporting=is_supporting,
    )


def _ladder(file: schema.TrackFile) -> tuple[LevelRule, ...]:
    return tuple(
        LevelRule(
            number,
            level.name.as_text(),
            tuple(EvidenceLine(line.code, line.at_least, line.at_most) for line in level.evidence),
        )
        for number, level in enumerate(file.levels, start=1)
    )
