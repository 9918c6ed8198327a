"""Counted outcomes: groups that are too small are gone before anything is calculated."""

from hypothesis import given
from hypothesis import strategies as st

from vijfspoor.domain.technology.outcome import OutcomeCell, OutcomeCounts, sizes, without_small_groups

CELLS = st.lists(
    st.builds(OutcomeCell, st.sampled_from("abcde"), st.booleans(), st.none() | st.booleans(), st.integers(1, 40)),
    max_size=20,
)


@given(CELLS)
def test_no_small_group_is_left_and_no_large_group_is_lost(cells):
    kept, out = without_small_groups(OutcomeCounts({"district": tuple(cells)}), 30)
    before, after = sizes(cells), sizes(kept.columns["district"])

    assert after == {group: number for group, number in before.items() if number >= 30}
    assert out == len(before) - len(after)
