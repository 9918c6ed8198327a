"""The municipality's own architecture guidelines: what is in force with the shipped ones, and what one would flag."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from vijfspoor.content.facts import read_condition
from vijfspoor.content.guidelines.loader import guideline_book_in_force
from vijfspoor.content.law.loader import rule_books
from vijfspoor.domain.ethics.condition import Always, AnyOf, Condition, Equals
from vijfspoor.domain.technology.guideline import Guideline, GuidelineBook
from vijfspoor.domain.text import Text
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import OwnGuideline

_YES_NO = ("ja", "nee")


@dataclass(frozen=True, slots=True)
class TestedFact:
    """What a guideline may test: a fact with the value it must have, as a condition, and in words."""

    condition: str
    text: Text
    value: str


def book_for(organisation: int, today: date) -> GuidelineBook:
    """Return the shipped guidelines with the adopted own ones behind them, in one SQL statement."""
    rows = OwnGuideline.objects.filter(organisation=organisation, adopted_at__date__lte=today)
    return with_own(guideline_book_in_force(today), rows.order_by("code", "version"))


def with_own(book: GuidelineBook, rows: Iterable[OwnGuideline]) -> GuidelineBook:
    """Return `book` with own guidelines; of one code the last row counts, and none when that was withdrawn."""
    newest = {row.code: row for row in rows}
    own = {code: as_guideline(row, book) for code, row in newest.items() if row.withdrawn_at is None}
    return replace(book, guidelines={**book.guidelines, **own})


def as_guideline(row: OwnGuideline, book: GuidelineBook) -> Guideline:
    """Return a row as the rule it stands for; own texts have one language."""
    statement = _text(row.statement)
    return Guideline(
        code=row.code,
        title=_text(row.title),
        statement=statement,
        rationale=_text(row.rationale),
        question=statement,
        when=AnyOf(tuple(Equals("route", route) for route in row.routes)) if row.routes else Always(),
        source="Eigen richtlijn",
        test=_condition(row, book) if row.test else None,
    )


def choices_to_test(today: date) -> list[TestedFact]:
    """Return every fact a guideline may test, with each value it may have."""
    book = guideline_book_in_force(today)
    own = [
        TestedFact(f"{fact.code}={value}", fact.text, value)
        for fact in book.facts.values()
        for value in (fact.values or _YES_NO)
    ]
    asked = [
        TestedFact(f"{question.code}={value}", question.text, value)
        for question in rule_books()[-1].questions.values()
        if question.kind == "yes_no"
        for value in _YES_NO
    ]
    return [*own, *asked]


def listing(actor: Actor) -> QuerySet[OwnGuideline]:
    """Return every own guideline of the organisation, the newest version of a code first."""
    rows = OwnGuideline.objects.filter(organisation=actor.organisation)
    return rows.select_related("proposed_by", "adopted_by").order_by("code", "-version")


def _condition(row: OwnGuideline, book: GuidelineBook) -> Condition:
    known = {*book.facts, *rule_books()[-1].questions}
    return read_condition(row.test, known, "own guidelines", row.code)


def _text(words: str) -> Text:
    return Text(words, words)
