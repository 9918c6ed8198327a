"""Wetsdata: from when an outcome or obligation applies to one application (AI Act Art. 111 and 113)."""

from datetime import date

from vijfspoor.domain.ethics.case import RuleCase
from vijfspoor.domain.ethics.rule_book import Obligation, Relief

ON_MARKET_SINCE = "LD1"
CHANGED_ON = "LD2"


class LegalDates:
    """Data van een casus: from when its outcomes and obligations apply; each outcome is worked out once."""

    def __init__(self, case: RuleCase) -> None:
        self._case = case
        self._dates: dict[str, date | None] = {}
        self._grounds: dict[tuple[str, ...], tuple[list[str], date | None]] = {}

    def of_outcome(self, code: str) -> date | None:
        """Return from when an established outcome applies; None when it has no date of its own."""
        if code not in self._dates:
            self._dates[code] = self._work_out(code)
        return self._dates[code]

    def of_obligation(self, obligation: Obligation) -> date | None:
        """Return from when an obligation binds.

        Its own date; later under art. 111; and where its outcome only hangs on dated ones, the date of those.
        """
        known = self._grounds.get(obligation.when)
        if known is None:
            known = self._grounds[obligation.when] = self._established_of(obligation.when)
        established, later = known
        own = obligation.applies_from
        if obligation.applies_from_annex_i and set(established) == {"HR_ANNEX_I_A"}:
            own = obligation.applies_from_annex_i
        return max(own, later) if own and later else own or later

    def _established_of(self, codes: tuple[str, ...]) -> tuple[list[str], date | None]:
        """Return which outcomes are established, and the first of their dates when all are later than usual."""
        established = [code for code in codes if self._case.outcomes[code] is True]
        later = [found for code in established if (found := self._later_than_usual(code)) is not None]
        return established, min(later) if later and len(later) == len(established) else None

    def _work_out(self, code: str) -> date | None:
        outcome = self._case.book.outcomes[code]
        if outcome.applies_from is not None:
            return self._relieved(code, outcome.applies_from) or outcome.applies_from
        named = self._case.book.outcomes_named_by[code]
        within = [self.of_outcome(inner) for inner in named if self._case.outcomes[inner] is True]
        return min([found for found in within if found], default=None)

    def _later_than_usual(self, code: str) -> date | None:
        """Return the outcome's date when it was relieved, or when it only hangs on dated outcomes."""
        usual, found = self._case.book.outcomes[code].applies_from, self.of_outcome(code)
        return None if usual is not None and found == usual else found

    def _relieved(self, code: str, ordinary: date) -> date | None:
        for relief in self._case.book.reliefs:
            if code in relief.outcomes:
                return self._relief_date(relief, ordinary)
        return None

    def _relief_date(self, relief: Relief, ordinary: date) -> date | None:
        """Return the later date of art. 111 when it was shown to apply, else None."""
        since, changed = self._case.value(ON_MARKET_SINCE), self._case.value(CHANGED_ON)
        if not isinstance(since, date) or since >= relief.before:
            return None
        if not relief.ends_on_change or changed is False:
            return relief.applies_from
        if isinstance(changed, date):
            return min(max(changed, ordinary), relief.applies_from)
        # Whoever invokes the transition must show that the design did not change significantly.
        return None
