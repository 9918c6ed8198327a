"""The shape of the files that describe the demo municipality itself; checked when they are read."""

from typing import Self

from pydantic import Field, model_validator

from vijfspoor.content.wheel.schema import Strict


class Team(Strict):
    """A team of a department, with the number of people who work there."""

    name: str
    staff: int


class Department(Strict):
    """A department with its teams. `outside`: no part of the official organisation, such as the council clerk's."""

    name: str
    staff: int
    teams: tuple[Team, ...] = ()
    outside: bool = False


class Holding(Strict):
    """A role somebody holds, for one unit or (without `unit`) for the whole organisation."""

    role: str
    unit: str | None = None


class NamedPerson(Strict):
    """A person with a name of their own; everyone else in a team gets a name from the lists."""

    name: str
    unit: str
    function: str = ""
    roles: tuple[Holding, ...] = ()
    administrator: bool = False


class Away(Strict):
    """An absence, in days from the day the demo is loaded."""

    person: str
    stand_in: str
    from_days: int
    to_days: int


class OrganisationFile(Strict):
    """organisation.yaml"""

    slug: str
    name: str
    contact_email: str
    additions: tuple[str, ...] = ()
    rule_book: str = Field("", description="Newest version of the law that was adopted; empty: any.")
    departments: tuple[Department, ...]
    people: tuple[NamedPerson, ...]
    absences: tuple[Away, ...] = ()

    @property
    def staff(self) -> int:
        """Number of people employed by the official organisation."""
        return sum(department.staff for department in self.departments if not department.outside)

    @property
    def units(self) -> frozenset[str]:
        """Names of all departments and teams."""
        teams = (team.name for department in self.departments for team in department.teams)
        return frozenset([*(department.name for department in self.departments), *teams])

    @model_validator(mode="after")
    def _refers_to_what_exists(self) -> Self:
        people = {person.name for person in self.people}
        placed = {unit for p in self.people for unit in (p.unit, *(held.unit for held in p.roles)) if unit}
        away = {name for absence in self.absences for name in (absence.person, absence.stand_in)}
        unknown = sorted((placed - self.units) | (away - people))
        if unknown:
            raise ValueError(f"names what does not exist: {', '.join(unknown)}")
        return self

    @model_validator(mode="after")
    def _staff_adds_up(self) -> Self:
        for department in self.departments:
            in_teams = sum(team.staff for team in department.teams)
            if department.teams and in_teams != department.staff:
                raise ValueError(f"{department.name} has {department.staff} staff, its teams {in_teams}")
        return self


class NamesFile(Strict):
    """names.yaml: invented names for everyone who needs none of their own."""

    first: tuple[str, ...]
    last: tuple[str, ...]
