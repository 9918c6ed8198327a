"""Wetsdata: from when an outcome or obligation applies to one application (AI Act Art. 111 and 113)."""

from datetime import date

from vijfspoor.domain.case import RuleCase
from vijfspoor.domain.condition import Condition, OutcomeIs, atoms
from vijfspoor.domain.rule_book import Obligation, Relief

ON_MARKET_SINCE = "LD1"
CHANGED_ON = "LD2"


def date_of(case: RuleCase, code: str) -> date | None:
    """Return from when an established outcome applies; None when it has no date of its own."""
    outcome = case.book.outcomes[code]
    if outcome.applies_from is None:
        inner = [date_of(case, inner) for inner in _established_within(case, outcome.when)]
        dates = [found for found in inner if found is not None]
        return min(dates) if dates else None
    return _relieved(case, code, outcome.applies_from) or outcome.applies_from


def _established_within(case: RuleCase, condition: Condition) -> list[str]:
    named = [atom.code for atom in atoms(condition) if isinstance(atom, OutcomeIs)]
    return [code for code in named if case.outcome(code) is True]


def _relieved(case: RuleCase, code: str, ordinary: date) -> date | None:
    """Return the later date of art. 111 when it was shown to apply, else None."""
    for relief in case.book.reliefs:
        if code in relief.outcomes:
            return _relief_date(case, relief, ordinary)
    return None


def _relief_date(case: RuleCase, relief: Relief, ordinary: date) -> date | None:
    since, changed = case.value(ON_MARKET_SINCE), case.value(CHANGED_ON)
    if not isinstance(since, date) or since >= relief.before:
        return None
    if not relief.ends_on_change or changed is False:
        return relief.applies_from
    if isinstance(changed, date):
        return min(max(changed, ordinary), relief.applies_from)
    # Whoever invokes the transition must show that the design did not change significantly.
    return None


def obligation_date(case: RuleCase, obligation: Obligation) -> date | None:
    """Return from when an obligation binds: its own date, later under art. 111, or the date of what it follows from."""
    matched = [code for code in obligation.when if case.outcome(code) is True]
    own = obligation.applies_from
    if obligation.applies_from_annex_i and matched and set(matched) == {"HR_ANNEX_I_A"}:
        own = obligation.applies_from_annex_i
    later = [found for found in (_later_than_usual(case, code) for code in matched) if found is not None]
    if not later or len(later) < len(matched):
        return own
    return max(own, min(later)) if own else min(later)


def _later_than_usual(case: RuleCase, code: str) -> date | None:
    """Return the outcome's date when it is later than usual: a relieved one, or one that hangs on dated outcomes."""
    outcome = case.book.outcomes[code]
    found = date_of(case, code)
    if outcome.applies_from is None:
        return found
    return found if found is not None and found > outcome.applies_from else None
