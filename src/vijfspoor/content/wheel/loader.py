"""Loads the wheel in force on a date: tracks, roles, matrix, gates and routes, checked as one whole."""

from collections.abc import Container
from datetime import date
from functools import cache
from pathlib import Path

from vijfspoor.content.errors import ContentError
from vijfspoor.content.reading import read
from vijfspoor.content.wheel import schema
from vijfspoor.domain.dossier import life_cycle, separation
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.organisation import responsibility, wheel
from vijfspoor.domain.organisation.responsibility import CONTRIBUTION_BY_MARK, Contribution

FOLDER = Path(__file__).parent


@cache
def wheels() -> tuple[wheel.Wheel, ...]:
    """Return every version of the wheel, oldest first. Raises ContentError when one is wrong."""
    folders = sorted(path for path in FOLDER.iterdir() if path.is_dir() and path.name[0].isdigit())
    return tuple(load(folder) for folder in folders)


def wheel_in_force(on: date) -> wheel.Wheel:
    """Return the wheel in force `on` a date. Before the first version the first one is used."""
    started = [version for version in wheels() if version.valid_from <= on]
    return started[-1] if started else wheels()[0]


def load(folder: Path) -> wheel.Wheel:
    """Read and check the three files in `folder`. Raises ContentError naming file, item and problem."""
    wheel_file = read(folder / "wheel.yaml", schema.WheelFile)
    matrix_file = read(folder / "matrix.yaml", schema.MatrixFile)
    routes_file = read(folder / "routes.yaml", schema.RoutesFile)
    roles = {
        **{item.code: _role(item, addition=False) for item in wheel_file.roles},
        **{item.code: _role(item, addition=True) for item in wheel_file.additions},
    }
    matrix = _matrix(matrix_file, roles, folder)
    cycle = _life_cycle(routes_file)
    _check_routes(cycle, matrix, roles, folder)
    return wheel.Wheel(
        valid_from=date.fromisoformat(wheel_file.valid_from),
        marks=tuple(_mark(item) for item in wheel_file.marks),
        tracks=tuple(_track(item, roles) for item in wheel_file.tracks),
        roles=roles,
        matrix=matrix,
        life_cycle=cycle,
        forbidden=tuple(
            separation.ForbiddenCombination(f.performer, f.overseer, f.activity)
            for f in wheel_file.forbidden_combinations
        ),
    )


def _mark(item: schema.MarkFile) -> wheel.Mark:
    return wheel.Mark(Contribution(item.contribution), item.name.as_text(), item.meaning.as_text(), item.addition)


def _role(item: schema.RoleFile, *, addition: bool) -> wheel.Role:
    return wheel.Role(
        code=item.code,
        track=item.track,
        name=item.name.as_text(),
        duty=item.duty.as_text(),
        marks=tuple(CONTRIBUTION_BY_MARK[mark] for mark in item.marks),
        short=item.short,
        addition=addition,
        never_performs=item.never_performs,
    )


def _track(item: schema.TrackFile, roles: dict[str, wheel.Role]) -> wheel.Track:
    on_track = tuple(role for role in roles.values() if role.track == item.code)
    return wheel.Track(item.code, item.number, item.name.as_text(), item.motto.as_text(), on_track)


def _matrix(file: schema.MatrixFile, roles: dict[str, wheel.Role], folder: Path) -> dict[str, responsibility.Activity]:
    activities = [_activity(item) for item in file.activities]
    wrong = responsibility.problems(activities, roles)
    if wrong:
        raise ContentError(f"{folder.name}/matrix.yaml", wrong[0].activity, wrong[0].message.en)
    return {activity.code: activity for activity in activities}


def _activity(item: schema.ActivityFile) -> responsibility.Activity:
    return responsibility.Activity(
        code=item.code,
        name=item.name.as_text(),
        basis=item.basis,
        marks=_contributors(item.marks),
        additions=_contributors(item.additions),
        replaces=item.replaces,
        note=item.note.as_text() if item.note else None,
    )


def _contributors(marks: dict[str, list[schema.Mark]]) -> responsibility.Contributors:
    return {role: frozenset(CONTRIBUTION_BY_MARK[m] for m in given) for role, given in marks.items()}


def _life_cycle(file: schema.RoutesFile) -> life_cycle.LifeCycle:
    gates = tuple(life_cycle.Gate(g.code, g.name.as_text(), g.what.as_text()) for g in file.gates)
    return life_cycle.LifeCycle(
        gates=gates,
        phases=tuple(life_cycle.Phase(p.code, p.name.as_text(), tuple(p.gates)) for p in file.phases),
        routes={item.code: _route(item) for item in file.routes},
        terms=life_cycle.Terms(**file.terms.model_dump()),
        gate_by_code={gate.code: gate for gate in gates},
    )


def _route(item: schema.RouteFile) -> life_cycle.RoutePlan:
    return life_cycle.RoutePlan(
        route=item.code,
        name=item.name.as_text(),
        meaning=item.meaning.as_text(),
        effect=item.effect.as_text(),
        may_approve=item.may_approve,
        path=tuple(_stop(stop) for stop in item.path),
    )


def _stop(item: schema.StopFile) -> life_cycle.Stop:
    work = tuple(life_cycle.WorkItem(w.activity, tuple(w.only), w.when) for w in item.work)
    occasions = frozenset(item.occasions)
    return life_cycle.Stop(item.gate, item.term, tuple(item.decides), work, item.weighs_advice, occasions)


def _check_routes(
    cycle: life_cycle.LifeCycle,
    matrix: dict[str, responsibility.Activity],
    roles: dict[str, wheel.Role],
    folder: Path,
) -> None:
    file = f"{folder.name}/routes.yaml"
    for route in Route:
        if route not in cycle.routes:
            raise ContentError(file, route, "this route is missing")
    for plan in cycle.routes.values():
        for stop in plan.path:
            where = f"{plan.route} {stop.gate}"
            if stop.gate not in cycle.gate_by_code:
                raise ContentError(file, where, "this gate does not exist")
            named = {*stop.decides, *(role for item in stop.work for role in item.only)}
            _check_known(file, where, "role", named, roles)
            _check_known(file, where, "activity", {item.activity for item in stop.work}, matrix)


def _check_known(file: str, where: str, kind: str, named: set[str], known: Container[str]) -> None:
    unknown = sorted(code for code in named if code not in known)
    if unknown:
        raise ContentError(file, where, f"names an unknown {kind}: {unknown[0]}")
