"""Creates the demo's organisation, units, people, roles and absences."""

from datetime import date, timedelta
from itertools import product
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from vijfspoor.content.demo.loader import read
from vijfspoor.store.models import Absence, Organisation, Person, RoleAssignment, Unit

SINCE = date(2024, 1, 1)


def exists() -> bool:
    """Whether the demo was loaded before."""
    return Organisation.objects.filter(slug=read("organisation")["slug"]).exists()


@transaction.atomic
def load_organisation() -> Organisation:
    """Create Lindewaard with all its people."""
    data = read("organisation")
    organisation = Organisation.objects.create(
        slug=data["slug"],
        name=data["name"],
        contact_email=data["contact_email"],
        additions=data["additions"],
        is_demo=True,
    )
    units = _units(organisation, data)
    people = {item["name"]: _person(organisation, units, item) for item in data["people"]}
    for item in data["people"]:
        for held in item.get("roles", ()):
            _assign(organisation, people[item["name"]], held["role"], units.get(held.get("unit")))
    _fill_teams(organisation, units, data)
    today = timezone.localdate()
    for item in data["absences"]:
        Absence.objects.create(
            organisation=organisation,
            person=people[item["person"]],
            stand_in=people[item["stand_in"]],
            starts_on=today + timedelta(days=item["from_days"]),
            ends_on=today + timedelta(days=item["to_days"]),
        )
    return organisation


def _units(organisation: Organisation, data: dict[str, Any]) -> dict[str | None, Unit]:
    units: dict[str | None, Unit] = {}
    for item in data["units"]:
        department = Unit.objects.create(
            organisation=organisation, name=item["name"], kind=Unit.Kind.DEPARTMENT, staff=item["staff"]
        )
        units[item["name"]] = department
        for team in item["teams"]:
            units[team["name"]] = Unit.objects.create(
                organisation=organisation,
                name=team["name"],
                kind=Unit.Kind.TEAM,
                parent=department,
                staff=team["staff"],
            )
    for item in data["outside"]:
        units[item["unit"]] = Unit.objects.create(
            organisation=organisation, name=item["unit"], kind=Unit.Kind.DEPARTMENT, staff=item["staff"]
        )
    return units


def _person(organisation: Organisation, units: dict[str | None, Unit], item: dict[str, Any]) -> Person:
    return Person.objects.create(
        organisation=organisation,
        name=item["name"],
        email=_email(item["name"], organisation),
        password=make_password(None),
        unit=units[item["team"]],
        function=item.get("function", ""),
        is_administrator=item.get("administrator", False),
    )


def _email(name: str, organisation: Organisation) -> str:
    return f"{name.lower().replace('mr. ', '').replace(' ', '.')}@{organisation.slug}.example"


def _assign(organisation: Organisation, person: Person, role: str, unit: Unit | None) -> None:
    RoleAssignment.objects.create(organisation=organisation, person=person, role=role, unit=unit, valid_from=SINCE)


def _fill_teams(organisation: Organisation, units: dict[str | None, Unit], data: dict[str, Any]) -> None:
    """Fill every team up to its number of staff with invented colleagues.

    Heads and others placed at the department itself take a place in its largest team, so the total stays 421.
    """
    named: dict[str, int] = {}
    for item in data["people"]:
        if not item.get("extra"):
            named[item["team"]] = named.get(item["team"], 0) + 1
    names = (f"{first} {last}" for last, first in product(data["last_names"], data["first_names"]))
    staff: list[Person] = []
    for item in data["units"]:
        largest = max((team["staff"] for team in item["teams"]), default=0)
        for team in item["teams"]:
            places = team["staff"] - named.get(team["name"], 0)
            if team["staff"] == largest:
                places -= named.get(item["name"], 0)
            staff += [_colleague(organisation, units[team["name"]], next(names)) for _ in range(places)]
    Person.objects.bulk_create(staff)


def _colleague(organisation: Organisation, unit: Unit, name: str) -> Person:
    return Person(
        organisation=organisation,
        name=name,
        email=_email(name, organisation),
        password=make_password(None),
        unit=unit,
    )


@transaction.atomic
def load_neighbour() -> Organisation:
    """Create a second, tiny municipality in the same installation, which must stay out of sight of the first."""
    organisation = Organisation.objects.create(
        slug="oosterdijk", name="Gemeente Oosterdijk", contact_email="ai@oosterdijk.example", is_demo=True
    )
    department = Unit.objects.create(organisation=organisation, name="Bedrijf", kind="department", staff=6)
    held = {
        "Aaltje Buitendijk": "department_head",
        "Bas Kwelder": "information_adviser",
        "Cees Schorren": "privacy_officer",
        "Dina Zeegras": "executive_board",
        "Evert Wadloper": "information_manager",
    }
    for name, role in held.items():
        person = Person.objects.create(
            organisation=organisation,
            name=name,
            email=_email(name, organisation),
            password=make_password(None),
            unit=department,
        )
        _assign(organisation, person, role, None)
    Person.objects.create(
        organisation=organisation,
        name="Fem Zilt",
        email="fem.zilt@oosterdijk.example",
        password=make_password(None),
        unit=department,
        is_administrator=True,
    )
    return organisation
