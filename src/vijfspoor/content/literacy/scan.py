"""Loads the self-scan and checks that it can settle every level of every competence."""

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

from vijfspoor.content.errors import ContentError
from vijfspoor.content.literacy import schema
from vijfspoor.content.literacy.loader import folder_in_force, load_framework
from vijfspoor.content.reading import read
from vijfspoor.domain.people.literacy import NO_LEVEL, Competence, LiteracyFramework
from vijfspoor.domain.people.self_scan import DONT_KNOW, ScanItem, ScanOption, SelfScan
from vijfspoor.domain.text import Text

NAME = "scan.yaml"
NONE_OF_THESE = Text("Nog geen van deze", "None of these yet")


def scan_in_force(on: date) -> SelfScan:
    """Return the self-scan in force `on` a date. Raises ContentError when its file is wrong."""
    return load_scan(folder_in_force(on))


@cache
def load_scan(folder: Path) -> SelfScan:
    """Read and check scan.yaml in `folder`. Raises ContentError naming the item that is wrong."""
    return build_scan(read(folder / NAME, schema.ScanFile), load_framework(folder))


def build_scan(file: schema.ScanFile, framework: LiteracyFramework) -> SelfScan:
    """Return the self-scan of a read file. Raises ContentError naming the item that is wrong."""
    for item in file.items:
        _check(item, framework)
    _check_complete(file, framework)
    return SelfScan(
        version=file.version,
        title=file.title.as_text(),
        intro=file.intro.as_text(),
        minutes=file.minutes,
        most=file.most,
        items=tuple(_item(item, framework.competences[item.competence]) for item in file.items),
    )


def _item(item: schema.ScanItemFile, competence: Competence) -> ScanItem:
    chosen = tuple(ScanOption(option.code, option.text.as_text(), option.right) for option in item.options)
    return ScanItem(
        code=item.code,
        competence=item.competence,
        level=item.level,
        text=item.text.as_text(),
        options=chosen if item.level else _steps(competence),
        why=item.why.as_text() if item.why else None,
    )


def _steps(competence: Competence) -> tuple[ScanOption, ...]:
    steps = {NO_LEVEL: NONE_OF_THESE, **competence.steps}
    return tuple(ScanOption(f"level_{number}", text, level=number) for number, text in sorted(steps.items()))


def _check(item: schema.ScanItemFile, framework: LiteracyFramework) -> None:
    if item.competence not in framework.competences:
        raise ContentError(NAME, item.code, f"{item.competence} is not a competence")
    if item.level == NO_LEVEL:
        if item.options or item.why:
            raise ContentError(NAME, item.code, "is a self-estimate and takes its options from the framework")
        return
    if item.level not in framework.levels:
        raise ContentError(NAME, item.code, f"{item.level} is not a level")
    if not 3 <= len(item.options) <= 4 or len({option.code for option in item.options}) < len(item.options):
        raise ContentError(NAME, item.code, "needs three or four different options")
    if sum(option.right for option in item.options) != 1:
        raise ContentError(NAME, item.code, "needs exactly one right option")
    if DONT_KNOW in {option.code for option in item.options} or item.why is None:
        raise ContentError(NAME, item.code, f"needs a reason, and {DONT_KNOW} is not an option of its own")


def _check_complete(file: schema.ScanFile, framework: LiteracyFramework) -> None:
    for code, count in Counter(item.code for item in file.items).items():
        if count > 1:
            raise ContentError(NAME, code, "is used twice")
    found = Counter((item.competence, item.level) for item in file.items)
    for competence in framework.competences:
        for level in (NO_LEVEL, *framework.levels):
            if found[competence, level] != 1:
                raise ContentError(NAME, competence, f"needs exactly one item of level {level}")
    if file.most < len(framework.levels):
        raise ContentError(NAME, "most", "is too small to settle a level")
