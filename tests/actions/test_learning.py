"""Learning: only an understood lesson is kept, groups are asked and reminded, and numbers point at nobody."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import builders
from tests.builders import NOW
from vijfspoor.actions.errors import InvalidInput, NotAllowed
from vijfspoor.actions.people.assign_learning import withdraw_learning
from vijfspoor.actions.people.finish_lesson import finish_lesson
from vijfspoor.actions.people.keep_learning import keep_learning
from vijfspoor.domain.people.small_groups import at_least
from vijfspoor.queries.people import learning as query
from vijfspoor.store.models import AuditEvent, LessonPass, Message


def test_a_lesson_that_is_not_understood_leaves_no_trace(town):
    user = town.actor("user")
    lesson = query.lesson(user, "personal-data")
    wrong = {item.code: next(o.code for o in item.options if not o.is_right) for item in lesson.questions}
    before = AuditEvent.objects.count()

    assert not finish_lesson(user, lesson, wrong).is_passed
    assert (LessonPass.objects.count(), AuditEvent.objects.count()) == (0, before)


def test_an_understood_lesson_is_kept_once(town):
    user = town.actor("user")
    assert builders.understood(user).is_passed
    assert builders.understood(user).is_passed

    assert LessonPass.objects.get().lesson == "what-ai-is"
    assert AuditEvent.objects.filter(action="lesson_passed").count() == 1
    assert [line.module.code for line in query.shelf(user).done] == ["what-ai-is"]


def test_every_question_without_an_answer_is_named(town):
    user = town.actor("user")
    lesson = query.lesson(user, "what-ai-is")
    first, *rest = lesson.questions

    with pytest.raises(InvalidInput) as error:
        finish_lesson(user, lesson, {first.code: first.options[0].code, rest[0].code: "nothing like it"})
    assert set(error.value.errors) == {item.code for item in rest}


def test_who_is_asked_sees_it_on_the_shelf_and_the_desk_until_it_is_done(town):
    row = builders.learning(town, unit=town.team.pk)
    user = town.actor("user")
    (line,) = query.to_do(user)
    assert (line.module.code, line.days, line.reason) == ("what-ai-is", 30, row.reason)
    assert query.shelf(user).asked == (line,)
    assert Message.objects.filter(kind="learning_asked", recipient=user.person).exists()

    builders.understood(user)
    assert query.to_do(user) == ()


def test_only_holders_of_a_role_in_a_unit_are_asked(town):
    builders.learning(town, role="ciso")
    assert query.to_do(town.actor("ciso"))
    assert query.to_do(town.actor("privacy_officer")) == ()


def test_who_did_it_is_neither_mailed_nor_reminded_and_nobody_twice(town):
    done = town.actor("ciso")
    builders.understood(done)
    row = builders.learning(town)
    assert not Message.objects.filter(kind="learning_asked", recipient=done.person).exists()

    near = NOW + timedelta(days=25)
    left = len(query.unfinished(row, near.date()))
    assert keep_learning(near)["learning reminders"] == left
    assert keep_learning(near)["learning reminders"] == 0
    assert not Message.objects.filter(kind="learning_reminder", recipient=done.person).exists()


def test_what_was_taken_back_is_asked_of_nobody(town):
    row = builders.learning(town)
    withdraw_learning(town.actor("hr_adviser"), row)
    withdraw_learning(town.actor("hr_adviser"), row)

    assert query.to_do(town.actor("user")) == ()
    assert keep_learning(NOW + timedelta(days=25))["learning reminders"] == 0
    assert AuditEvent.objects.filter(action="learning_withdrawn").count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"lessons": ()}, "lessons"),
        ({"lessons": ("no such lesson",)}, "lessons"),
        ({"reason": " "}, "reason"),
        ({"due_on": None}, "due_on"),
        ({"due_on": NOW.date()}, "due_on"),
        ({"due_on": NOW.date() + timedelta(days=400)}, "due_on"),
        ({"unit": 999_999}, "unit"),
        ({"role": "no such role"}, "role"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(town, wrong, field):
    with pytest.raises(InvalidInput) as error:
        builders.learning(town, **wrong)
    assert set(error.value.errors) == {field}


def test_only_hr_asks_and_a_unit_of_another_municipality_does_not_exist(town, other_town):
    with pytest.raises(InvalidInput):
        builders.learning(town, unit=other_town.team.pk)
    row = builders.learning(town)
    for actor in (town.actor("team_manager"), other_town.actor("hr_adviser")):
        with pytest.raises(NotAllowed):
            withdraw_learning(actor, row)


def test_progress_goes_in_steps_of_five_and_a_small_group_stays_hidden(town):
    people = builders.colleagues(town, 12)
    builders.learning(town, unit=town.team.pk)
    for person in people[:7]:
        LessonPass.objects.create(person=person, lesson="what-ai-is", version="2026-11-01", passed_at=NOW)

    (line,) = query.progress(town.actor("hr_adviser"))
    assert line.done == 5
    for person in people[7:]:
        LessonPass.objects.create(person=person, lesson="what-ai-is", version="2026-11-01", passed_at=NOW)
    (line,) = query.progress(town.actor("hr_adviser"))
    assert line.done <= line.people - 5


@given(st.integers(0, 60).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_at_least_never_tells_of_a_group_under_five(found):
    part, whole = found
    shown = at_least(part, whole)
    if whole < 10:
        assert shown is None
    else:
        assert shown % 5 == 0
        assert shown <= part
        assert whole - shown >= 5


def test_a_part_is_no_more_than_the_whole():
    with pytest.raises(ValueError, match="between nobody and everybody"):
        at_least(6, 5)
