"""Driewaardige logica (Kleene): true, false, or None for not known yet.

EN: false wins, then unknown. OF: true wins, then unknown (see `condition.AllOf` and `condition.AnyOf`).
"""

Truth = bool | None


def negation(truth: Truth) -> Truth:
    """NIET: the opposite; the opposite of unknown is unknown."""
    return None if truth is None else not truth
