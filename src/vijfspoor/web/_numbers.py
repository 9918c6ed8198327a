"""Numbers as people type them."""


def whole_number(raw: str) -> int | None:
    """Return whole hours or euros as typed, with or without points between thousands; None when nothing was typed.

    What is no whole number is -1, which every action refuses at its field.
    """
    plain = raw.replace(".", "").replace(" ", "").removeprefix("€")
    if not plain:
        return None
    return int(plain) if plain.isdecimal() and len(plain) < 12 else -1
