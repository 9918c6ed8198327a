"""Doorgezet signaal: how a concern that was put to a supplier stands. Pure functions; dates are arguments."""

from datetime import date
from enum import StrEnum


class NoticeState(StrEnum):
    """Stand van een doorgezet signaal."""

    WAITING = "waiting"
    LATE = "late"
    ANSWERED = "answered"
    DROPPED = "dropped"


def notice_state(answer_by: date, today: date, *, is_answered: bool, is_dropped: bool) -> NoticeState:
    """Return how it stands on `today`; its last day counts as in time. `is_dropped`: the case was settled without it.

    An answer counts before everything else, also one that came after the case was settled.
    """
    if is_answered:
        return NoticeState.ANSWERED
    if is_dropped:
        return NoticeState.DROPPED
    return NoticeState.LATE if today > answer_by else NoticeState.WAITING
