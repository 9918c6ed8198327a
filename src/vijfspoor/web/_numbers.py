"""Numbers as people and addresses give them: plain digits, and no larger than what they are for."""

LARGEST = 2**63 - 1
"""The largest number a row can have."""


def typed_number(raw: str, most: int = LARGEST) -> int | None:
    """Return the number that was typed; None for what is no plain number, or one over `most`."""
    digits = raw.strip()
    if not digits.isascii() or not digits.isdecimal() or len(digits) > len(str(LARGEST)):
        return None
    number = int(digits)
    return number if number <= most else None
