"""Gelijkenis: whether two texts tell of the same thing, by the words they share."""

from collections.abc import Set

FEWEST_SHARED = 2
SHARE_OF_SHORTER = 0.3


def are_alike(first: Set[str], second: Set[str]) -> bool:
    """Whether two texts, given as their telling words, share enough to be shown side by side.

    A proposal to a person, never a decision: two words and three tenths of the shorter text are enough.
    """
    shared = len(first & second)
    return shared >= FEWEST_SHARED and shared >= SHARE_OF_SHORTER * min(len(first), len(second))
