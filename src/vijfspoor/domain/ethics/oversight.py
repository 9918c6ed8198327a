"""Toezicht: what became of advice, and samples drawn so that anyone can check the draw.

Source: GDPR Art. 39(1)(b) and (c): the data protection officer monitors compliance and advises.
"""

import hashlib
from collections.abc import Iterable, Sequence
from enum import StrEnum

from vijfspoor.domain.dossier.gate import Advice, Position, ProposedDecision, deviates_from


class Fate(StrEnum):
    """Lot van een advies: what the decision did with it. Ignored: it does not rest on it, or deviates unexplained."""

    PENDING = "pending"
    NO_POSITION = "no_position"
    FOLLOWED = "followed"
    DEVIATED = "deviated"
    IGNORED = "ignored"


def fate(advice: Advice, decision: ProposedDecision | None, *, is_weighed: bool, others: Sequence[Advice] = ()) -> Fate:
    """Return what became of `advice` in `decision` (None while nothing was decided).

    `is_weighed` tells whether the decision rests on this advice, `others` what the other advisers held: who says no
    because another adviser was negative does not deviate from a positive advice.
    """
    if decision is None:
        return Fate.PENDING
    if advice.position is Position.ABSTAIN:
        return Fate.NO_POSITION
    if not is_weighed:
        return Fate.IGNORED
    if advice not in deviates_from([advice, *others], decision):
        return Fate.FOLLOWED
    return Fate.DEVIATED if decision.deviation_reasons.strip() else Fate.IGNORED


def draw(seed: str, population: Iterable[int], size: int) -> tuple[int, ...]:
    """Return `size` numbers from `population`, in ascending order; fewer when there are no more.

    The draw follows from the seed alone: the numbers whose SHA-256 with the seed comes first. Raises ValueError for
    a size below one.
    """
    if size < 1:
        raise ValueError("a sample has at least one application")
    ordered = sorted(set(population), key=lambda number: hashlib.sha256(f"{seed}:{number}".encode()).hexdigest())
    return tuple(sorted(ordered[:size]))
