"""Inrichting: what an organisation sets differently from the shipped wheel, and what may never be so.

A set-up holds differences only, so a later shipped wheel still brings its new activities. Law is no part of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from vijfspoor.domain.dossier.life_cycle import RoutePlan, Stop, Terms, WorkItem
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.organisation.responsibility import Activity, Contribution, Contributors, contributors
from vijfspoor.domain.organisation.wheel import Wheel

EVERYONE = "user"
"""The role every employee has: everybody at once cannot answer for something."""

TERM_BOUNDS = (1, 60)
BOUNDS: Mapping[str, tuple[int, int]] = {
    "question": (1, 30),
    "reminder_before": (0, 10),
    "escalate_after": (1, 10),
    "vacancy": (1, 60),
    "council_letter": (1, 60),
}
"""Working days, our proposal; the law sets none of these."""
MONTHS_BOUNDS = (1, 36)


@dataclass(frozen=True, slots=True)
class StopSetting:
    """Instelling van een poort op een route: `term` in working days, who `decides` in order, who is asked.

    `only` maps an activity to the roles asked at this gate; an empty tuple asks everyone with a mark.
    """

    term: int
    decides: tuple[str, ...]
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Setup:
    """Eigen inrichting. `marks` maps activity -> role -> contributions for the cells that differ; empty clears one."""

    additions: frozenset[str] = frozenset()
    marks: Mapping[str, Contributors] = field(default_factory=dict)
    stops: Mapping[tuple[Route, str], StopSetting] = field(default_factory=dict)
    terms: Terms | None = None
    reassess_months: Mapping[Route, int] = field(default_factory=dict)


class Part(StrEnum):
    """Onderdeel van de inrichting: what a fault or a change is about."""

    ACTIVITY = "activity"
    STOP = "stop"
    TERMS = "terms"
    ROLE = "role"


class FaultCode(StrEnum):
    """Soort fout: which rule of the set-up is broken."""

    NO_ACCOUNTABLE = "no_accountable"
    MORE_ACCOUNTABLE = "more_accountable"
    EVERYONE_ACCOUNTABLE = "everyone_accountable"
    NO_PERFORMER = "no_performer"
    OVERSEER_PERFORMS = "overseer_performs"
    OVERSEER_DECIDES = "overseer_decides"
    NO_DECIDER = "no_decider"
    UNKNOWN_DECIDER = "unknown_decider"
    TWICE_DECIDER = "twice_decider"
    OUT_OF_BOUNDS = "out_of_bounds"
    REMINDER_TOO_EARLY = "reminder_too_early"
    ORPHAN_ROLE = "orphan_role"


@dataclass(frozen=True, slots=True)
class Fault:
    """Fout: where the set-up is wrong. `key` names the row, gate or role; `field` the cell or box within it."""

    code: FaultCode
    part: Part
    key: str
    field: str = ""


def applied(shipped: Wheel, setup: Setup) -> Wheel:
    """Return the wheel with the set-up of the organisation in it; roles that are switched off have no marks."""
    in_use = frozenset(role.code for role in shipped.roles_in_use(setup.additions))
    cycle = shipped.life_cycle
    return replace(
        shipped,
        additions=setup.additions,
        matrix={code: _row(item, setup.marks.get(code, {}), in_use) for code, item in shipped.matrix.items()},
        life_cycle=replace(
            cycle,
            routes={route: _plan(plan, setup) for route, plan in cycle.routes.items()},
            terms=setup.terms or cycle.terms,
        ),
        reassess_months={**shipped.reassess_months, **setup.reassess_months},
    )


def _row(activity: Activity, own: Contributors, in_use: frozenset[str]) -> Activity:
    named = {**contributors(activity, in_use), **own}
    marks = {role: given for role, given in named.items() if given and role in in_use}
    return replace(activity, marks=marks, additions={})


def _plan(plan: RoutePlan, setup: Setup) -> RoutePlan:
    return replace(plan, path=tuple(_stop(stop, setup.stops.get((plan.route, stop.gate))) for stop in plan.path))


def _stop(stop: Stop, own: StopSetting | None) -> Stop:
    if own is None:
        return stop
    work = tuple(_work(item, own) for item in stop.work)
    return replace(stop, term=own.term, decides=own.decides, work=work)


def _work(item: WorkItem, own: StopSetting) -> WorkItem:
    return replace(item, only=own.only[item.activity]) if item.activity in own.only else item


def with_row(shipped: Wheel, setup: Setup, activity: str, row: Contributors) -> Setup:
    """Return the set-up with this row of the matrix; cells equal to the shipped ones are not kept."""
    as_shipped = _row(shipped.matrix[activity], {}, frozenset(shipped.roles)).marks
    earlier = setup.marks.get(activity, {})
    cells = {role: row.get(role, earlier.get(role, as_shipped.get(role, frozenset()))) for role in shipped.roles}
    own = {role: given for role, given in cells.items() if given != as_shipped.get(role, frozenset())}
    marks = {**setup.marks, activity: own}
    return replace(setup, marks={code: given for code, given in marks.items() if given})


def with_stop(shipped: Wheel, setup: Setup, route: Route, gate: str, setting: StopSetting) -> Setup:
    """Return the set-up with this gate of a route. Raises KeyError for a gate the route does not pass."""
    stop = shipped.life_cycle.routes[route].stop_at(gate)
    if stop is None:
        raise KeyError(gate)
    stops = {**setup.stops, (route, gate): setting}
    if setting == setting_of(stop):
        del stops[route, gate]
    return replace(setup, stops=stops)


def setting_of(stop: Stop) -> StopSetting:
    """Return the setting a stop has now."""
    return StopSetting(stop.term, stop.decides, {item.activity: item.only for item in stop.work})


def with_terms(shipped: Wheel, setup: Setup, terms: Terms, months: Mapping[Route, int]) -> Setup:
    """Return the set-up with these terms (working days) and months until reassessment."""
    own = {route: number for route, number in months.items() if number != shipped.reassess_months.get(route)}
    return replace(setup, terms=None if terms == shipped.life_cycle.terms else terms, reassess_months=own)


def faults(wheel: Wheel) -> tuple[Fault, ...]:
    """Return everything wrong with a wheel that holds the organisation's set-up; empty when it may be proposed."""
    found = [fault for code in wheel.matrix for fault in row_faults(wheel, code)]
    found += [
        fault
        for route, plan in wheel.life_cycle.routes.items()
        for stop in plan.path
        for fault in stop_faults(wheel, route, stop)
    ]
    return (*found, *term_faults(wheel), *orphans(wheel))


def row_faults(wheel: Wheel, code: str) -> tuple[Fault, ...]:
    """Return what is wrong with one row: exactly one EV, somebody who performs, nobody who oversees their own work."""
    marks = wheel.matrix[code].marks
    return (*_accountable_faults(code, marks), *_performer_faults(wheel, code, marks))


def _accountable_faults(code: str, marks: Contributors) -> list[Fault]:
    roles = [role for role, given in marks.items() if Contribution.ACCOUNTABLE in given]
    if not roles:
        return [Fault(FaultCode.NO_ACCOUNTABLE, Part.ACTIVITY, code)]
    if len(roles) > 1:
        return [Fault(FaultCode.MORE_ACCOUNTABLE, Part.ACTIVITY, code, role) for role in roles]
    return [Fault(FaultCode.EVERYONE_ACCOUNTABLE, Part.ACTIVITY, code, EVERYONE)] if roles == [EVERYONE] else []


def _performer_faults(wheel: Wheel, code: str, marks: Contributors) -> list[Fault]:
    performers = [role for role, given in marks.items() if Contribution.PERFORMS in given]
    if not performers:
        return [Fault(FaultCode.NO_PERFORMER, Part.ACTIVITY, code)]
    overseers = {pair.overseer for pair in wheel.forbidden if pair.activity == code} | _never_perform(wheel)
    found = [Fault(FaultCode.OVERSEER_PERFORMS, Part.ACTIVITY, code, role) for role in performers if role in overseers]
    decides = [role for role in _never_perform(wheel) if Contribution.ACCOUNTABLE in marks.get(role, ())]
    return found + [Fault(FaultCode.OVERSEER_DECIDES, Part.ACTIVITY, code, role) for role in decides]


def _never_perform(wheel: Wheel) -> set[str]:
    return {role.code for role in wheel.roles.values() if role.never_performs}


def stop_faults(wheel: Wheel, route: Route, stop: Stop) -> tuple[Fault, ...]:
    """Return what is wrong with a gate on a route: its term, and who decides."""
    key = f"{route}-{stop.gate}"
    found = [] if _within(stop.term, TERM_BOUNDS) else [Fault(FaultCode.OUT_OF_BOUNDS, Part.STOP, key, "term")]
    in_use = {role.code for role in wheel.roles_in_use(wheel.additions)}
    if not [role for role in stop.decides if role in in_use]:
        found.append(Fault(FaultCode.NO_DECIDER, Part.STOP, key, "decides"))
    if len(set(stop.decides)) != len(stop.decides):
        found.append(Fault(FaultCode.TWICE_DECIDER, Part.STOP, key, "decides"))
    if any(role not in wheel.roles or role == EVERYONE for role in stop.decides):
        found.append(Fault(FaultCode.UNKNOWN_DECIDER, Part.STOP, key, "decides"))
    if _never_perform(wheel) & set(stop.decides):
        found.append(Fault(FaultCode.OVERSEER_DECIDES, Part.STOP, key, "decides"))
    return tuple(found)


def term_faults(wheel: Wheel) -> tuple[Fault, ...]:
    """Return the terms and months outside their bounds, and a reminder that comes before the question itself."""
    terms = wheel.life_cycle.terms
    found = [
        Fault(FaultCode.OUT_OF_BOUNDS, Part.TERMS, "", name)
        for name, bounds in BOUNDS.items()
        if not _within(getattr(terms, name), bounds)
    ]
    found += [
        Fault(FaultCode.OUT_OF_BOUNDS, Part.TERMS, "", f"months_{route}")
        for route, months in wheel.reassess_months.items()
        if not _within(months, MONTHS_BOUNDS)
    ]
    if terms.reminder_before >= terms.question:
        found.append(Fault(FaultCode.REMINDER_TOO_EARLY, Part.TERMS, "", "reminder_before"))
    return tuple(found)


def _within(value: int, bounds: tuple[int, int]) -> bool:
    return bounds[0] <= value <= bounds[1]


def orphans(wheel: Wheel) -> tuple[Fault, ...]:
    """Return the roles in use that have no part in any activity and decide nowhere."""
    busy = {role for activity in wheel.matrix.values() for role in activity.marks}
    busy |= {role for plan in wheel.life_cycle.routes.values() for stop in plan.path for role in stop.decides}
    in_use = [role.code for role in wheel.roles_in_use(wheel.additions)]
    return tuple(Fault(FaultCode.ORPHAN_ROLE, Part.ROLE, role, role) for role in in_use if role not in busy)


def new_faults(before: Wheel, after: Wheel) -> tuple[Fault, ...]:
    """Return what an edit broke that was right before; a role without work may stay so until it is proposed."""
    known = set(faults(before))
    return tuple(f for f in faults(after) if f not in known and f.code is not FaultCode.ORPHAN_ROLE)
