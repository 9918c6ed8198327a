"""Wetsdata: from when an outcome or obligation applies to one application (AI Act Art. 111 and 113)."""

from datetime import date

from vijfspoor.domain.case import RuleCase
from vijfspoor.domain.condition import OutcomeIs, atoms
from vijfspoor.domain.rule_book import Obligation, Relief

ON_MARKET_SINCE = "LD1"
CHANGED_ON = "LD2"


class LegalDates:
    """Data van een casus: from when its outcomes and obligations apply; each outcome is worked out once."""

    def __init__(self, case: RuleCase) -> None:
        self._case = case
        self._dates: dict[str, date | None] = {}

    def of_outcome(self, code: str) -> date | None:
        """Return from when an established outcome applies; None when it has no date of its own."""
        if code not in self._dates:
            self._dates[code] = self._work_out(code)
        return self._dates[code]

    def of_obligation(self, obligation: Obligation) -> date | None:
        """Return from when an obligation binds.

        Its own date; later under art. 111; and where its outcome only hangs on dated ones, the date of those.
        """
        matched = [code for code in obligation.when if self._case.outcome(code) is True]
        own = obligation.applies_from
        if obligation.applies_from_annex_i and set(matched) == {"HR_ANNEX_I_A"}:
            own = obligation.applies_from_annex_i
        later = [found for code in matched if (found := self._later_than_usual(code)) is not None]
        if not later or len(later) < len(matched):
            return own
        return max(own, min(later)) if own else min(later)

    def _work_out(self, code: str) -> date | None:
        outcome = self._case.book.outcomes[code]
        if outcome.applies_from is not None:
            return self._relieved(code, outcome.applies_from) or outcome.applies_from
        named = [atom.code for atom in atoms(outcome.when) if isinstance(atom, OutcomeIs)]
        within = [self.of_outcome(inner) for inner in named if self._case.outcome(inner) is True]
        return min((found for found in within if found), default=None)

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
