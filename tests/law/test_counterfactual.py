"""What would change it: found from the rules, proven by classifying again, and with nothing to spare."""

from datetime import date
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law.test_properties import AS_OF, BOOK, _value
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.ethics.classification import classify, parse_answers
from vijfspoor.domain.ethics.counterfactual import counterfactuals, counterfactuals_for_route

CV_RANKER = {"S1": "ja", "S3": "ja", "R2": "ja", "H0": ["werk"], "H4A": "ja", "D1": "ja", "D2A": "ja"}
_YES_NO = [code for code, question in BOOK.questions.items() if question.kind == "yes_no"]
# Starting from AI, or from no to everything, what follows is reached more often than from any answers alone.
_STARTS = st.sampled_from([{}, {"S1": True, "S3": True}, parse_answers(BOOK, {"S1": "ja", "S3": "ja"}, "nee")])
_SOME = st.lists(st.sampled_from(sorted(set(BOOK.questions) - {"LD1", "LD2"})), max_size=20, unique=True)
_ANSWERS = st.builds(
    lambda start, some: {**start, **some},
    _STARTS,
    _SOME.flatmap(lambda codes: st.fixed_dictionaries({code: _value(code) for code in codes})),
)
_OUTCOMES = st.sampled_from(sorted(BOOK.outcomes))


def _classify(raw, default="nee"):
    return classify(BOOK, parse_answers(BOOK, raw, default), AS_OF)


def _sets(found):
    return [{change.question: change.new for change in item.changes} for item in found]


def _reaches(result, changes, goal):
    """Whether these changes reach the goal without a contradiction that was not there."""
    after = classify(BOOK, {**result.answers, **changes}, AS_OF)
    return goal(after) and set(after.contradictions) <= set(result.contradictions)


def _assert_minimal(result, found, goal):
    for changes in _sets(found):
        assert 1 <= len(changes) <= 3
        assert _reaches(result, changes, goal), changes
        for size in range(len(changes)):
            for part in combinations(changes.items(), size):
                assert not _reaches(result, dict(part), goal), (part, changes)
    sizes = [len(item.changes) for item in found]
    assert sizes == sorted(sizes)
    assert len({frozenset(changes) for changes in _sets(found)}) == len(found) <= 20


@settings(max_examples=100, deadline=None)
@given(answers=_ANSWERS, outcome=_OUTCOMES)
def test_a_counterfactual_changes_the_outcome_and_no_part_of_it_does(answers, outcome):
    result = classify(BOOK, answers, AS_OF)
    was = result.case.outcome(outcome) is True
    found = counterfactuals(result, outcome)

    _assert_minimal(result, found, lambda after: (after.case.outcome(outcome) is True) is not was)
    for item in found:
        after = classify(BOOK, item.applied_to(answers), AS_OF)
        assert after.case.outcome(outcome) is item.becomes
        assert all(change.present == answers.get(change.question) != change.new for change in item.changes)
        assert all(change.reference for change in item.changes)


@settings(max_examples=100, deadline=None)
@given(answers=_ANSWERS, stricter=st.booleans())
def test_a_counterfactual_changes_the_route_and_no_part_of_it_does(answers, stricter):
    result = classify(BOOK, answers, AS_OF)
    found = counterfactuals_for_route(result, stricter=stricter)

    def goal(after):
        return (
            (after.route.severity > result.route.severity) if stricter else result.route.is_stricter_than(after.route)
        )

    _assert_minimal(result, found, goal)
    assert [classify(BOOK, item.applied_to(answers), AS_OF).route for item in found] == [i.becomes for i in found]


@settings(max_examples=100, deadline=None)
@given(answers=_ANSWERS, outcome=_OUTCOMES)
def test_no_single_answer_is_missed(answers, outcome):
    result = classify(BOOK, answers, AS_OF)
    was = result.case.outcome(outcome) is True
    found = [set(changes) for changes in _sets(counterfactuals(result, outcome, limit=1000))]

    for code, value in product(_YES_NO, (True, False)):
        if _reaches(result, {code: value}, lambda after: (after.case.outcome(outcome) is True) is not was):
            assert {code} in found


def test_a_cv_ranker_stops_being_high_risk_when_it_does_not_profile():
    found = counterfactuals(_classify(CV_RANKER), "HR_ANNEX_III")
    by_question = {item.changes[0].question: item.changes[0] for item in found}

    assert list(by_question) == ["S1", "S3", "S10", "S11", "S12", "S13", "H4A", "D1"]
    assert (by_question["D1"].present, by_question["D1"].new) == (True, False)
    assert by_question["D1"].reference == "art. 6(3)-(4), 49(2)"
    assert by_question["H4A"].reference == "bijlage III 4"
    assert {item.becomes for item in found} == {False}


def test_without_a_ground_of_the_exemption_not_profiling_is_not_enough():
    found = _sets(counterfactuals(_classify({**CV_RANKER, "D2A": "nee"}), "HR_ANNEX_III"))

    assert {"D1": False} not in found
    assert {"D1": False, "D2A": True} in found
    assert {"D1": False, "D2D": True} in found


def test_the_exemption_is_lost_by_profiling_or_without_its_ground():
    result = _classify({"S1": "ja", "S3": "ja", "R2": "ja", "H5A": "ja", "D2A": "ja"})

    assert result.outcomes == ("HR_EXEMPT_6_3",)
    assert {"D1": True} in _sets(counterfactuals(result, "HR_EXEMPT_6_3"))
    assert {"D2A": False} in _sets(counterfactuals(result, "HR_EXEMPT_6_3"))
    assert _sets(counterfactuals(result, "HR_ANNEX_III")) == [{"D1": True}, {"D2A": False}]


def test_a_possible_outcome_is_established_by_what_is_unanswered():
    result = classify(BOOK, parse_answers(BOOK, {"S1": "ja", "S3": "ja", "H0": ["werk"], "H4B": "nee"}), AS_OF)
    [ranks] = [item for item in counterfactuals(result, "HR_ANNEX_III") if item.changes[0].question == "H4A"]

    assert "HR_ANNEX_III" in result.possible
    assert (len(ranks.changes), ranks.changes[0].present, ranks.changes[0].new) == (1, None, True)


def test_a_changed_answer_does_not_contradict_what_follows_from_another():
    fixed_rules = _classify({"S2": "ja", "S3": "ja"})

    assert {"S1": True} not in _sets(counterfactuals(fixed_rules, "IS_AI"))
    assert {"S1": True, "S2": False} in _sets(counterfactuals(fixed_rules, "IS_AI"))


def test_lists_change_as_little_as_needed():
    result = _classify({"N1": "ja", "N6": ["fraudebestrijding"], "N7": "nee"})
    lost = _sets(counterfactuals(result, "PRIVACY_HIGH"))

    assert {"N6": frozenset()} in lost
    [(question, several)] = _sets(counterfactuals(_classify({"N1": "ja"}), "PRIVACY_HIGH"))[1].items()
    assert (question, len(several)) == ("N7", 2)


def test_what_would_give_another_route():
    result = _classify(CV_RANKER)
    lighter = counterfactuals_for_route(result, stricter=False)
    stricter = counterfactuals_for_route(result, stricter=True)

    assert {"D1": False} in _sets(lighter)
    assert {item.becomes for item in lighter if {"D1"} == set(_sets([item])[0])} == {Route.ORANJE}
    assert {"P5A": True} in _sets(stricter)
    assert {item.becomes for item in stricter} == {Route.ZWART}


def test_there_is_nothing_beyond_zwart_and_groen():
    assert counterfactuals_for_route(_classify({"S1": "ja", "S3": "ja", "P5A": "ja"}), stricter=True) == ()
    assert counterfactuals_for_route(_classify({}), stricter=False) == ()


def test_an_unknown_outcome_is_refused():
    with pytest.raises(KeyError):
        counterfactuals(_classify({}), "NOTHING")


def test_the_day_does_not_matter():
    answers = parse_answers(BOOK, CV_RANKER, "nee")
    now, later = (classify(BOOK, answers, day) for day in (AS_OF, date(2029, 1, 1)))

    assert counterfactuals(now, "HR_ANNEX_III") == counterfactuals(later, "HR_ANNEX_III")
