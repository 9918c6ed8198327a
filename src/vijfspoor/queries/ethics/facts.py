"""The answers of a dossier as facts for the legal core. A proposed answer counts as unknown."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from vijfspoor.content.law.loader import asked_by, rule_book, rule_book_in_force
from vijfspoor.domain.ethics.classification import Classification, classify, parse_answers
from vijfspoor.domain.ethics.fact_case import FactCase
from vijfspoor.domain.ethics.relevance import Relevance
from vijfspoor.domain.ethics.rule_book import RuleBook
from vijfspoor.store.models import Answer, Dossier, Organisation


def facts_of(answers: Iterable[Answer]) -> dict[str, object]:
    """Return question code -> value for current answers; proposed ones are left out, so unknown."""
    return {a.question: a.value for a in answers if a.is_current and not a.is_proposed}


def book_for(organisation: Organisation, as_of: date) -> RuleBook:
    """Return the rule book in force on `as_of`, but none newer than the organisation adopted."""
    book = rule_book_in_force(as_of)
    if not organisation.rule_book:
        return book
    return min(book, rule_book(organisation.rule_book), key=lambda item: item.in_force_from)


def asked_here(organisation: Organisation, as_of: date, questions: Iterable[str]) -> list[str]:
    """Return which of these questions the organisation's rule book asks."""
    book = book_for(organisation, as_of)
    return [code for code in questions if code in book.questions]


def classify_under(
    book: RuleBook, facts: Mapping[str, object], as_of: date, overruled: Mapping[str, bool] | None = None
) -> Classification:
    """Classify raw facts with `book`; what only another rule book asks is left out."""
    return classify(book, parse_answers(book, asked_by(book, facts)), as_of, overruled=overruled)


@lru_cache(maxsize=4096)
def _open_questions(version: str, facts: frozenset[tuple[str, object]]) -> frozenset[str]:
    book = rule_book(version)
    return frozenset(Relevance(book, dict(facts)).open_questions)


def still_matters(facts: dict[str, object], book: RuleBook) -> frozenset[str]:
    """Return the questions whose answer can still change something. Kept, because a report asks it page after page."""
    return _open_questions(book.version, frozenset(parse_answers(book, asked_by(book, facts)).items()))


def rules_alone(dossier: Dossier, as_of: date) -> Classification:
    """Classify a dossier by its current answers, without any legal adviser's word, in one SQL statement."""
    facts = facts_of(dossier.answers.filter(is_current=True))
    return classify_under(book_for(dossier.organisation, as_of), facts, as_of)


def classify_dossier(dossier: Dossier, as_of: date) -> Classification:
    """Classify a dossier by its current answers, in two SQL statements.

    The word of a legal adviser holds for the answers it was given on: other answers are judged by the rules again.
    """
    computed = rules_alone(dossier, as_of)
    newest = dossier.classifications.order_by("-pk").first()
    if newest is None or not newest.overruled or newest.digest != computed.receipt.digest:
        return computed
    return classify(computed.book, computed.answers, as_of, overruled=newest.overruled)


def case_of(dossier: Dossier, law: Classification) -> FactCase:
    """Return the answers, outcomes and roles of a classification as plain facts, with the route as one more."""
    case, book = law.case, law.book
    return FactCase(
        values={code: case.values[code] for code in book.questions} | {"route": dossier.route},
        outcomes={code: case.outcomes[code] for code in book.outcomes},
        roles={code: case.roles[code] for code in book.roles},
        exceptions=frozenset(code for code in book.questions if case.is_claimed_only(code)),
    )
