"""Modules: what of a path is left, and which modules are older than the application they belong to."""

from datetime import date

from vijfspoor.content.literacy.lessons import lessons_in_force
from vijfspoor.domain.people.learning_module import Confirmation, ModuleKind, left_to_do, module_of, outdated

FIRST, LATER = date(2026, 11, 1), date(2026, 11, 20)


def test_what_is_left_keeps_the_order_of_the_path() -> None:
    assert left_to_do(("c", "a", "b"), {"a"}) == ("c", "b")
    assert left_to_do(("c",), {"c", "x"}) == ()


def test_a_module_is_outdated_when_a_release_came_after_its_content() -> None:
    made = {"old": FIRST, "same": LATER, "free": FIRST}
    assert outdated(made, {"old": LATER, "same": LATER}) == ("old",)


def test_an_own_lesson_is_a_module_of_the_day_of_its_version() -> None:
    lesson = lessons_in_force(LATER)[0]
    module = module_of(lesson, "2026-11-01")
    assert (module.kind, module.confirmed_by, module.made_on) == (ModuleKind.LESSON, Confirmation.QUESTIONS, FIRST)
    assert (module.title, module.level, module.competence) == (lesson.title, lesson.level, lesson.competence)
