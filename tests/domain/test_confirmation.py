"""When a round falls, how long a confirmation counts, and who uses an application."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vijfspoor.domain.leadership.confirmation import ConfirmationTerms, Share, UseState, quarter_start, still_using

TERMS = ConfirmationTerms(date(2026, 11, 1), (5, 11), 20, 6)
TEAMS = st.sets(st.integers(1, 6))


@pytest.mark.parametrize(
    ("on", "starts"),
    [
        (date(2026, 11, 1), date(2026, 11, 1)),
        (date(2027, 4, 30), date(2026, 11, 1)),
        (date(2027, 5, 1), date(2027, 5, 1)),
        (date(2027, 1, 1), date(2026, 11, 1)),
    ],
)
def test_a_day_falls_in_the_round_that_began_last(on, starts):
    assert TERMS.round_of(on) == starts


@given(st.dates(date(2026, 1, 1), date(2040, 1, 1)))
def test_a_round_began_at_most_half_a_year_ago(on):
    assert timedelta(0) <= on - TERMS.round_of(on) < timedelta(days=185)


def test_a_confirmation_counts_for_six_months():
    assert TERMS.is_fresh(date(2026, 11, 10), date(2027, 5, 10))
    assert not TERMS.is_fresh(date(2026, 11, 10), date(2027, 5, 11))
    assert not TERMS.is_fresh(None, date(2026, 11, 10))


@given(TEAMS, st.dictionaries(st.integers(1, 6), st.sampled_from(list(UseState))))
def test_the_word_of_a_team_decides_about_that_team_only(by_place, said):
    using = still_using(by_place, said)

    for team in range(1, 7):
        expected = said[team] is not UseState.ENDED if team in said else team in by_place
        assert (team in using) == expected


def test_only_a_change_and_an_end_need_words():
    assert {state for state in UseState if state.needs_words} == {UseState.CHANGED, UseState.ENDED}


def test_a_quarter_begins_on_the_first_of_january_april_july_or_october():
    assert quarter_start(date(2026, 12, 31)) == date(2026, 10, 1)
    assert quarter_start(date(2026, 1, 1)) == date(2026, 1, 1)


def test_a_share_of_nothing_is_unknown():
    assert Share(0, 0).percentage is None
    assert Share(2, 3).percentage == 67
