"""Which level of AI literacy is asked of each person: by role, raised by the applications they work with."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from vijfspoor.content.literacy.loader import folder_in_force, folder_of, load_framework
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.people.literacy import LevelRaise, LiteracyFramework, required_level
from vijfspoor.queries.actor import in_force
from vijfspoor.store.models import (
    Classification,
    Dossier,
    FrameworkAdoption,
    Organisation,
    Person,
    RoleAssignment,
    Unit,
)

# Every employee is a user.
_EMPLOYEE = frozenset({"user"})


@dataclass(frozen=True, slots=True)
class _Works:
    routes: frozenset[Route] = frozenset()
    outcomes: frozenset[str] = frozenset()

    def with_(self, other: "_Works") -> "_Works":
        return _Works(self.routes | other.routes, self.outcomes | other.outcomes)


_NOTHING = _Works()


def adoption(organisation: Organisation) -> FrameworkAdoption | None:
    """Return the newest adoption of a framework."""
    return FrameworkAdoption.objects.filter(organisation=organisation).order_by("-pk").first()


def framework_for(organisation: Organisation, on: date) -> LiteracyFramework:
    """Return the framework that was adopted, else the one in force `on` a date."""
    found = adoption(organisation)
    return load_framework(folder_of(found.version) if found else folder_in_force(on))


class Norm:
    """Norm: the levels asked of everyone in an organisation on a day, read in three SQL statements.

    Someone works with what their team uses, and with what their department uses without naming a team.
    """

    def __init__(self, organisation: Organisation, framework: LiteracyFramework, on: date) -> None:
        self.framework = framework
        self._roles: dict[int, set[str]] = {}
        for person, role in _held(organisation, on).values_list("person_id", "role"):
            self._roles.setdefault(person, set()).add(role)
        self._parent = dict(Unit.objects.filter(organisation=organisation).values_list("pk", "parent_id"))
        self._used: dict[int, _Works] = {}
        for team, department, works in _in_use(organisation):
            unit = team or department
            if unit is not None:
                self._used[unit] = self._used.get(unit, _NOTHING).with_(works)

    def of(self, person: Person) -> dict[str, int]:
        """Return the level asked of a person per competence."""
        return self._asked(self._roles_of(person), person.unit_id)

    def of_unit(self, unit: int | None) -> dict[str, int]:
        """Return the level asked of someone without a role in a unit."""
        return self._asked(_EMPLOYEE, unit)

    def reasons_for(self, person: Person) -> tuple[LevelRaise, ...]:
        """Return why applications raise what is asked of a person."""
        works = self._works(person.unit_id)
        return self.framework.raises_for(self._roles_of(person), works.routes, works.outcomes)

    def _roles_of(self, person: Person) -> Collection[str]:
        held = self._roles.get(person.pk, set()) & set(self.framework.targets)
        return held or _EMPLOYEE

    def _asked(self, roles: Collection[str], unit: int | None) -> dict[str, int]:
        works = self._works(unit)
        return required_level(roles, works.routes, self.framework, works.outcomes)

    def _works(self, unit: int | None) -> _Works:
        if unit is None:
            return _NOTHING
        above = self._parent.get(unit)
        own = self._used.get(unit, _NOTHING)
        return own.with_(self._used.get(above, _NOTHING)) if above else own


def meets(required: Mapping[str, int], levels: Mapping[str, int]) -> dict[str, bool]:
    """Return per competence whether the level asked is reached."""
    return {code: levels.get(code, 0) >= level for code, level in required.items()}


def _held(organisation: Organisation, on: date) -> QuerySet[RoleAssignment]:
    return RoleAssignment.objects.filter(in_force(on), organisation=organisation)


def _in_use(organisation: Organisation) -> Iterable[tuple[int | None, int | None, _Works]]:
    newest = Classification.objects.filter(dossier=OuterRef("pk")).order_by("-pk")
    rows = Dossier.objects.filter(organisation=organisation, use__in=(Dossier.Use.PILOT, Dossier.Use.IN_USE))
    found = rows.exclude(
        status__in=(Dossier.Status.DRAFT, Dossier.Status.REJECTED, Dossier.Status.RETIRED, Dossier.Status.MERGED)
    )
    fields = found.annotate(found=Subquery(newest.values("outcomes")[:1])).values_list(
        "team_id", "department_id", "route", "found"
    )
    for team, department, route, outcomes in fields:
        routes = frozenset({Route(route)}) if route else frozenset()
        yield team, department, _Works(routes, frozenset(outcomes or ()))
