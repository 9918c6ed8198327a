"""AI clauses as content, and what follows from them: required, missing, notice and certificates."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from vijfspoor.content.calendar import is_holiday
from vijfspoor.content.contracts import loader, schema
from vijfspoor.content.errors import ContentError
from vijfspoor.content.law.loader import rule_books
from vijfspoor.domain.ethics.condition import Value
from vijfspoor.domain.ethics.fact_case import FactCase
from vijfspoor.domain.ethics.truth import Truth
from vijfspoor.domain.technology.contract import (
    CertificateState,
    ClauseBook,
    ClauseFinding,
    ClauseOrigin,
    certificate_state,
    missing_clauses,
    notice_by,
    required_clauses,
)
from vijfspoor.domain.working_days import is_working_day

BOOK = loader.clause_book_in_force(date(2026, 11, 23))
NO_OUTCOMES: dict[str, Truth] = dict.fromkeys(rule_books()[-1].outcomes, False)
ALWAYS = {"AI_DECLARATION", "CHANGES", "NO_TRAINING", "EXIT"}


def _required(route: str, *outcomes: str, **answers: bool) -> set[str]:
    values: dict[str, Value] = {"route": route, "N10": False, "N14": False, **answers}
    case = FactCase(values, {**NO_OUTCOMES, **dict.fromkeys(outcomes, True)})
    return {clause.code for clause in required_clauses(BOOK, case)}


def test_texts_are_there_in_both_languages_and_no_two_titles_are_the_same() -> None:
    for clause in BOOK.clauses.values():
        for text in (clause.title, clause.check, clause.why):
            assert text.nl.strip(), clause.code
            assert text.en.strip(), clause.code
        assert clause.check.nl.endswith("?"), clause.code
        assert clause.source, clause.code
    assert len({clause.title.nl for clause in BOOK.clauses.values()}) == len(BOOK.clauses)


def test_a_source_says_by_whom_a_clause_is_asked() -> None:
    for clause in BOOK.clauses.values():
        assert ("MCC-AI" in clause.source) is (clause.origin is ClauseOrigin.MODEL), clause.code
        assert clause.source.startswith("Eigen beleid") is (clause.origin is ClauseOrigin.OWN_POLICY), clause.code


def test_the_green_route_asks_only_what_always_matters() -> None:
    assert _required("groen") == ALWAYS


def test_personal_data_transfer_and_residents_add_what_the_law_asks() -> None:
    assert {"PROCESSOR", "SUBPROCESSORS", "BREACH"} <= _required("blauw", "PERSONAL")
    assert not {"PROCESSOR", "TRANSFER", "ACCESSIBILITY"} & _required("blauw")
    assert {"TRANSFER", "ACCESSIBILITY"} <= _required("blauw", N10=True, N14=True)


def test_impactful_asks_the_light_set_and_high_risk_the_full_set() -> None:
    light, full = _required("oranje", "IMPACTFUL"), _required("rood", "HIGH_RISK", "HR_ANNEX_III")
    assert {"EXPLANATION", "OVERSIGHT", "AUDIT"} <= light < full
    assert {"CONFORMITY", "RISK_MANAGEMENT", "FRIA_HELP"} <= full - light


def test_while_nothing_is_known_every_clause_is_required() -> None:
    assert len(required_clauses(BOOK, FactCase({}))) == len(BOOK.clauses)


def test_a_clause_is_missing_until_it_was_found_or_accepted_otherwise() -> None:
    required = [BOOK.clauses[code] for code in sorted(ALWAYS)]
    checked = {
        "AI_DECLARATION": ClauseFinding.PRESENT,
        "CHANGES": ClauseFinding.ABSENT,
        "EXIT": ClauseFinding.ACCEPTED_OTHERWISE,
    }
    assert [clause.code for clause in missing_clauses(checked, required)] == ["CHANGES", "NO_TRAINING"]
    assert missing_clauses(dict.fromkeys(ALWAYS, ClauseFinding.PRESENT), required) == ()


@pytest.mark.parametrize(
    ("end", "months", "by"),
    [
        (date(2027, 12, 31), 3, date(2027, 9, 30)),
        (date(2027, 6, 30), 1, date(2027, 5, 28)),  # the 30th is a Sunday
        (date(2027, 3, 31), 1, date(2027, 2, 26)),  # February ends on a Sunday
        (date(2027, 4, 25), 4, date(2026, 12, 24)),  # Christmas Day
        (date(2027, 3, 15), 0, date(2027, 3, 15)),
    ],
)
def test_notice_is_given_on_a_working_day_no_later_than_the_period_asks(end: date, months: int, by: date) -> None:
    assert notice_by(end, months, is_holiday) == by


def test_a_negative_notice_period_is_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        notice_by(date(2027, 1, 1), -1, is_holiday)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 36))
def test_notice_is_never_too_late_and_never_on_a_day_off(end: date, months: int) -> None:
    by = notice_by(end, months, is_holiday)
    assert by <= end
    assert is_working_day(by, is_holiday)


def test_a_certificate_is_valid_up_to_and_including_its_last_day() -> None:
    last = date(2027, 3, 1)
    assert certificate_state(last, last, 60) is CertificateState.EXPIRES_SOON
    assert certificate_state(last, last + timedelta(days=1), 60) is CertificateState.EXPIRED
    assert certificate_state(last, last - timedelta(days=60), 60) is CertificateState.VALID
    assert certificate_state(last, last - timedelta(days=59), 60) is CertificateState.EXPIRES_SOON


GOOD = """
valid_from: "2026-11-01"
checked_on: "2026-11-23"
reminder_days: {notice: 90, certificate: 60}
clauses:
  - {code: A, origin: law, source: AVG, when: altijd, title: {nl: a, en: a}, check: {nl: a, en: a}, why: {nl: a, en: a}}
  - {code: B, origin: law, source: AVG, when: N10=ja, title: {nl: b, en: b}, check: {nl: b, en: b}, why: {nl: b, en: b}}
"""

Change = Callable[[dict[str, Any]], Any]


def _build(change: Change) -> ClauseBook:
    file = yaml.safe_load(GOOD)
    change(file)
    return loader.build(schema.ClausesFile.model_validate(file))


def test_a_good_file_is_accepted() -> None:
    assert list(_build(lambda file: None).clauses) == ["A", "B"]


@pytest.mark.parametrize(
    ("change", "item", "problem"),
    [
        (lambda f: f["clauses"][1].update(code="A"), "A", "used twice"),
        (lambda f: f["clauses"][1].update(when="price=ja"), "B", "unknown fact: price"),
        (lambda f: f["clauses"][1].update(when="outcome:BLUE"), "B", "unknown outcome: BLUE"),
        (lambda f: f["clauses"][1].update(when="N10"), "B", "cannot read"),
    ],
)
def test_a_wrong_file_is_refused(change: Change, item: str, problem: str) -> None:
    with pytest.raises(ContentError, match=problem) as refused:
        _build(change)
    assert (refused.value.file, refused.value.item) == ("clauses.yaml", item)
