"""Who holds a role for a dossier: the nearest holder wins (team, then department, then the whole organisation)."""

from collections.abc import Iterable
from datetime import date

from vijfspoor.queries.actor import in_force
from vijfspoor.store.models import Absence, Dossier, Organisation, Person, RoleAssignment


class Holders:
    """The holders of every role in one organisation on one day, read in one SQL statement."""

    def __init__(self, organisation: Organisation, on: date) -> None:
        rows = (
            RoleAssignment.objects.filter(in_force(on), organisation=organisation, person__is_active=True)
            .select_related("person")
            .order_by("pk")
        )
        self._by_role: dict[str, list[RoleAssignment]] = {}
        for row in rows:
            self._by_role.setdefault(row.role, []).append(row)

    def nearest(self, role: str, dossier: Dossier) -> list[Person]:
        """Return the holders of `role` nearest to the dossier; empty means a vacancy."""
        return self.nearest_in(role, (dossier.team_id, dossier.department_id))

    def nearest_in(self, role: str, units: Iterable[int | None]) -> list[Person]:
        """Return the holders of `role` for the first of `units` that has one, else for the whole organisation."""
        rows = self._by_role.get(role, [])
        for unit in (*units, None):
            found = [row.person for row in rows if row.unit_id == unit]
            if found:
                return found
        return []

    def filled(self) -> frozenset[str]:
        """Return the codes of all roles that somebody holds."""
        return frozenset(self._by_role)

    def of(self, role: str) -> list[Person]:
        """Return everyone who holds `role`, wherever."""
        return [row.person for row in self._by_role.get(role, [])]


def stand_ins(people: Iterable[int], on: date) -> dict[int, Person]:
    """Return person id -> who stands in for them `on` a day."""
    away = Absence.objects.filter(person__in=list(people), starts_on__lte=on, ends_on__gte=on)
    return {row.person_id: row.stand_in for row in away.select_related("stand_in")}
