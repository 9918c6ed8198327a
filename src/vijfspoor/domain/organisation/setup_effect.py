"""Gevolg van een andere inrichting: what it would do to work that is open, and to what the gates ask."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from vijfspoor.domain.dossier.life_cycle import Assignment, Stop, assignments
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.organisation.responsibility import Contribution
from vijfspoor.domain.organisation.wheel import Wheel
from vijfspoor.domain.working_days import IsHoliday, add_working_days

DECIDER_EXTRA = 5
"""Working days a decider has on top of the term of the gate."""


@dataclass(frozen=True, slots=True)
class AskedTask:
    """Gevraagde taak bij een poort. `contribution` None is a decision; `due_fixed` when the term is not its date."""

    pk: int
    activity: str
    role: str
    contribution: Contribution | None
    is_open: bool
    asked_on: date
    due_on: date
    due_fixed: bool = False


@dataclass(frozen=True, slots=True)
class OpenFile:
    """Toepassing die voor een poort staat, with everything asked there; `again` names a gate asked once more."""

    route: Route
    gate: str
    requires: Mapping[str, str]
    tasks: tuple[AskedTask, ...]
    again: str = ""


@dataclass(frozen=True, slots=True)
class FileEffect:
    """Gevolg voor een toepassing: who is asked anew, who decides instead, which tasks end, which get a later date."""

    asks: tuple[Assignment, ...] = ()
    decides: str = ""
    ends: tuple[int, ...] = ()
    later: tuple[tuple[int, date], ...] = ()

    @property
    def is_something(self) -> bool:
        """Whether anything happens."""
        return bool(self.asks or self.decides or self.ends or self.later)


def file_effect(before: Wheel, after: Wheel, file: OpenFile, is_holiday: IsHoliday) -> FileEffect:
    """Return what happens to the open work of one application when `after` takes the place of `before`.

    A gate the new set-up leaves alone keeps its work as it is, and so does one where somebody decided already.
    What was done stays done. A date given to somebody never comes earlier; a longer term makes it later.
    """
    old, new = _stop_of(before, file), _stop_of(after, file)
    half_way = any(task.contribution is None and not task.is_open for task in file.tasks)
    if old is None or new is None or half_way:
        return FileEffect()
    asked_before = set(assignments(old, before.matrix, file.requires))
    asked = assignments(new, after.matrix, file.requires)
    effect = FileEffect(later=_later(old, new, file, is_holiday))
    if asked_before != set(asked):
        effect = _moved(effect, asked, file)
    deciders = after.deciders(new.decides, after.additions)
    if before.deciders(old.decides, before.additions) != deciders:
        effect = _decided_elsewhere(effect, deciders, file)
    ends = set(effect.ends)
    return replace(effect, later=tuple(item for item in effect.later if item[0] not in ends))


def _stop_of(wheel: Wheel, file: OpenFile) -> Stop | None:
    plan = wheel.life_cycle.routes[file.route]
    stop = plan.stop_at(file.gate)
    reopened = plan.stop_at(file.again) if file.again else None
    return replace(stop, work=(*reopened.work, *stop.work)) if stop and reopened else stop


def _moved(effect: FileEffect, asked: Collection[Assignment], file: OpenFile) -> FileEffect:
    wanted = {(item.activity, item.role): item for item in asked}
    given = [task for task in file.tasks if task.contribution is not None]
    ends = [
        task.pk
        for task in given
        if task.is_open
        and ((item := wanted.get((task.activity, task.role))) is None or item.contribution is not task.contribution)
    ]
    standing = {(task.activity, task.role) for task in given if task.pk not in ends}
    asks = tuple(item for key, item in wanted.items() if key not in standing)
    return replace(effect, asks=asks, ends=(*effect.ends, *ends))


def _decided_elsewhere(effect: FileEffect, deciders: tuple[str, ...], file: OpenFile) -> FileEffect:
    deciding = [task for task in file.tasks if task.contribution is None]
    ends = [task.pk for task in deciding if task.role not in deciders]
    stays = any(task.role in deciders for task in deciding)
    return replace(effect, decides="" if stays or not deciders else deciders[0], ends=(*effect.ends, *ends))


def _later(old: Stop, new: Stop, file: OpenFile, is_holiday: IsHoliday) -> tuple[tuple[int, date], ...]:
    if new.term <= old.term:
        return ()
    found = []
    for task in file.tasks:
        days = new.term + (DECIDER_EXTRA if task.contribution is None else 0)
        due = add_working_days(task.asked_on, days, is_holiday)
        if task.is_open and not task.due_fixed and due > task.due_on:
            found.append((task.pk, due))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class GateLoad:
    """Wat een poort vraagt: advice and all contributions, before and after, when every instrument is required."""

    route: Route
    gate: str
    advice_before: int
    advice_after: int
    asked_before: int
    asked_after: int


def gate_loads(before: Wheel, after: Wheel) -> tuple[GateLoad, ...]:
    """Return the gates that would ask more or less."""
    found = []
    for route, plan in after.life_cycle.routes.items():
        for stop in plan.path:
            earlier = before.life_cycle.routes[route].stop_at(stop.gate)
            was, now = _load(before, earlier), _load(after, stop)
            if was != now:
                found.append(GateLoad(route, stop.gate, was[0], now[0], was[1], now[1]))
    return tuple(found)


def _load(wheel: Wheel, stop: Stop | None) -> tuple[int, int]:
    asked = _all_asked(wheel, stop) if stop else ()
    return sum(item.contribution is Contribution.ADVISES for item in asked), len(asked)


def _all_asked(wheel: Wheel, stop: Stop) -> tuple[Assignment, ...]:
    return assignments(stop, wheel.matrix, {item.when: "verplicht" for item in stop.work if item.when})


def vacancies(before: Wheel, after: Wheel, filled: Collection[str]) -> tuple[str, ...]:
    """Return the roles nobody holds that `after` asks something of and `before` did not."""
    return tuple(role for role in sorted(_busy(after) - _busy(before)) if role not in filled)


def _busy(wheel: Wheel) -> set[str]:
    stops = [stop for plan in wheel.life_cycle.routes.values() for stop in plan.path]
    found = set(_roles(item for stop in stops for item in _all_asked(wheel, stop)))
    found |= {role for stop in stops for role in wheel.deciders(stop.decides, wheel.additions)}
    return found | (wheel.additions & {role for activity in wheel.matrix.values() for role in activity.marks})


def _roles(asked: Iterable[Assignment]) -> set[str]:
    return {item.role for item in asked}
