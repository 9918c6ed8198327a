"""The wheel in force for one organisation on one day: the only place that reads it.

The shipped wheel of that day, with the newest own set-up the organisation adopted that counts by then.
"""

import json
from datetime import date
from functools import lru_cache

from vijfspoor.content.checklists.loader import checklist_book_in_force
from vijfspoor.content.wheel.loader import wheel_in_force
from vijfspoor.content.wheel.own import keep_setup, read_setup
from vijfspoor.domain.organisation.setup import Setup, applied
from vijfspoor.domain.organisation.wheel import Wheel
from vijfspoor.store.models import Organisation, SetupVersion


def wheel_for(organisation: Organisation, on: date) -> Wheel:
    """Return the wheel in force for `organisation` `on` a day.

    No SQL statement while the organisation adopted no own version; else one per loaded organisation.
    """
    started = [row for row in _adopted(organisation) if row.valid_from is not None and row.valid_from <= on]
    if not started:
        return built(Setup(additions=frozenset(organisation.additions)), on)
    return _built(json.dumps(started[-1].settings, sort_keys=True), on, started[-1].number)


def built(setup: Setup, on: date, number: int = 0) -> Wheel:
    """Return the shipped wheel of a day with this set-up in it, such as one that is still being made. No SQL."""
    return _built(json.dumps(keep_setup(setup), sort_keys=True), on, number)


def shipped_for(on: date) -> Wheel:
    """Return the shipped wheel of a day with the shipped months until reassessment: what an own set-up differs from."""
    return _shipped(on)


@lru_cache(maxsize=64)
def _shipped(on: date) -> Wheel:
    months = checklist_book_in_force(on).months_until_reassessment
    return wheel_in_force(on).with_months(months)


@lru_cache(maxsize=256)
def _built(settings: str, on: date, number: int) -> Wheel:
    return applied(_shipped(on), read_setup(json.loads(settings))).numbered(number)


def _adopted(organisation: Organisation) -> list[SetupVersion]:
    """The adopted versions, oldest first, remembered on the organisation as it was loaded."""
    if organisation.setup_version is None:
        return []
    known = organisation.__dict__.get("_known_setups")
    if known is None or known[0] != organisation.setup_version:
        rows = SetupVersion.objects.filter(organisation=organisation, state=SetupVersion.State.ADOPTED)
        known = organisation.__dict__["_known_setups"] = (organisation.setup_version, list(rows.order_by("number")))
    return list(known[1])
