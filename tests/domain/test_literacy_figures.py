"""Published figures: small groups hidden with enough company, moves of five or more only, and honest intervals."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vijfspoor.domain.people.literacy_figures import GroupBasis, carried, certainty, published, rounded_people
from vijfspoor.domain.people.small_groups import ShownShare

CODES = ("understand", "use")


def _group(people: int, meets: int = 0, invited: int | None = None) -> GroupBasis:
    return GroupBasis(people if invited is None else invited, people, dict.fromkeys(CODES, meets))


def _basis(draw: st.DrawFn) -> dict[str, GroupBasis]:
    sizes = draw(st.lists(st.integers(0, 30), min_size=1, max_size=7))
    return {f"team {n}": _group(size, draw(st.integers(0, size)), size + n) for n, size in enumerate(sizes)}


BASES = st.composite(_basis)()


def test_a_small_group_is_hidden_with_enough_company() -> None:
    shown = published({"small": _group(3), "middle": _group(8, 4), "large": _group(20, 10)})
    assert shown.groups["small"] is None
    assert shown.groups["middle"] is None, "or the small one could be subtracted from the total"
    assert shown.groups["large"] is not None
    assert shown.total is not None
    assert shown.total.people == 30


def test_nothing_is_shown_of_a_handful() -> None:
    shown = published({"small": _group(4)})
    assert shown.total is None
    assert shown.groups == {"small": None}


@given(BASES)
def test_hidden_people_are_nobody_or_at_least_five_and_shares_leave_doubt(basis: dict[str, GroupBasis]) -> None:
    shown = published(basis)
    hidden = sum(basis[name].people for name, group in shown.groups.items() if group is None)
    assert hidden == 0 or hidden >= 5 or all(group is None for group in shown.groups.values())
    for name, group in shown.groups.items():
        if group is None:
            continue
        assert basis[name].people >= 5
        for code, share in group.shares.items():
            part, whole = basis[name].meets[code], basis[name].people
            if share.at_least == share.at_most:
                assert 5 <= part <= whole - 5
                assert abs(share.at_least - 100 * part / whole) <= 2.5
            else:
                assert share.at_least - 5 <= 100 * part / whole <= share.at_most + 5


@given(BASES, st.lists(st.integers(0, 8), min_size=7, max_size=7))
def test_a_carried_group_moves_by_nobody_or_by_five(basis: dict[str, GroupBasis], added: list[int]) -> None:
    now = {
        name: _group(group.people + more, group.meets["use"], group.invited + more)
        for (name, group), more in zip(basis.items(), added, strict=False)
    }
    moved = carried(basis, now)
    steps = [moved[name].people - basis[name].people for name in basis if now[name].people >= 5]
    assert all(step == 0 or step >= 5 for step in steps)
    small = sum(moved[name].people - basis[name].people for name in basis if now[name].people < 5)
    assert small == 0 or small >= 5
    assert carried(moved, moved) == moved


def test_a_group_that_is_new_waits_for_five_people() -> None:
    now = {"old": _group(12, 6), "new": _group(3, 1)}
    assert carried({"old": _group(12, 6)}, now)["new"].people == 0


SIZES = [(3, 8, 20), (9, 20), (2, 2, 30), (5, 6, 12), (4, 5, 25), (7, 10), (12, 14)]


@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_who_knows_the_method_and_every_size_learns_nobodys_result(sizes: tuple[int, ...]) -> None:
    """Go through every possible world, and put those together that look alike from outside."""
    alike: dict[str, list[tuple[int, ...]]] = {}
    for world in product(*(range(size + 1) for size in sizes)):
        basis = {f"team {n}": _group(size, world[n], size + 4) for n, size in enumerate(sizes)}
        alike.setdefault(repr(published(basis)), []).append(world)
    for worlds in alike.values():
        for group, size in enumerate(sizes):
            possible = {world[group] for world in worlds}
            assert possible not in ({0}, {size}), (worlds[0], "everyone of this group is known")
            if 0 in possible or size in possible:
                assert len(possible) >= min(size, 4) + 1, (worlds[0], possible)


def test_the_total_stays_exact_where_many_groups_leave_doubt() -> None:
    basis = {f"team {n}": _group(12, 10) for n in range(20)}
    total = published(basis).total
    assert total is not None
    assert total.shares["use"] == ShownShare(85, 85)


def test_who_is_due_is_rounded_down() -> None:
    assert [rounded_people(count) for count in (0, 4, 5, 9, 121)] == [0, 0, 5, 5, 120]


def test_the_interval_is_that_of_wilson_rounded_outward() -> None:
    assert certainty(ShownShare(60, 60), 300) == ShownShare(50, 70)
    assert certainty(ShownShare(60, 60), 10) == ShownShare(30, 85)
    assert certainty(ShownShare(0, 20), 20) == ShownShare(0, 45)
    assert certainty(ShownShare(80, 100), 20) == ShownShare(55, 100)


def test_nobody_is_no_ground_for_an_interval() -> None:
    with pytest.raises(ValueError, match="nobody"):
        certainty(ShownShare(0, 0), 0)
