"""Stand van een klok: how a duty to report stands, and the text of a notification with its blanks filled in."""

import re
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

_PLACEHOLDER = re.compile(r"{(\w+)}")


class ClockState(StrEnum):
    """Stand van een klok van een incident."""

    RUNNING = "running"
    LATE = "late"
    NOTIFIED = "notified"
    NOTIFIED_LATE = "notified_late"
    NOT_NOTIFIED = "not_notified"
    LAPSED = "lapsed"

    @property
    def is_open(self) -> bool:
        """Whether somebody must still notify, or decide not to."""
        return self in (ClockState.RUNNING, ClockState.LATE)


def clock_state(
    deadline: datetime, now: datetime, *, notified_at: datetime | None, is_waived: bool, has_lapsed: bool
) -> ClockState:
    """Return how a clock stands at `now`.

    A notification counts before everything else, also after the decision not to notify (`is_waived`). `has_lapsed`
    says that new facts ended the duty.
    """
    if notified_at is not None:
        return ClockState.NOTIFIED_LATE if notified_at > deadline else ClockState.NOTIFIED
    if is_waived:
        return ClockState.NOT_NOTIFIED
    if has_lapsed:
        return ClockState.LAPSED
    return ClockState.LATE if now > deadline else ClockState.RUNNING


def fill_in(draft: str, values: Mapping[str, str], blanks: Mapping[str, str]) -> str:
    """Return `draft` with its placeholders replaced, in one pass, so what people typed is never read as a placeholder.

    Where the value is empty the name in `blanks` stands between square brackets, so nobody overlooks it.
    """

    def replaced(found: re.Match[str]) -> str:
        name = found.group(1)
        return values.get(name, "").strip().rstrip(".") or f"[{blanks.get(name, name)}]"

    return _PLACEHOLDER.sub(replaced, draft)
