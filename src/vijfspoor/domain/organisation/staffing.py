"""Bezetting: which roles one person combines, and which of those never meet on one application."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from vijfspoor.domain.dossier.separation import ForbiddenCombination


@dataclass(frozen=True, slots=True)
class Combination:
    """Combinatie van rollen bij een persoon; `apart` holds the pairs (performer, overseer) kept apart per file."""

    person: int
    roles: tuple[str, ...]
    apart: tuple[tuple[str, str], ...]


def combinations(
    held: Mapping[int, Collection[str]], forbidden: Iterable[ForbiddenCombination]
) -> tuple[Combination, ...]:
    """Return everybody who holds more than one role. A small organisation may combine; one file keeps pairs apart."""
    pairs = tuple(dict.fromkeys((pair.performer, pair.overseer) for pair in forbidden))
    return tuple(
        Combination(
            person, tuple(sorted(roles)), tuple(pair for pair in pairs if pair[0] in roles and pair[1] in roles)
        )
        for person, roles in held.items()
        if len(set(roles)) > 1
    )
