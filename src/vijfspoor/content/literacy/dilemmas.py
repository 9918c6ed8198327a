"""Loads the dilemmas for a talk in the team and checks their length, choices, competences and roles."""

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

from vijfspoor.content.errors import ContentError
from vijfspoor.content.literacy import schema
from vijfspoor.content.literacy.loader import folder_in_force, load_framework
from vijfspoor.content.reading import read
from vijfspoor.domain.people.lesson import Dilemma, DilemmaChoice
from vijfspoor.domain.people.literacy import LiteracyFramework
from vijfspoor.domain.people.readability import words

NAME = "dilemmas"
FEWEST_WORDS, MOST_WORDS = 60, 120


def dilemmas_in_force(on: date) -> tuple[Dilemma, ...]:
    """Return the dilemmas in force `on` a date. Raises ContentError when one is wrong."""
    return load_dilemmas(folder_in_force(on))


@cache
def load_dilemmas(folder: Path) -> tuple[Dilemma, ...]:
    """Read and check the dilemmas in `folder`. Raises ContentError naming the item that is wrong."""
    files = [read(path, schema.DilemmasFile) for path in sorted((folder / NAME).glob("*.yaml"))]
    return build_dilemmas([item for file in files for item in file.dilemmas], load_framework(folder))


def build_dilemmas(items: list[schema.DilemmaFile], framework: LiteracyFramework) -> tuple[Dilemma, ...]:
    """Return the dilemmas of read files. Raises ContentError naming the item that is wrong."""
    for code, count in Counter(item.code for item in items).items():
        if count > 1:
            raise ContentError(NAME, code, "is used twice")
    for item in items:
        _check(item, framework)
    return tuple(_dilemma(item) for item in items)


def _dilemma(item: schema.DilemmaFile) -> Dilemma:
    return Dilemma(
        code=item.code,
        title=item.title.as_text(),
        situation=item.situation.as_text(),
        choices=tuple(_choice(choice) for choice in item.choices),
        question=item.question.as_text(),
        competences=tuple(item.competences),
        roles=tuple(item.roles),
    )


def _choice(item: schema.DilemmaChoiceFile) -> DilemmaChoice:
    return DilemmaChoice(item.code, item.text.as_text(), item.arguments_for.as_text(), item.arguments_against.as_text())


def _check(item: schema.DilemmaFile, framework: LiteracyFramework) -> None:
    for text in (item.situation.nl, item.situation.en):
        if not FEWEST_WORDS <= len(words(text)) <= MOST_WORDS:
            problem = f"has {len(words(text))} words, it needs {FEWEST_WORDS} to {MOST_WORDS}: {text[:30]}"
            raise ContentError(NAME, item.code, problem)
    codes = {choice.code for choice in item.choices}
    if len(codes) != len(item.choices) or len(codes) not in (2, 3):
        raise ContentError(NAME, item.code, "needs two or three different choices")
    _check_links(item, framework)


def _check_links(item: schema.DilemmaFile, framework: LiteracyFramework) -> None:
    for competence in item.competences:
        if competence not in framework.competences:
            raise ContentError(NAME, item.code, f"{competence} is not a competence")
    for role in item.roles:
        if role not in framework.targets:
            raise ContentError(NAME, item.code, f"{role} is not a role of the wheel")
    if not item.competences or not item.roles:
        raise ContentError(NAME, item.code, "touches no competence or no role")
