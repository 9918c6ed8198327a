"""Groups of the figures: the team of a person, and one step higher where a team is too small to be a group."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from vijfspoor.domain.people.literacy_figures import GroupBasis
from vijfspoor.domain.people.small_groups import MINIMUM
from vijfspoor.store.models import Person, ScanResult, ScanRound, Unit

# The group of who fits in no other, as a key beside the numbers of the units.
REST = "0"


def groups_of(units: Sequence[int | None], parents: Mapping[int, int | None]) -> list[int | None]:
    """Return the group of each person, given their unit: the unit, its department when too few, else None."""
    teams = Counter(units)
    # Teams first: who moves up may make the department large enough.
    up = [parents[unit] if unit and parents.get(unit) and teams[unit] < MINIMUM else unit for unit in units]
    size = Counter(up)
    return [unit if size[unit] >= MINIMUM else None for unit in up]


def parents_of(organisation_id: int) -> dict[int, int | None]:
    """Return unit -> the department it is part of."""
    return dict(Unit.objects.filter(organisation=organisation_id).values_list("pk", "parent_id"))


def basis_of(round_: ScanRound, competences: Iterable[str]) -> dict[str, GroupBasis]:
    """Return the real counts per group of a round; never to be shown as they are. Two or four SQL statements."""
    codes = tuple(competences)
    asked = _asked(round_)
    people: Counter[str] = Counter()
    meets: dict[str, Counter[str]] = {}
    for unit, met in ScanResult.objects.filter(round=round_).values_list("unit_id", "meets"):
        name = str(unit or REST)
        people[name] += 1
        meets.setdefault(name, Counter()).update(code for code in codes if met.get(code))
    return {
        name: GroupBasis(
            invited=max(asked[name], people[name]),
            people=people[name],
            meets={code: meets.get(name, Counter())[code] for code in codes},
        )
        for name in sorted(asked.keys() | people.keys(), key=int)
    }


def _asked(round_: ScanRound) -> Counter[str]:
    if not round_.is_import:
        return Counter(str(unit or REST) for unit in round_.invitations.values_list("unit_id", flat=True))
    known = set(round_.results.exclude(unit=None).values_list("unit_id", flat=True).distinct())
    parents = parents_of(round_.organisation_id)
    staff = Person.objects.filter(organisation=round_.organisation_id, is_active=True, unit__is_outside=False)
    return Counter(_known(unit, known, parents) for unit in staff.values_list("unit_id", flat=True))


def _known(unit: int | None, known: set[int], parents: Mapping[int, int | None]) -> str:
    while unit is not None and unit not in known:
        unit = parents.get(unit)
    return str(unit or REST)
