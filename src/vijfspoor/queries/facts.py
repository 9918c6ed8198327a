"""The answers of a dossier as facts for the legal core. A proposed answer counts as unknown."""

from collections.abc import Iterable
from datetime import date

from vijfspoor.content.law.loader import rule_book_in_force
from vijfspoor.domain.classification import Classification, classify, parse_answers
from vijfspoor.store.models import Answer, Dossier


def facts_of(answers: Iterable[Answer]) -> dict[str, object]:
    """Return question code -> value for current answers; proposed ones are left out, so unknown."""
    return {a.question: a.value for a in answers if a.is_current and not a.is_proposed}


def classify_facts(facts: dict[str, object], as_of: date) -> Classification:
    """Classify raw facts with the rule book in force on `as_of`."""
    book = rule_book_in_force(as_of)
    return classify(book, parse_answers(book, facts), as_of)


def classify_dossier(dossier: Dossier, as_of: date) -> Classification:
    """Classify a dossier by its current answers, in one SQL statement."""
    return classify_facts(facts_of(dossier.answers.filter(is_current=True)), as_of)
