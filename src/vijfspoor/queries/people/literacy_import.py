"""Results from elsewhere, looked at before anything is stored: what can be taken over, and what is wrong per row."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from vijfspoor.domain.people.literacy import NO_LEVEL, LiteracyFramework
from vijfspoor.integrations.results import ResultRow
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.store.models import Person, Unit


@dataclass(frozen=True, slots=True)
class ReadyRow:
    """A row that can be taken over: a person or only their unit, with the level per competence."""

    number: int
    person: Person | None
    unit: int
    levels: dict[str, int]


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with a row, in words."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What would happen: the rows to take over, how many per unit, and every row that stays out."""

    ready: tuple[ReadyRow, ...]
    faults: tuple[RowFault, ...]
    per_unit: tuple[tuple[str, int], ...]


def check(actor: Actor, framework: LiteracyFramework, rows: Sequence[ResultRow]) -> Checked:
    """Look at every row, in two SQL statements however many there are. Stores nothing."""
    people = {person.email.casefold(): person for person in _visible.people(actor).filter(is_active=True)}
    units = {unit.name.casefold(): unit for unit in _visible.units(actor)}
    names = _competences(framework)
    ready: list[ReadyRow] = []
    faults: list[RowFault] = []
    seen: dict[int, int] = {}
    for row in rows:
        found = _look(row, people, units, names, max(framework.levels), set(framework.competences))
        if isinstance(found, ReadyRow) and found.person is not None and found.person.pk in seen:
            found = _("This person is in row %(row)s already.") % {"row": seen[found.person.pk]}
        if isinstance(found, str):
            faults.append(RowFault(row.number, found))
            continue
        ready.append(found)
        if found.person is not None:
            seen[found.person.pk] = row.number
    by_number = {unit.pk: unit.name for unit in units.values()}
    count = Counter(by_number[row.unit] for row in ready)
    return Checked(tuple(ready), tuple(faults), tuple(sorted(count.items())))


def _competences(framework: LiteracyFramework) -> dict[str, str]:
    """Return how a competence may be written in a file -> its code."""
    names = {}
    for code, competence in framework.competences.items():
        names |= dict.fromkeys((code, competence.name.nl.casefold(), competence.name.en.casefold()), code)
    return names


def _look(
    row: ResultRow,
    people: dict[str, Person],
    units: dict[str, Unit],
    names: dict[str, str],
    highest: int,
    codes: set[str],
) -> ReadyRow | str:
    person = people.get(row.email) if row.email else None
    if row.email and person is None:
        return _("Nobody works here with the e-mail address %(email)s.") % {"email": row.email}
    unit = person.unit_id if person else getattr(units.get(row.team.casefold()), "pk", None)
    if unit is None:
        return _("There is no team called “%(team)s”.") % {"team": row.team} if row.team else _("Who is this about?")
    levels = {names[name]: value for name, value in row.levels.items() if name in names}
    if missing := sorted(codes - levels.keys()):
        return _("The level for %(competence)s is missing.") % {"competence": missing[0]}
    for name, value in levels.items():
        if not value.isdecimal() or not NO_LEVEL <= int(value) <= highest:
            return _("“%(value)s” is no level for %(competence)s. Use 0 to %(highest)s.") % {
                "value": value[:20],
                "competence": name,
                "highest": highest,
            }
    return ReadyRow(row.number, person, unit, {name: int(value) for name, value in levels.items()})
