"""AI-geletterdheid: competences, levels, and which level a person's work asks for.

Source: AI Act (Regulation (EU) 2024/1689 as amended by (EU) 2026/1744, in force since 27 July 2026) Art. 4: providers
and deployers take measures that support the literacy of their staff. The law names no levels: these are the
organisation's own aims and say nothing about whether the duty is met.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.text import Text

NO_LEVEL = 0


@dataclass(frozen=True, slots=True)
class LiteracyLevel:
    """Niveau: a step on the ladder, 1 the lowest. `meaning` says what someone at this level does."""

    number: int
    code: str
    name: Text
    meaning: Text


@dataclass(frozen=True, slots=True)
class Competence:
    """Competentie: something a person can do with AI. `steps` maps a level to what that looks like."""

    code: str
    name: Text
    meaning: Text
    steps: Mapping[int, Text]


@dataclass(frozen=True, slots=True)
class LevelRaise:
    """Verhoging: who works with such an application needs at least these levels.

    It holds when one of the applications travels one of `routes` or has one of `outcomes` (codes of the rule book).
    Empty `roles` means everyone, otherwise only who holds one of them.
    """

    code: str
    reason: Text
    at_least: Mapping[str, int]
    routes: frozenset[Route] = frozenset()
    outcomes: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()

    def holds(self, roles: Collection[str], routes: Collection[Route], outcomes: Collection[str]) -> bool:
        """Whether this raise holds for someone with `roles` who works with such applications."""
        is_meant = not self.roles or not self.roles.isdisjoint(roles)
        return is_meant and not (self.routes.isdisjoint(routes) and self.outcomes.isdisjoint(outcomes))


@dataclass(frozen=True, slots=True)
class LiteracyFramework:
    """Raamwerk: competences and levels with the aim per role, in force together from `valid_from`."""

    valid_from: date
    competences: Mapping[str, Competence]
    levels: Mapping[int, LiteracyLevel]
    targets: Mapping[str, Mapping[str, int]]
    raises: tuple[LevelRaise, ...]

    def raises_for(
        self, roles: Collection[str], routes: Collection[Route], outcomes: Collection[str] = ()
    ) -> tuple[LevelRaise, ...]:
        """Return the raises that hold: the reasons shown beside a required level."""
        return tuple(item for item in self.raises if item.holds(roles, routes, outcomes))


def required_level(
    roles: Collection[str], routes: Collection[Route], framework: LiteracyFramework, outcomes: Collection[str] = ()
) -> dict[str, int]:
    """Return the level per competence asked of someone with `roles` who works with applications on `routes`.

    The highest demand counts. Without a role nothing is asked (`NO_LEVEL`), unless an application asks it.
    Raises KeyError when a role is not in the framework.
    """
    demands = [framework.targets[role] for role in roles]
    demands += [item.at_least for item in framework.raises_for(roles, routes, outcomes)]
    return {
        code: max((item.get(code, NO_LEVEL) for item in demands), default=NO_LEVEL) for code in framework.competences
    }


def shortfall(required: Mapping[str, int], reached: Mapping[str, int]) -> dict[str, int]:
    """Return how many levels are missing per competence; competences that are reached are left out."""
    missing = {code: level - reached.get(code, NO_LEVEL) for code, level in required.items()}
    return {code: count for code, count in missing.items() if count > 0}
