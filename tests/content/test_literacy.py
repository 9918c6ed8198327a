"""Literacy: every role has an aim, both languages are there, and a wrong file is refused by name of the item."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from vijfspoor.content.errors import ContentError
from vijfspoor.content.literacy import dilemmas, lessons, loader, scan, schema
from vijfspoor.content.wheel.loader import wheel_in_force
from vijfspoor.domain.people.lesson import Dilemma, Lesson
from vijfspoor.domain.people.readability import LONGEST_SENTENCE, plain_text, readability

ON = date(2026, 11, 23)
FRAMEWORK = loader.framework_in_force(ON)


def test_every_role_of_the_wheel_has_an_aim() -> None:
    assert set(FRAMEWORK.targets) == set(wheel_in_force(ON).roles)


def test_before_the_first_version_the_first_is_used() -> None:
    assert loader.framework_in_force(date(2020, 1, 1)) is FRAMEWORK


def _framework() -> dict[str, Any]:
    path = loader.folder_in_force(ON) / "framework.yaml"
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def _no_route(data: dict[str, Any]) -> None:
    data["raises"][0]["routes"] = []


WRONG: dict[str, tuple[Callable[[dict[str, Any]], Any], str]] = {
    "role forgotten": (lambda data: data["targets"].pop("ciso"), "ciso"),
    "competence forgotten": (lambda data: data["targets"]["ciso"].pop("use"), "every competence"),
    "unknown level": (lambda data: data["targets"]["ciso"].update(use=9), "9 is not a level"),
    "step forgotten": (lambda data: data["competences"][0]["steps"].pop(4), "every level"),
    "levels with a gap": (lambda data: data["levels"].pop(1), "numbered"),
    "raise without cause": (_no_route, "neither"),
    "unknown outcome": (lambda data: data["raises"][0].update(outcomes=["NO_SUCH"]), "NO_SUCH"),
    "raise for unknown role": (lambda data: data["raises"][0].update(roles=["emperor"]), "emperor"),
    "raise of unknown competence": (lambda data: data["raises"][0].update(at_least={"magic": 1}), "magic"),
}


@pytest.mark.parametrize(("change", "message"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_framework_is_refused(change: Callable[[dict[str, Any]], Any], message: str) -> None:
    data = _framework()
    change(data)
    with pytest.raises(ContentError, match=message):
        loader.build_framework(schema.FrameworkFile.model_validate(data))


def test_the_scan_has_twenty_items_of_which_at_most_sixteen_are_asked() -> None:
    found = scan.scan_in_force(ON)
    assert len(found.items) == 20
    assert found.most * len(found.competences()) == 16
    assert found.competences() == tuple(FRAMEWORK.competences)


def test_people_place_themselves_on_the_steps_of_the_framework() -> None:
    item = next(item for item in scan.scan_in_force(ON).items if item.is_estimate)
    assert [option.level for option in item.options] == [0, 1, 2, 3, 4]
    assert item.options[2].text == FRAMEWORK.competences[item.competence].steps[2]


def _scan() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((loader.folder_in_force(ON) / "scan.yaml").read_text(encoding="utf-8"))
    return found


WRONG_SCAN: dict[str, tuple[Callable[[dict[str, Any]], Any], str]] = {
    "two right": (lambda data: data["items"][1]["options"][0].update(right=True), "exactly one right"),
    "unknown competence": (lambda data: data["items"][1].update(competence="magic"), "magic"),
    "unknown level": (lambda data: data["items"][1].update(level=7), "7 is not a level"),
    "too few options": (lambda data: data["items"][1]["options"].pop(0), "three or four"),
    "no reason": (lambda data: data["items"][1].pop("why"), "reason"),
    "item missing": (lambda data: data["items"].pop(1), "exactly one item of level 1"),
    "code twice": (lambda data: data["items"][2].update(code="understand_1"), "twice"),
    "own estimate": (lambda data: data["items"][0].update(why={"nl": "a", "en": "b"}), "self-estimate"),
    "too short": (lambda data: data.update(most=1), "too small"),
}


@pytest.mark.parametrize(("change", "message"), WRONG_SCAN.values(), ids=WRONG_SCAN.keys())
def test_a_wrong_scan_is_refused(change: Callable[[dict[str, Any]], Any], message: str) -> None:
    data = _scan()
    change(data)
    with pytest.raises(ContentError, match=message):
        scan.build_scan(schema.ScanFile.model_validate(data), FRAMEWORK)


LESSONS = lessons.lessons_in_force(ON)
each_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.code)


def test_there_are_eight_lessons_in_order() -> None:
    assert [lesson.number for lesson in LESSONS] == list(range(1, 9))
    assert {lesson.competence for lesson in LESSONS} == set(FRAMEWORK.competences)


@each_lesson
def test_a_dutch_lesson_is_in_the_b1_range(lesson: Lesson) -> None:
    found = readability(plain_text(lesson.body.nl))
    assert found.is_plain, (found.score, found.longest)


@each_lesson
def test_an_english_lesson_is_plain_as_well(lesson: Lesson) -> None:
    found = readability(plain_text(lesson.body.en), "en")
    assert found.is_plain, (found.score, found.longest)


@each_lesson
def test_a_question_and_its_explanations_have_no_long_sentence(lesson: Lesson) -> None:
    for question in lesson.questions:
        texts = [question.text, *(text for o in question.options for text in (o.text, o.why))]
        assert all(readability(text.nl).longest_words <= LONGEST_SENTENCE for text in texts), question.code


def test_the_right_answer_cannot_be_told_from_its_length() -> None:
    options = [[(len(o.text.nl), o.is_right) for o in q.options] for lesson in LESSONS for q in lesson.questions]
    options += [[(len(o.text.nl), o.is_right) for o in i.options] for i in scan.scan_in_force(ON).items if i.level]
    assert sum(max(found)[1] for found in options) <= len(options) / 2


def test_the_right_answer_is_not_always_in_the_same_place() -> None:
    places = [[o.is_right for o in q.options].index(True) for lesson in LESSONS for q in lesson.questions]
    assert all(places.count(place) >= len(places) // 6 for place in range(3))


def _lesson() -> dict[str, Any]:
    path = loader.folder_in_force(ON) / "lessons" / "1-what-ai-is.yaml"
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


WRONG_LESSON: dict[str, tuple[Callable[[dict[str, Any]], Any], str]] = {
    "two right": (lambda data: data["questions"][0]["options"][0].update(right=True), "exactly one right"),
    "unknown competence": (lambda data: data.update(competence="magic"), "magic"),
    "unknown level": (lambda data: data.update(level=9), "9 is not a level"),
    "too few questions": (lambda data: data["questions"].pop(), "four to six"),
    "too few options": (lambda data: data["questions"][0]["options"].pop(0), "three or four"),
    "question twice": (lambda data: data["questions"][1].update(code="rule"), "twice"),
    "cannot be passed": (lambda data: data.update(passes_with=9), "passes_with"),
    "other title": (lambda data: data["title"].update(nl="Iets anders"), "title"),
}


@pytest.mark.parametrize(("change", "message"), WRONG_LESSON.values(), ids=WRONG_LESSON.keys())
def test_a_wrong_lesson_is_refused(change: Callable[[dict[str, Any]], Any], message: str) -> None:
    data = _lesson()
    change(data)
    bodies = {"nl": LESSONS[0].body.nl, "en": LESSONS[0].body.en}
    with pytest.raises(ContentError, match=message):
        lessons.build_lesson("1-what-ai-is.yaml", schema.LessonFile.model_validate(data), bodies, FRAMEWORK)


def test_a_lesson_without_sources_or_too_short_is_refused() -> None:
    file = schema.LessonFile.model_validate(_lesson())
    nl, en = LESSONS[0].body.nl, LESSONS[0].body.en
    with pytest.raises(ContentError, match="Bronnen"):
        lessons.build_lesson("1-x.yaml", file, {"nl": nl[: nl.index("## Bronnen")], "en": en}, FRAMEWORK)
    short = f"# {file.title.en}\n\n## Assignment\n\n## Key points\n\n## Sources\n"
    with pytest.raises(ContentError, match="700"):
        lessons.build_lesson("1-x.yaml", file, {"nl": nl, "en": short}, FRAMEWORK)


def test_a_lesson_in_one_language_is_refused(tmp_path: Path) -> None:
    source = loader.folder_in_force(ON) / "lessons"
    for name in ("1-what-ai-is.yaml", "1-what-ai-is.nl.md"):
        (tmp_path / name).write_text((source / name).read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(ContentError, match="is missing"):
        lessons.load_lesson(tmp_path / "1-what-ai-is.yaml", FRAMEWORK)


DILEMMAS = dilemmas.dilemmas_in_force(ON)
each_dilemma = pytest.mark.parametrize("dilemma", DILEMMAS, ids=lambda dilemma: dilemma.code)


def test_there_are_twenty_dilemmas_touching_every_role_and_competence() -> None:
    seventeen = {role.code for role in wheel_in_force(ON).roles.values() if not role.addition}
    assert len(DILEMMAS) == 20
    assert seventeen <= {role for dilemma in DILEMMAS for role in dilemma.roles}
    assert {code for dilemma in DILEMMAS for code in dilemma.competences} == set(FRAMEWORK.competences)


def _told(dilemma: Dilemma, language: str) -> str:
    choices = [text for c in dilemma.choices for text in (c.text, c.arguments_for, c.arguments_against)]
    return "\n".join(text.in_language(language) for text in (dilemma.situation, *choices, dilemma.question))


@each_dilemma
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_dilemma_is_plain(dilemma: Dilemma, language: str) -> None:
    for text in (dilemma.situation.in_language(language), _told(dilemma, language)):
        found = readability(text, language)
        assert found.is_plain, (found.score, found.longest)


def _dilemmas() -> dict[str, Any]:
    path = loader.folder_in_force(ON) / "dilemmas" / "01-daily-work.yaml"
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


WRONG_DILEMMA: dict[str, tuple[Callable[[list[dict[str, Any]]], Any], str]] = {
    "too short": (lambda items: items[0]["situation"].update(nl="Te kort."), "2 words"),
    "one choice": (lambda items: items[4]["choices"].pop(), "two or three"),
    "unknown role": (lambda items: items[0]["roles"].append("emperor"), "emperor"),
    "unknown competence": (lambda items: items[0]["competences"].append("magic"), "magic"),
    "no role": (lambda items: items[0]["roles"].clear(), "touches no"),
    "code twice": (lambda items: items[1].update(code="quick-letter"), "twice"),
}


@pytest.mark.parametrize(("change", "message"), WRONG_DILEMMA.values(), ids=WRONG_DILEMMA.keys())
def test_a_wrong_dilemma_is_refused(change: Callable[[list[dict[str, Any]]], Any], message: str) -> None:
    data = _dilemmas()
    change(data["dilemmas"])
    with pytest.raises(ContentError, match=message):
        dilemmas.build_dilemmas(schema.DilemmasFile.model_validate(data).dilemmas, FRAMEWORK)
