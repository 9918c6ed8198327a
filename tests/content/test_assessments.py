"""Questionnaires: complete, in two languages, sharing answers; a wrong file is refused by name of the item."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import yaml

from vijfspoor.content.assessments import loader, schema
from vijfspoor.content.errors import ContentError
from vijfspoor.content.law.loader import rule_books
from vijfspoor.content.wheel.loader import wheel_in_force
from vijfspoor.domain.ethics.assessment import AnswerKind, Questionnaire
from vijfspoor.domain.text import Text

IN_FORCE = loader.questionnaires_in_force(date(2026, 11, 1))
CODES = {"dpia", "prescan", "iama", "fria", "security", "architecture", "bias", "childrens_rights"}
each = pytest.mark.parametrize("item", IN_FORCE.values(), ids=IN_FORCE.keys())


def test_all_questionnaires_are_there() -> None:
    assert set(IN_FORCE) == CODES


def test_a_questionnaire_is_found_by_version() -> None:
    assert loader.questionnaire("fria", "2026-11-01") is IN_FORCE["fria"]
    with pytest.raises(LookupError, match="fria"):
        loader.questionnaire("fria", "1999-01-01")


def test_before_the_first_version_the_first_one_is_used():
    assert loader.questionnaires_in_force(date(2020, 1, 1)) == loader.questionnaires_in_force(date(2026, 11, 1))


@each
def test_every_owner_and_performer_is_a_role(item: Questionnaire) -> None:
    roles = wheel_in_force(date.fromisoformat(item.version)).roles
    assert {item.performer, *(section.owner for section in item.sections)} <= set(roles)
    assert not roles[item.performer].never_performs


@each
def test_every_instrument_is_asked_for_by_the_rule_book(item: Questionnaire) -> None:
    keys = {trigger.key for trigger in rule_books()[-1].triggers}
    assert item.instrument == "" or item.instrument in keys


@each
def test_answers_are_shared_with_the_dpia(item: Questionnaire) -> None:
    shared = {question.subject for question in IN_FORCE["dpia"].questions()}
    assert shared & {question.subject for question in item.questions()}


@each
def test_texts_are_there_in_both_languages(item: Questionnaire) -> None:
    for text in _texts(item):
        assert text.nl.strip(), text
        assert text.en.strip(), text


@each
def test_no_two_questions_read_the_same(item: Questionnaire) -> None:
    for language in ("nl", "en"):
        counted = Counter(getattr(question.text, language) for question in item.questions())
        assert [text for text, times in counted.items() if times > 1] == []


@each
def test_no_two_questions_share_an_answer_within_one_questionnaire(item: Questionnaire) -> None:
    counted = Counter(question.subject for question in item.questions())
    assert [subject for subject, times in counted.items() if times > 1] == []


@each
def test_every_question_names_its_part_of_the_source(item: Questionnaire) -> None:
    assert [question.code for question in item.questions() if not question.part] == []


@each
def test_a_question_depends_on_answers_that_exist(item: Questionnaire) -> None:
    by_code = {question.code: question for question in item.questions()}
    for question in item.questions():
        for code, wanted in (question.only_if or {}).items():
            other = by_code[code]
            known = {"ja", "nee", "onbekend"} if other.kind is AnswerKind.LAW else set(other.options or ())
            assert set(wanted) <= known, question.code


def test_shared_choices_have_the_same_options() -> None:
    options: dict[str, set[str]] = {}
    for item in IN_FORCE.values():
        for question in item.questions():
            if question.options:
                assert options.setdefault(question.subject, set(question.options)) == set(question.options)


def _texts(item: Questionnaire) -> list[Text]:
    found = [item.title, item.intro]
    for section in item.sections:
        found += [section.title, *([section.intro] if section.intro else [])]
        for question in section.questions:
            found += [question.text, *([question.help] if question.help else []), *(question.options or {}).values()]
    return found


GOOD = """
code: trial
version: "2026-11-01"
title: {nl: Proef, en: Trial}
intro: {nl: Een proef, en: A trial}
source: eigen
activity: M11
performer: privacy_officer
overseer: data_protection_officer
sections:
  - code: a
    title: {nl: Deel, en: Part}
    owner: user
    questions:
      - {code: first, part: "1", kind: law, known_from: "law:N1", text: {nl: Eerste, en: First}}
      - {code: second, part: "2", known_from: "dossier:purpose", text: {nl: Tweede, en: Second}}
"""

Change = Callable[[dict[str, Any]], None]


def _first(file: dict[str, Any]) -> dict[str, Any]:
    question: dict[str, Any] = file["sections"][0]["questions"][0]
    return question


def _second(file: dict[str, Any]) -> dict[str, Any]:
    question: dict[str, Any] = file["sections"][0]["questions"][1]
    return question


def _build(change: Change) -> Questionnaire:
    file = yaml.safe_load(GOOD)
    change(file)
    return loader.build(schema.QuestionnaireFile.model_validate(file))


def test_a_good_file_is_accepted() -> None:
    built = _build(lambda file: None)
    assert [question.subject for question in built.questions()] == ["law:N1", "trial.second"]


@pytest.mark.parametrize(
    ("change", "item", "problem"),
    [
        (lambda f: f["sections"][0].update(owner="wizard"), "wizard", "not a role"),
        (lambda f: f.update(performer="wizard"), "wizard", "not a role"),
        (lambda f: f.update(overseer="privacy_officer"), "privacy_officer", "both perform and oversee"),
        (lambda f: f.update(activity="M99"), "M99", "not an activity"),
        (lambda f: _first(f).update(known_from="law:Z9"), "first", "not a question of the rule book"),
        (lambda f: _second(f).update(known_from="dossier:colour"), "second", "not something that is known"),
        (lambda f: _second(f).update(code="first"), "first", "used twice"),
        (lambda f: _second(f).update(kind="choice"), "second", "needs options"),
        (lambda f: _first(f).update(only_if={"second": ["ja"]}), "first", "not asked before it"),
        (lambda f: _first(f).update(only_if={"third": ["ja"]}), "first", "not asked before it"),
    ],
)
def test_a_wrong_file_is_refused(change: Change, item: str, problem: str) -> None:
    with pytest.raises(ContentError, match=problem) as refused:
        _build(change)
    assert (refused.value.file, refused.value.item) == ("trial", item)


def test_one_subject_has_one_kind_of_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = GOOD.replace('known_from: "dossier:purpose"', "kind: date, subject: purpose")
    monkeypatch.setattr(loader, "read", _read_once(wrong, loader.read))
    with pytest.raises(ContentError, match="answered differently") as refused:
        loader.questionnaires.__wrapped__()
    assert "purpose" in refused.value.problem


def _read_once(text: str, read: Callable[..., Any]) -> Callable[..., Any]:
    """Return a reader that gives `text` for the bias check and the real content for every other file."""

    def reader(path: Any, shape: type[schema.QuestionnaireFile]) -> Any:
        return shape.model_validate(yaml.safe_load(text)) if path.stem == "bias" else read(path, shape)

    return reader
