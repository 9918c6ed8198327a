"""The self-scan always ends, asks nothing twice, and more right answers never give a lower level."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vijfspoor.content.literacy.scan import scan_in_force
from vijfspoor.domain.people.self_scan import DONT_KNOW, ScanItem, next_item, scan_result

SCAN = scan_in_force(date(2026, 11, 23))
KNOWLEDGE = sorted(item.code for item in SCAN.items if not item.is_estimate)
ESTIMATES = st.fixed_dictionaries({code: st.integers(0, 4) for code in SCAN.competences()})
KNOWN = st.sets(st.sampled_from(KNOWLEDGE))
SOME_ANSWERS = st.fixed_dictionaries(
    {}, optional={i.code: st.sampled_from([*(o.code for o in i.options), DONT_KNOW]) for i in SCAN.items}
)


def _right(item: ScanItem) -> str:
    return next(option.code for option in item.options if option.is_right)


def _take(answer: Callable[[ScanItem], str]) -> dict[str, str]:
    answers: dict[str, str] = {}
    while item := next_item(SCAN, answers):
        assert item.code not in answers
        answers[item.code] = answer(item)
    return answers


def _person(known: set[str], estimates: dict[str, int]) -> Callable[[ScanItem], str]:
    def answer(item: ScanItem) -> str:
        if item.is_estimate:
            return f"level_{estimates[item.competence]}"
        return _right(item) if item.code in known else DONT_KNOW

    return answer


def _levels(answers: dict[str, str]) -> dict[str, int]:
    return {code: found.level for code, found in scan_result(SCAN, answers).items()}


def test_the_estimate_comes_first_and_decides_where_the_questions_start() -> None:
    first = next_item(SCAN, {})
    assert first is not None
    assert first.is_estimate
    easy, hard = (next_item(SCAN, {first.code: f"level_{number}"}) for number in (0, 4))
    assert easy is not None
    assert hard is not None
    assert (easy.level, hard.level) == (1, 3)


def test_who_knows_everything_reaches_the_top_in_three_answers_per_competence() -> None:
    answers = _take(_person(set(KNOWLEDGE), dict.fromkeys(SCAN.competences(), 4)))
    result = scan_result(SCAN, answers)
    assert {found.level for found in result.values()} == {4}
    assert {found.rests_on for found in result.values()} == {2}
    assert all(found.is_settled for found in result.values())


def test_who_thinks_too_little_of_themselves_gets_a_level_that_may_be_higher() -> None:
    result = scan_result(SCAN, _take(_person(set(KNOWLEDGE), dict.fromkeys(SCAN.competences(), 0))))
    assert {(found.level, found.estimate, found.is_settled) for found in result.values()} == {(3, 0, False)}


def test_who_knows_nothing_gets_no_level_whatever_they_think() -> None:
    result = scan_result(SCAN, _take(_person(set(), dict.fromkeys(SCAN.competences(), 4))))
    assert {found.level for found in result.values()} == {0}
    assert {found.estimate for found in result.values()} == {4}


def test_nothing_answered_is_no_level_and_not_settled() -> None:
    assert {(f.level, f.rests_on, f.is_settled, f.estimate) for f in scan_result(SCAN, {}).values()} == {
        (0, 0, False, None)
    }


def test_an_answer_that_does_not_exist_is_refused() -> None:
    with pytest.raises(LookupError, match="use_1"):
        scan_result(SCAN, {"use_1": "perhaps"})


@given(st.data())
def test_it_always_ends_within_sixteen_items_and_never_repeats(data: st.DataObject) -> None:
    answers = _take(lambda item: data.draw(st.sampled_from([*(o.code for o in item.options), DONT_KNOW])))
    assert len(answers) <= 16
    for competence, found in scan_result(SCAN, answers).items():
        assert found.is_settled or found.level == 3, competence


@given(SOME_ANSWERS, st.sampled_from(KNOWLEDGE))
def test_one_more_right_answer_never_lowers_a_level(answers: dict[str, str], code: str) -> None:
    item = next(item for item in SCAN.items if item.code == code)
    before, after = _levels(answers), _levels({**answers, code: _right(item)})
    assert all(after[competence] >= level for competence, level in before.items())


@given(KNOWN, KNOWN, ESTIMATES)
def test_who_knows_more_never_ends_lower(known: set[str], more: set[str], estimates: dict[str, int]) -> None:
    before = _levels(_take(_person(known, estimates)))
    after = _levels(_take(_person(known | more, estimates)))
    assert all(after[competence] >= level for competence, level in before.items())


@given(SOME_ANSWERS, st.integers(0, 4))
def test_what_people_think_of_themselves_never_changes_their_level(answers: dict[str, str], estimate: int) -> None:
    changed = {item.code: f"level_{estimate}" for item in SCAN.items if item.is_estimate}
    assert _levels(answers) == _levels({**answers, **changed})
