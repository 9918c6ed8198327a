"""Whole euros as people type them."""


def whole_euros(raw: str) -> int | None:
    """Return whole euros, typed with or without points between thousands; None for nothing, -1 for no amount."""
    plain = raw.replace(".", "").replace(" ", "").removeprefix("€")
    if not plain:
        return None
    return int(plain) if plain.isdecimal() and len(plain) < 12 else -1
