"""Bevestiging van het beeld: twice a year teams and owners say what they still use.

Who uses an application follows from its place and from the last word of each team.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vijfspoor.domain.ethics.legal_term import add_months


class UseState(StrEnum):
    """Stand van het gebruik, as a team or owner confirmed it. FOUND: used, and nobody had reported it."""

    USED = "used"
    CHANGED = "changed"
    ENDED = "ended"
    FOUND = "found"

    @property
    def needs_words(self) -> bool:
        """Whether it says nothing without a sentence beside it."""
        return self in (UseState.CHANGED, UseState.ENDED)


@dataclass(frozen=True, slots=True)
class ConfirmationTerms:
    """Termijnen van de bevestiging: a round opens on the first day of each of `months`.

    `answer_within` is in working days; `fresh_months` how long a confirmation counts (indicator O6).
    """

    valid_from: date
    months: tuple[int, ...]
    answer_within: int
    fresh_months: int

    def round_of(self, on: date) -> date:
        """Return the first day of the round that `on` falls in."""
        starts = [date(year, month, 1) for year in (on.year - 1, on.year) for month in self.months]
        return max(start for start in starts if start <= on)

    def is_fresh(self, confirmed_on: date | None, today: date) -> bool:
        """Whether what was confirmed on a day still counts today; an unknown day never does."""
        return confirmed_on is not None and today <= add_months(confirmed_on, self.fresh_months)


def still_using(by_place: Collection[int], last_word: Mapping[int, UseState]) -> frozenset[int]:
    """Return the teams that use an application: those it lies with and those that said so, without who ended it."""
    said = {team for team, state in last_word.items() if state is not UseState.ENDED}
    ended = {team for team, state in last_word.items() if state is UseState.ENDED}
    return frozenset((set(by_place) | said) - ended)


def quarter_start(on: date) -> date:
    """Return the first day of the quarter that `on` falls in."""
    return date(on.year, 3 * ((on.month - 1) // 3) + 1, 1)


@dataclass(frozen=True, slots=True)
class Share:
    """Deel van een geheel: how many of how many, as an indicator counts it."""

    part: int
    whole: int

    @property
    def percentage(self) -> int | None:
        """In whole per cents; None where there is nothing to count."""
        return round(100 * self.part / self.whole) if self.whole else None
