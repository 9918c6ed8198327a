"""Verschil tussen twee inrichtingen, cell by cell, for who reads what a version changes."""

from collections.abc import Iterable
from dataclasses import dataclass

from vijfspoor.domain.dossier.life_cycle import Stop
from vijfspoor.domain.organisation.responsibility import Contributors, marks_of
from vijfspoor.domain.organisation.setup import BOUNDS, Part
from vijfspoor.domain.organisation.wheel import Wheel


@dataclass(frozen=True, slots=True)
class SetupChange:
    """Verschil: one thing that is set differently. `before` and `after` are codes: marks, roles, or a number."""

    part: Part
    key: str
    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def changes(before: Wheel, after: Wheel) -> tuple[SetupChange, ...]:
    """Return what `after` sets differently from `before`, cell by cell."""
    found = [*_role_changes(before, after)]
    for code, activity in after.matrix.items():
        found += _mark_changes(code, before.matrix[code].marks if code in before.matrix else {}, activity.marks)
    for route, plan in after.life_cycle.routes.items():
        for stop in plan.path:
            earlier = before.life_cycle.routes[route].stop_at(stop.gate)
            found += _stop_changes(f"{route}-{stop.gate}", earlier, stop) if earlier else ()
    return (*found, *_term_changes(before, after))


def _role_changes(before: Wheel, after: Wheel) -> Iterable[SetupChange]:
    for role in after.roles:
        was, now = role in before.additions, role in after.additions
        if was != now:
            yield SetupChange(Part.ROLE, role, "", ("on",) if was else (), ("on",) if now else ())


def _mark_changes(code: str, before: Contributors, after: Contributors) -> Iterable[SetupChange]:
    for role in dict.fromkeys((*before, *after)):
        was, now = marks_of(before.get(role, ())), marks_of(after.get(role, ()))
        if was != now:
            yield SetupChange(Part.ACTIVITY, code, role, was, now)


def _stop_changes(key: str, before: Stop, after: Stop) -> Iterable[SetupChange]:
    if before.term != after.term:
        yield SetupChange(Part.STOP, key, "term", (str(before.term),), (str(after.term),))
    if before.decides != after.decides:
        yield SetupChange(Part.STOP, key, "decides", before.decides, after.decides)
    earlier = {item.activity: item.only for item in before.work}
    for item in after.work:
        if set(earlier.get(item.activity, ())) != set(item.only):
            yield SetupChange(Part.STOP, key, item.activity, earlier.get(item.activity, ()), item.only)


def _term_changes(before: Wheel, after: Wheel) -> Iterable[SetupChange]:
    for name in BOUNDS:
        was, now = getattr(before.life_cycle.terms, name), getattr(after.life_cycle.terms, name)
        if was != now:
            yield SetupChange(Part.TERMS, "", name, (str(was),), (str(now),))
    for route, months in after.reassess_months.items():
        if (earlier := before.reassess_months.get(route)) != months:
            yield SetupChange(Part.TERMS, "", f"months_{route}", (str(earlier or "-"),), (str(months),))
