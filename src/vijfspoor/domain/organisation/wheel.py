"""Het wiel: five tracks, their roles with each role's duty, and the responsibility matrix, in force together."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from vijfspoor.domain.dossier.life_cycle import LifeCycle
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.dossier.separation import ForbiddenCombination
from vijfspoor.domain.organisation.responsibility import Activity, Contribution
from vijfspoor.domain.text import Text


@dataclass(frozen=True, slots=True)
class Mark:
    """Merk: the sign of a contribution, with its meaning."""

    contribution: Contribution
    name: Text
    meaning: Text
    addition: bool = False

    @property
    def code(self) -> str:
        """The letters on screen: EV, A, I or U."""
        return self.contribution.mark


@dataclass(frozen=True, slots=True)
class Role:
    """Rol: a station on a track. `addition` roles are not in the seed and must be switched on."""

    code: str
    track: str
    name: Text
    duty: Text
    marks: tuple[Contribution, ...] = ()
    short: str | None = None
    addition: bool = False
    never_performs: bool = False


@dataclass(frozen=True, slots=True)
class Track:
    """Spoor: one of the five lines of the wheel."""

    code: str
    number: int
    name: Text
    motto: Text
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Wheel:
    """Het wiel zoals het geldt vanaf `valid_from`.

    `additions` are the additional roles switched on, `reassess_months` the months until a reassessment per route;
    `own_version` is the number of the organisation's own version in it, 0 for the shipped wheel.
    """

    valid_from: date
    marks: tuple[Mark, ...]
    tracks: tuple[Track, ...]
    roles: Mapping[str, Role]
    matrix: Mapping[str, Activity]
    life_cycle: LifeCycle
    forbidden: tuple[ForbiddenCombination, ...]
    additions: frozenset[str] = frozenset()
    reassess_months: Mapping[Route, int] = field(default_factory=dict)
    own_version: int = 0

    def roles_in_use(self, additions: Collection[str]) -> tuple[Role, ...]:
        """Return the seventeen roles and the additions that are switched on."""
        return tuple(r for r in self.roles.values() if not r.addition or r.code in additions)

    def deciders(self, roles: Collection[str], additions: Collection[str]) -> tuple[str, ...]:
        """Return which of `roles` decide here: an addition that is switched off is passed over."""
        return tuple(r for r in roles if not self.roles[r].addition or r in additions)

    def with_months(self, months: Mapping[Route, int]) -> "Wheel":
        """Return the wheel with the months until a reassessment per route."""
        return replace(self, reassess_months=months)

    def numbered(self, number: int) -> "Wheel":
        """Return the wheel as the organisation's own version `number`."""
        return replace(self, own_version=number)
