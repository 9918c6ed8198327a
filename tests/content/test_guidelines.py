"""Architecture guidelines as content, and how an application stands against them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import yaml

from vijfspoor.content.assessments.loader import questionnaires_in_force
from vijfspoor.content.checklists.loader import checklist_book_in_force
from vijfspoor.content.contracts.loader import clause_book_in_force
from vijfspoor.content.errors import ContentError
from vijfspoor.content.guidelines import loader, schema
from vijfspoor.content.law.loader import rule_books
from vijfspoor.domain.ethics.condition import Value
from vijfspoor.domain.ethics.fact_case import FactCase
from vijfspoor.domain.ethics.truth import Truth
from vijfspoor.domain.technology.guideline import GuidelineBook, GuidelineResult, Verdict, assess, deviating

TODAY = date(2026, 11, 23)
BOOK = loader.guideline_book_in_force(TODAY)
NO_OUTCOMES: dict[str, Truth] = dict.fromkeys(rule_books()[-1].outcomes, False)


def _results(
    values: dict[str, Value],
    answers: dict[str, bool] | None = None,
    exceptions: dict[str, date] | None = None,
    outcomes: dict[str, Truth] = NO_OUTCOMES,
) -> dict[str, GuidelineResult]:
    case = FactCase({"route": "blauw", "N1": True, "N13": True, **values}, outcomes)
    found = assess(BOOK, case, answers or {}, exceptions or {}, TODAY)
    return {result.guideline.code: result for result in found}


def test_there_are_a_dozen_guidelines_or_more_in_both_languages() -> None:
    assert len(BOOK.guidelines) >= 12
    for item in BOOK.guidelines.values():
        for text in (item.title, item.statement, item.rationale, item.question):
            assert text.nl.strip(), item.code
            assert text.en.strip(), item.code
        assert item.question.nl.endswith("?"), item.code
        assert item.source.startswith("Eigen richtlijn"), item.code


def test_every_fact_is_used_and_comes_from_something_that_exists() -> None:
    file = yaml.safe_load((loader.FOLDER / "2026-11-01" / loader.FILE).read_text(encoding="utf-8"))
    used = str([(item.get("test"), item.get("when")) for item in file["guidelines"]])
    assert [code for code in BOOK.facts if code not in used] == []
    for fact in BOOK.facts.values():
        place, _, name = fact.known_from.partition(":")
        assert place in {"particulars", "answer", "clause", "checklist"}, fact.code
        if place == "clause":
            assert name in clause_book_in_force(TODAY).clauses
        if place == "checklist":
            gate, _, code = name.partition(".")
            assert code in {item.code for item in checklist_book_in_force(TODAY).checklists[gate].items}
        if place == "answer":
            questionnaire = questionnaires_in_force(TODAY)[name.partition(".")[0]]
            question = next(q for q in questionnaire.questions() if q.code == name.partition(".")[2])
            assert set(fact.values) <= set(question.options or ())


def test_known_facts_decide_before_the_architects_answer() -> None:
    outside = _results({"data_region": "outside", "N10": True}, answers={"DATA_IN_EEA": True})
    assert outside["DATA_IN_EEA"].verdict is Verdict.DEVIATES
    inside = _results({"data_region": "eea", "N10": False}, answers={"DATA_IN_EEA": False})
    assert inside["DATA_IN_EEA"].verdict is Verdict.MEETS


def test_the_answer_decides_where_no_fact_does() -> None:
    assert _results({})["SOURCE_ONCE"].verdict is Verdict.OPEN
    assert _results({}, answers={"SOURCE_ONCE": True})["SOURCE_ONCE"].verdict is Verdict.MEETS
    assert _results({}, answers={"SOURCE_ONCE": False})["SOURCE_ONCE"].verdict is Verdict.DEVIATES
    assert _results({}, answers={"DATA_IN_EEA": True})["DATA_IN_EEA"].verdict is Verdict.MEETS


def test_an_exception_counts_through_its_last_day_and_the_file_deviates_after_it() -> None:
    def verdict(until: date) -> Verdict:
        return _results({"data_region": "outside"}, exceptions={"DATA_IN_EEA": until})["DATA_IN_EEA"].verdict

    assert verdict(TODAY) is Verdict.EXCEPTED
    assert verdict(TODAY - timedelta(days=1)) is Verdict.DEVIATES


def test_an_exception_that_ended_stays_visible() -> None:
    ended = TODAY - timedelta(days=9)
    results = _results({"data_region": "outside"}, exceptions={"DATA_IN_EEA": ended})
    assert [result.exception_until for result in deviating(results.values())] == [ended]


def test_a_guideline_that_does_not_apply_asks_nothing() -> None:
    results = _results({"N13": False, "data_region": "outside"})
    assert results["CAN_LEAVE"].verdict is Verdict.NOT_APPLICABLE
    assert results["HUMAN_FIRST"].verdict is Verdict.NOT_APPLICABLE


def test_solely_automated_impact_deviates() -> None:
    impactful: dict[str, Truth] = {**NO_OUTCOMES, "IMPACTFUL": True}
    assert _results({"N5": True}, outcomes=impactful)["HUMAN_FIRST"].verdict is Verdict.DEVIATES
    assert _results({"N5": False}, outcomes=impactful)["HUMAN_FIRST"].verdict is Verdict.MEETS


def test_while_nothing_is_known_every_guideline_is_open() -> None:
    results = assess(BOOK, FactCase({}), {}, {}, TODAY)
    assert {result.verdict for result in results} == {Verdict.OPEN}


GOOD = """
valid_from: "2026-11-01"
facts:
  region: {values: [eea, outside], known_from: "particulars:region", text: {nl: Waar, en: Where}}
  login: {known_from: "particulars:login", text: {nl: Inloggen, en: Sign in}}
guidelines:
  - {code: A, source: eigen, test: region=eea, title: {nl: a, en: a}, statement: {nl: a, en: a}, rationale: {nl: a, en: a}, question: {nl: a, en: a}}
  - {code: B, source: eigen, test: login=ja, title: {nl: b, en: b}, statement: {nl: b, en: b}, rationale: {nl: b, en: b}, question: {nl: b, en: b}}
"""  # noqa: E501

Change = Callable[[dict[str, Any]], Any]


def _build(change: Change) -> GuidelineBook:
    file = yaml.safe_load(GOOD)
    change(file)
    return loader.build(schema.GuidelinesFile.model_validate(file))


def test_a_good_file_is_accepted() -> None:
    assert list(_build(lambda file: None).guidelines) == ["A", "B"]


@pytest.mark.parametrize(
    ("change", "item", "problem"),
    [
        (lambda f: f["guidelines"][1].update(code="A"), "A", "used twice"),
        (lambda f: f["guidelines"][1].update(test="colour=ja"), "B", "unknown fact: colour"),
        (lambda f: f["guidelines"][1].update(test="login=maybe"), "B", "login is never 'maybe'"),
        (lambda f: f["guidelines"][0].update(test="region=mars"), "A", "region is never 'mars'"),
        (lambda f: f["guidelines"][0].update(when="region=mars"), "A", "region is never 'mars'"),
        (lambda f: f["guidelines"][0].update(when="outcome:BLUE"), "A", "unknown outcome: BLUE"),
    ],
)
def test_a_wrong_file_is_refused(change: Change, item: str, problem: str) -> None:
    with pytest.raises(ContentError, match=problem) as refused:
        _build(change)
    assert (refused.value.file, refused.value.item) == ("guidelines.yaml", item)
