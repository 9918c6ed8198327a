"""Creates a demo municipality: its units, people, roles and absences."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from vijfspoor.content.demo.loader import DemoMunicipality, municipality
from vijfspoor.content.demo.organisation_schema import Department, NamedPerson, OrganisationFile
from vijfspoor.store.models import Absence, Organisation, Person, RoleAssignment, Unit

SINCE = date(2024, 1, 1)
FIRST = "lindewaard"


def exists() -> bool:
    """Whether the demo was loaded before."""
    return Organisation.objects.filter(slug=municipality(FIRST).organisation.slug).exists()


def create(demo: DemoMunicipality, now: datetime) -> Organisation:
    """Create the organisation of `demo` with all its people."""
    data = demo.organisation
    organisation = Organisation.objects.create(
        slug=data.slug,
        name=data.name,
        contact_email=data.contact_email,
        additions=list(data.additions),
        rule_book=data.rule_book,
        is_demo=True,
    )
    units = _units(organisation, data)
    # Nobody in the demo has a password: one steps in from a page. The unusable hash is made once for all.
    newcomer = _Newcomer(organisation, make_password(None))
    people = {item.name: newcomer.named(item, units[item.unit]) for item in data.people}
    Person.objects.bulk_create(people.values())
    Person.objects.bulk_create(newcomer.fill(data, units, iter(demo.names)))
    RoleAssignment.objects.bulk_create(
        RoleAssignment(
            organisation=organisation,
            person=people[item.name],
            role=held.role,
            unit=units[held.unit] if held.unit else None,
            valid_from=SINCE,
        )
        for item in data.people
        for held in item.roles
    )
    _absences(organisation, data, people, timezone.localdate(now))
    return organisation


def _units(organisation: Organisation, data: OrganisationFile) -> dict[str, Unit]:
    units = {}
    for item in data.departments:
        parent = Unit.objects.create(
            organisation=organisation,
            name=item.name,
            kind="department",
            staff=item.staff,
            is_outside=item.outside,
        )
        units[item.name] = parent
        for team in item.teams:
            units[team.name] = Unit.objects.create(
                organisation=organisation, name=team.name, kind="team", parent=parent, staff=team.staff
            )
    return units


class _Newcomer:
    """Makes persons of one organisation."""

    def __init__(self, organisation: Organisation, password: str) -> None:
        self._organisation, self._password = organisation, password

    def named(self, item: NamedPerson, unit: Unit) -> Person:
        """Return the person of `item`, not yet saved."""
        person = self._person(item.name, unit)
        person.function, person.is_administrator = item.function, item.administrator
        return person

    def fill(self, data: OrganisationFile, units: dict[str, Unit], names: Iterator[str]) -> Iterator[Person]:
        """Yield colleagues until every team has its number of staff.

        Who is placed at a department itself takes a place in its largest team, so the total stays right.
        """
        taken = Counter(item.unit for item in data.people)
        for department in data.departments:
            for unit, places in _free_places(department, taken):
                for _ in range(places):
                    yield self._person(next(names), units[unit])

    def _person(self, name: str, unit: Unit) -> Person:
        local = name.lower().removeprefix("mr. ").replace(" ", ".")
        email = f"{local}@{self._organisation.slug}.example"
        return Person(organisation=self._organisation, name=name, email=email, password=self._password, unit=unit)


def _free_places(department: Department, taken: Counter[str]) -> Iterator[tuple[str, int]]:
    if not department.teams:
        yield department.name, department.staff - taken[department.name]
        return
    largest = max(department.teams, key=lambda team: team.staff)
    for team in department.teams:
        at_department = taken[department.name] if team is largest else 0
        yield team.name, team.staff - taken[team.name] - at_department


def _absences(organisation: Organisation, data: OrganisationFile, people: dict[str, Person], today: date) -> None:
    for item in data.absences:
        Absence.objects.create(
            organisation=organisation,
            person=people[item.person],
            stand_in=people[item.stand_in],
            starts_on=today + timedelta(days=item.from_days),
            ends_on=today + timedelta(days=item.to_days),
        )
