"""Levensloop: gates G0 to G9, the phases shown as stations, and the five routes along them, as data."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.organisation.responsibility import Activity, Contribution, contributors
from vijfspoor.domain.text import Text

DECISION_ON_USE = "G4"
"""The gate where use is allowed. What comes after it leaves that decision standing."""


class Occasion(StrEnum):
    """Gelegenheid: what must be so for a gate to lie on the road; `called` gates are entered only when asked for."""

    BOUGHT = "bought"
    NOT_USED_YET = "not_used_yet"
    PILOT = "pilot"
    CALLED = "called"


@dataclass(frozen=True, slots=True)
class Gate:
    """Poort: a point an application may pass only when everything asked there was given."""

    code: str
    name: Text
    what: Text


@dataclass(frozen=True, slots=True)
class Phase:
    """Fase: a station on the journey shown to people; groups one or more gates."""

    code: str
    name: Text
    gates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkItem:
    """Werk bij een poort: a matrix activity; `only` narrows the roles, `when` names a required instrument."""

    activity: str
    only: tuple[str, ...] = ()
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """Halte: a gate on a route, its term in working days, who decides (in order) and the work asked.

    `weighs_advice` is false where the decider only concludes that all advice is in. The gate lies on the road of an
    application when every one of `occasions` is so.
    """

    gate: str
    term: int
    decides: tuple[str, ...]
    work: tuple[WorkItem, ...]
    weighs_advice: bool = True
    occasions: frozenset[Occasion] = frozenset()


@dataclass(frozen=True, slots=True)
class RoutePlan:
    """Routeplan: the stops of one route."""

    route: Route
    name: Text
    meaning: Text
    effect: Text
    path: tuple[Stop, ...]
    may_approve: bool = True

    def stop_at(self, gate: str) -> Stop | None:
        """Return the stop at `gate`, or None when this route passes it by."""
        return next((stop for stop in self.path if stop.gate == gate), None)

    def next_stop(self, gate: str, occasions: Collection[Occasion], asks_work: Callable[[Stop], bool]) -> Stop | None:
        """Return the first stop after `gate` on the road (gates are ordered G0 to G9), or None at its end.

        Up to the decision on use a gate where nothing is asked is passed by; that decision itself never is.
        """
        on_road = (stop for stop in self.path if stop.gate > gate and stop.occasions <= set(occasions))
        return next((stop for stop in on_road if stop.gate >= DECISION_ON_USE or asks_work(stop)), None)


@dataclass(frozen=True, slots=True)
class Assignment:
    """Opdracht: one role owes one contribution to one activity at a gate."""

    activity: str
    role: str
    contribution: Contribution


@dataclass(frozen=True, slots=True)
class Terms:
    """Termijnen, in working days."""

    question: int
    reminder_before: int
    escalate_after: int
    vacancy: int
    council_letter: int


@dataclass(frozen=True, slots=True)
class LifeCycle:
    """De hele levensloop: gates, phases and route plans in force together."""

    gates: tuple[Gate, ...]
    phases: tuple[Phase, ...]
    routes: Mapping[Route, RoutePlan]
    terms: Terms
    gate_by_code: Mapping[str, Gate] = field(default_factory=dict)

    def phase_of(self, gate: str) -> Phase:
        """Return the phase that holds `gate`."""
        return next(phase for phase in self.phases if gate in phase.gates)


# `requires` values of the legal core that ask for the instrument at this gate.
_ASKED = {"verplicht", "aanbevolen", "pre_scan"}


def assignments(
    stop: Stop,
    matrix: Mapping[str, Activity],
    requires: Mapping[str, str],
    additions: Collection[str] = (),
) -> tuple[Assignment, ...]:
    """Return who owes what at `stop`: one assignment per role and activity, the strongest mark first.

    An adviser who also performs (A/U) owes a position; an informer who performs (I/U) owes the information.
    The reporter's own I at triage is met by the report itself, so `user` is never asked again.
    """
    found: list[Assignment] = []
    for item in stop.work:
        if item.when and requires.get(item.when, "niet") not in _ASKED:
            continue
        for role, marks in _asked_of(item, matrix[item.activity], additions).items():
            found.append(Assignment(item.activity, role, _owed(marks)))
    return tuple(found)


def _asked_of(item: WorkItem, activity: Activity, additions: Collection[str]) -> dict[str, frozenset[Contribution]]:
    named = contributors(activity, additions)
    return {
        role: marks
        for role, marks in named.items()
        if role != "user" and (not item.only or role in item.only) and _owes(marks)
    }


def _owes(marks: frozenset[Contribution]) -> bool:
    return bool(marks - {Contribution.ACCOUNTABLE})


def _owed(marks: frozenset[Contribution]) -> Contribution:
    for contribution in (Contribution.ADVISES, Contribution.INFORMS):
        if contribution in marks:
            return contribution
    return Contribution.PERFORMS
