"""Architectuurrichtlijn: rules an application is tested against, by known facts or by the architect's answer.

An exception has an end date; after it the deviation counts again. Pure functions; dates are arguments.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vijfspoor.domain.ethics.condition import Case, Condition
from vijfspoor.domain.ethics.truth import Truth
from vijfspoor.domain.text import Text


class Verdict(StrEnum):
    """Toetsuitslag van één richtlijn."""

    MEETS = "meets"
    DEVIATES = "deviates"
    EXCEPTED = "excepted"
    OPEN = "open"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Guideline:
    """Richtlijn: a rule with its reason. `when` says to which applications it applies.

    `test` decides when its facts are known; else the architect answers `question`.
    """

    code: str
    title: Text
    statement: Text
    rationale: Text
    question: Text
    when: Condition
    source: str
    test: Condition | None = None


@dataclass(frozen=True, slots=True)
class GuidelineFact:
    """Feit voor de toets: what a test may ask about an application, its values, and where the answer comes from."""

    code: str
    text: Text
    values: tuple[str, ...]
    known_from: str


@dataclass(frozen=True, slots=True)
class GuidelineBook:
    """Richtlijnenboek: the guidelines in force together and the facts their tests use."""

    valid_from: date
    facts: Mapping[str, GuidelineFact]
    guidelines: Mapping[str, Guideline]


@dataclass(frozen=True, slots=True)
class GuidelineResult:
    """Uitslag: how one application stands against one guideline.

    `exception_until` is the last day of the newest exception, also when it has ended.
    """

    guideline: Guideline
    verdict: Verdict
    exception_until: date | None = None


def assess(
    book: GuidelineBook, case: Case, answers: Mapping[str, bool], exceptions: Mapping[str, date], on: date
) -> tuple[GuidelineResult, ...]:
    """Return the result for every guideline, in the order of the book.

    `answers` are the architect's by guideline (true: it meets); what known facts show goes before an answer.
    `exceptions` are last days by guideline. A guideline whose condition is unknown applies.
    """
    return tuple(
        _result(guideline, _meets(guideline, case, answers), case, exceptions.get(guideline.code), on)
        for guideline in book.guidelines.values()
    )


def deviating(results: Iterable[GuidelineResult]) -> tuple[GuidelineResult, ...]:
    """Return the results that deviate without an exception that still runs."""
    return tuple(result for result in results if result.verdict is Verdict.DEVIATES)


def _meets(guideline: Guideline, case: Case, answers: Mapping[str, bool]) -> Truth:
    shown = guideline.test.evaluate(case) if guideline.test else None
    return answers.get(guideline.code) if shown is None else shown


def _result(guideline: Guideline, meets: Truth, case: Case, until: date | None, on: date) -> GuidelineResult:
    if guideline.when.evaluate(case) is False:
        return GuidelineResult(guideline, Verdict.NOT_APPLICABLE)
    if meets is None:
        return GuidelineResult(guideline, Verdict.OPEN)
    if meets:
        return GuidelineResult(guideline, Verdict.MEETS)
    verdict = Verdict.EXCEPTED if until is not None and on <= until else Verdict.DEVIATES
    return GuidelineResult(guideline, verdict, until)
