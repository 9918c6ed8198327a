"""Bewustwordingscampagne: in which phase it is, and between which two measurements its effect may be looked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vijfspoor.domain.people.literacy_figures import GroupBasis

TOOK_PART = "took_part"


class Phase(StrEnum):
    """Fase van een campagne."""

    PLANNED = "planned"
    RUNNING = "running"
    OVER = "over"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class MeasuredBetween:
    """Meting: `key` of a published measurement, whose answers were given from `first` up to and including `last`."""

    key: int
    first: date
    last: date


def phase(starts_on: date, *, is_closed: bool, is_withdrawn: bool, today: date) -> Phase:
    """Return the phase of a campaign. It is over when its reach was counted, not when its last day has passed."""
    if is_withdrawn:
        return Phase.WITHDRAWN
    if is_closed:
        return Phase.OVER
    return Phase.RUNNING if starts_on <= today else Phase.PLANNED


def reach_basis(sizes: dict[str, int], joined: dict[str, int]) -> dict[str, GroupBasis]:
    """Return the real counts of a campaign, never to be shown as they are: per group who was asked and who took part.

    The size of a group is the number that was asked, so that a group under five stays hidden however many took part.
    """
    return {name: GroupBasis(size, size, {TOOK_PART: joined.get(name, 0)}) for name, size in sizes.items()}


def around(
    measurements: Iterable[MeasuredBetween], starts_on: date, ends_on: date
) -> tuple[MeasuredBetween | None, MeasuredBetween | None]:
    """Return the last measurement before a campaign and the first after it; None where there is none.

    A measurement that ran while the campaign did says nothing about it: it counts neither before nor after.
    """
    found = list(measurements)
    before = [item for item in found if item.last <= starts_on and item.first < starts_on]
    after = [item for item in found if item.first >= ends_on]
    return (
        max(before, key=lambda item: (item.last, item.key), default=None),
        min(after, key=lambda item: (item.first, item.key), default=None),
    )
