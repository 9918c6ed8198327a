"""Verantwoordelijkheidsmatrix: who contributes how to each governance activity.

Source: the wheel of the seed document (EV, A, I) with performing (U) as our own addition.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from vijfspoor.domain.text import Text


class Contribution(StrEnum):
    """Bijdrage: what a role owes to an activity."""

    ACCOUNTABLE = "accountable"
    ADVISES = "advises"
    INFORMS = "informs"
    PERFORMS = "performs"

    @property
    def mark(self) -> str:
        """Merk: the sign on screen, as in the seed (EV, A, I) plus U for performing."""
        return _MARKS[self]


BOARD = ("executive_board", "college")
"""Bestuur: the executive board, and after it the municipal executive where that role is switched on."""

_MARKS = {
    Contribution.ACCOUNTABLE: "EV",
    Contribution.ADVISES: "A",
    Contribution.INFORMS: "I",
    Contribution.PERFORMS: "U",
}
CONTRIBUTION_BY_MARK: Mapping[str, Contribution] = {m: c for c, m in _MARKS.items()}

Contributors = Mapping[str, frozenset[Contribution]]


@dataclass(frozen=True, slots=True)
class Activity:
    """Activiteit: one row of the matrix. `marks` and `additions` map a role code to its contributions."""

    code: str
    name: Text
    basis: str
    marks: Contributors
    additions: Contributors = field(default_factory=dict)
    replaces: Mapping[str, str] = field(default_factory=dict)
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Fout in de inrichting: what is wrong with the set-up, as one sentence in two languages."""

    activity: str
    message: Text


def contributors(activity: Activity, additions: Collection[str] = ()) -> dict[str, frozenset[Contribution]]:
    """Return role -> contributions for `activity`, with the switched-on `additions` of the organisation."""
    found = dict(activity.marks)
    for role, marks in activity.additions.items():
        if role in additions:
            found[role] = found.get(role, frozenset()) | marks
    return found


def accountable_role(activity: Activity) -> str:
    """Return the one role that is accountable. Call `problems` first: raises ValueError when not exactly one."""
    [role] = _accountable_roles(activity)
    return role


def marks_of(given: Iterable[Contribution]) -> tuple[str, ...]:
    """Return the marks of a cell in their fixed order."""
    there = set(given)
    return tuple(item.mark for item in Contribution if item in there)


def problems(activities: Iterable[Activity], roles: Collection[str]) -> list[Problem]:
    """Return everything wrong with a matrix: not exactly one EV, unknown roles, activity codes used twice."""
    found: list[Problem] = []
    seen: set[str] = set()
    for activity in activities:
        if activity.code in seen:
            found.append(_problem(activity, "staat er twee keer in", "is listed twice"))
        seen.add(activity.code)
        found.extend(_accountability_problems(activity))
        found.extend(_unknown_roles(activity, roles))
    return found


def _accountability_problems(activity: Activity) -> list[Problem]:
    roles = _accountable_roles(activity)
    if len(roles) == 1:
        return []
    if not roles:
        return [_problem(activity, "heeft geen eindverantwoordelijke (EV)", "has no accountable role (EV)")]
    names = ", ".join(roles)
    return [
        _problem(
            activity,
            f"heeft {len(roles)} eindverantwoordelijken (EV): {names}; precies één is toegestaan",
            f"has {len(roles)} accountable roles (EV): {names}; exactly one is allowed",
        )
    ]


def _unknown_roles(activity: Activity, roles: Collection[str]) -> list[Problem]:
    named = {*activity.marks, *activity.additions, *activity.replaces, *activity.replaces.values()}
    return [
        _problem(activity, f"noemt een onbekende rol: {role}", f"names an unknown role: {role}")
        for role in sorted(named - set(roles))
    ]


def _accountable_roles(activity: Activity) -> list[str]:
    return [role for role, marks in activity.marks.items() if Contribution.ACCOUNTABLE in marks]


def _problem(activity: Activity, nl: str, en: str) -> Problem:
    return Problem(
        activity.code, Text(f"{activity.code} {activity.name.nl} {nl}", f"{activity.code} {activity.name.en} {en}")
    )
