"""A campaign: its phase, its group sizes, and which measurements stand on either side of it."""

from datetime import date

import pytest

from vijfspoor.domain.people.campaign import MeasuredBetween, Phase, around, phase, reach_basis
from vijfspoor.domain.people.literacy_figures import published

FIRST, LAST = date(2026, 11, 10), date(2026, 11, 24)


@pytest.mark.parametrize(
    ("closed", "withdrawn", "today", "expected"),
    [
        (False, False, date(2026, 11, 9), Phase.PLANNED),
        (False, False, FIRST, Phase.RUNNING),
        (False, False, date(2027, 1, 1), Phase.RUNNING),
        (True, False, LAST, Phase.OVER),
        (False, True, LAST, Phase.WITHDRAWN),
    ],
)
def test_the_phase(closed: bool, withdrawn: bool, today: date, expected: Phase) -> None:
    assert phase(FIRST, is_closed=closed, is_withdrawn=withdrawn, today=today) is expected


def _measured(key: int, first: date, last: date | None = None) -> MeasuredBetween:
    return MeasuredBetween(key, first, last or first)


def test_the_nearest_measurement_on_each_side_counts() -> None:
    found = [
        _measured(1, date(2026, 6, 1)),
        _measured(2, date(2026, 10, 1), FIRST),
        _measured(3, FIRST, date(2026, 11, 12)),
        _measured(4, date(2026, 11, 20), date(2026, 12, 1)),
        _measured(5, LAST, date(2026, 12, 10)),
        _measured(6, date(2026, 12, 20)),
    ]
    before, after = around(found, FIRST, LAST)
    assert (before and before.key, after and after.key) == (2, 5)
    assert around(found[2:4], FIRST, LAST) == (None, None), "measured while it ran"


def test_a_small_group_stays_hidden_however_many_took_part() -> None:
    shown = published(reach_basis({"small": 4, "middle": 9, "large": 30}, {"small": 4, "middle": 9, "large": 15}))
    assert shown.groups["small"] is None
    assert shown.groups["middle"] is None, "or the small one could be subtracted"
    assert shown.groups["large"] is not None
