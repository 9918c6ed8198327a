"""A lesson is passed by understanding it; the path leads from what someone reached to what is required."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vijfspoor.content.literacy.dilemmas import dilemmas_in_force
from vijfspoor.content.literacy.lessons import lessons_in_force
from vijfspoor.domain.people.lesson import Lesson, dilemmas_for, learning_path, lesson_result

LESSONS = lessons_in_force(date(2026, 11, 23))
LEVELS = st.fixed_dictionaries(dict.fromkeys(("understand", "use", "people", "rules"), st.integers(0, 4)))


def _right(lesson: Lesson) -> dict[str, str]:
    return {q.code: next(o.code for o in q.options if o.is_right) for q in lesson.questions}


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.code)
def test_all_right_is_passed_and_nothing_answered_is_not(lesson: Lesson) -> None:
    assert lesson_result(lesson, _right(lesson)).is_passed
    empty = lesson_result(lesson, {})
    assert not empty.is_passed
    assert len(empty.wrong) == len(lesson.questions)


def test_one_mistake_is_allowed_and_named() -> None:
    lesson = LESSONS[0]
    question = lesson.questions[0]
    answers = {**_right(lesson), question.code: next(o.code for o in question.options if not o.is_right)}
    result = lesson_result(lesson, answers)
    assert (result.is_passed, result.wrong) == (True, (question.code,))


def test_an_answer_that_does_not_exist_is_refused() -> None:
    with pytest.raises(LookupError, match="perhaps"):
        lesson_result(LESSONS[0], {LESSONS[0].questions[0].code: "perhaps"})


def test_a_beginner_starts_with_the_easy_lessons() -> None:
    path = learning_path(LESSONS, {"understand": 1, "use": 2, "people": 1, "rules": 1}, {})
    assert [lesson.number for lesson in path] == [1, 2, 3, 5, 4]


@given(LEVELS, LEVELS)
def test_the_path_holds_nothing_already_known_and_nothing_not_asked(
    required: dict[str, int], reached: dict[str, int]
) -> None:
    for lesson in learning_path(LESSONS, required, reached):
        assert reached[lesson.competence] < lesson.level <= required[lesson.competence]


@given(LEVELS)
def test_who_has_reached_the_aim_has_no_path(required: dict[str, int]) -> None:
    assert learning_path(LESSONS, required, required) == ()


def test_dilemmas_that_touch_most_roles_of_a_team_come_first() -> None:
    found = dilemmas_for(dilemmas_in_force(date(2026, 11, 23)), ["user", "team_manager"])
    shared = [len({"user", "team_manager"} & set(item.roles)) for item in found]
    assert shared == sorted(shared, reverse=True)
    assert set(shared) == {1, 2}
    assert dilemmas_for(found, []) == ()
