"""How a concern at a supplier stands."""

from datetime import date

import pytest

from vijfspoor.domain.technology.supplier_notice import NoticeState, notice_state

BY = date(2026, 12, 7)


@pytest.mark.parametrize(
    ("today", "answered", "dropped", "state"),
    [
        (date(2026, 12, 7), False, False, NoticeState.WAITING),
        (date(2026, 12, 8), False, False, NoticeState.LATE),
        (date(2026, 12, 8), False, True, NoticeState.DROPPED),
        (date(2026, 12, 8), True, True, NoticeState.ANSWERED),
    ],
)
def test_an_answer_counts_first_and_the_last_day_is_in_time(today, answered, dropped, state):
    assert notice_state(BY, today, is_answered=answered, is_dropped=dropped) is state
