"""Loads the architecture guidelines and checks them: codes once, facts and their values exist."""

from datetime import date
from functools import cache
from pathlib import Path

from vijfspoor.content.errors import ContentError
from vijfspoor.content.facts import read_condition, refuse_repeated
from vijfspoor.content.guidelines import schema
from vijfspoor.content.law.loader import rule_books
from vijfspoor.content.reading import read
from vijfspoor.domain.ethics.condition import Condition, Equals, atoms
from vijfspoor.domain.technology.guideline import Guideline, GuidelineBook, GuidelineFact

FOLDER = Path(__file__).parent
FILE = "guidelines.yaml"


@cache
def guideline_books() -> tuple[GuidelineBook, ...]:
    """Return every version, oldest first. Raises ContentError when one is wrong."""
    return tuple(build(read(path, schema.GuidelinesFile)) for path in sorted(FOLDER.glob(f"*/{FILE}")))


def guideline_book_in_force(on: date) -> GuidelineBook:
    """Return the version in force `on` a date. Before the first version the first one is used."""
    started = [book for book in guideline_books() if book.valid_from <= on]
    return started[-1] if started else guideline_books()[0]


def build(file: schema.GuidelinesFile) -> GuidelineBook:
    """Return the guidelines of a checked file. Raises ContentError naming the item that is wrong."""
    refuse_repeated([item.code for item in file.guidelines], FILE)
    facts = {
        code: GuidelineFact(code, item.text.as_text(), tuple(item.values), item.known_from)
        for code, item in file.facts.items()
    }
    return GuidelineBook(
        valid_from=file.valid_from,
        facts=facts,
        guidelines={item.code: _guideline(item, facts) for item in file.guidelines},
    )


def _guideline(item: schema.GuidelineFile, facts: dict[str, GuidelineFact]) -> Guideline:
    known = {"route", *facts, *rule_books()[-1].questions}
    test = read_condition(item.test, known, FILE, item.code) if item.test is not None else None
    when = read_condition(item.when, known, FILE, item.code)
    for condition in (when,) if test is None else (when, test):
        _check_values(item.code, condition, facts)
    return Guideline(
        code=item.code,
        title=item.title.as_text(),
        statement=item.statement.as_text(),
        rationale=item.rationale.as_text(),
        question=item.question.as_text(),
        when=when,
        source=item.source,
        test=test,
    )


def _check_values(code: str, condition: Condition, facts: dict[str, GuidelineFact]) -> None:
    for atom in atoms(condition):
        if isinstance(atom, Equals) and atom.question in facts:
            values = facts[atom.question].values or (True, False)
            if atom.expected not in values:
                raise ContentError(FILE, code, f"{atom.question} is never {atom.expected!r}")
