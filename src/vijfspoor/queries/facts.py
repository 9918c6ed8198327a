"""The answers of a dossier as facts for the legal core. A proposed answer counts as unknown."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from vijfspoor.content.law.loader import asked_by, rule_book, rule_book_in_force
from vijfspoor.domain.classification import Classification, classify, parse_answers
from vijfspoor.domain.relevance import Relevance
from vijfspoor.domain.rule_book import RuleBook
from vijfspoor.store.models import Answer, Dossier


def facts_of(answers: Iterable[Answer]) -> dict[str, object]:
    """Return question code -> value for current answers; proposed ones are left out, so unknown."""
    return {a.question: a.value for a in answers if a.is_current and not a.is_proposed}


def classify_facts(facts: dict[str, object], as_of: date) -> Classification:
    """Classify raw facts with the rule book in force on `as_of`."""
    return classify_under(rule_book_in_force(as_of), facts, as_of)


def classify_under(book: RuleBook, facts: Mapping[str, object], as_of: date) -> Classification:
    """Classify raw facts with `book`; what only another rule book asks is left out."""
    return classify(book, parse_answers(book, asked_by(book, facts)), as_of)


@lru_cache(maxsize=4096)
def _open_questions(version: str, facts: frozenset[tuple[str, object]]) -> frozenset[str]:
    book = rule_book(version)
    return frozenset(Relevance(book, dict(facts)).open_questions)


def still_matters(facts: dict[str, object], as_of: date) -> frozenset[str]:
    """Return the questions whose answer can still change something. Kept, because a report asks it page after page."""
    book = rule_book_in_force(as_of)
    return _open_questions(book.version, frozenset(parse_answers(book, asked_by(book, facts)).items()))


def classify_dossier(dossier: Dossier, as_of: date) -> Classification:
    """Classify a dossier by its current answers, in one SQL statement."""
    return classify_facts(facts_of(dossier.answers.filter(is_current=True)), as_of)
