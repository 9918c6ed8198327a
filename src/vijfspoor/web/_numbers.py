"""Numbers as people and addresses give them: plain digits, and no larger than what they are for."""

from collections.abc import Iterable

from django.http import HttpRequest

LARGEST = 2**63 - 1
"""The largest number a row can have."""

MOST_COUNTED = 9_999_999
"""The most somebody means who counts people, days, months or pages; more is a slip."""


def typed_number(raw: str, most: int = LARGEST) -> int | None:
    """Return the number that was typed; None for what is no plain number, or one over `most`."""
    digits = raw.strip()
    if not digits.isascii() or not digits.isdecimal() or len(digits) > len(str(LARGEST)):
        return None
    number = int(digits)
    return number if number <= most else None


def typed_numbers(raws: Iterable[str]) -> list[int]:
    """Return the numbers among what was sent."""
    return [number for raw in raws if (number := typed_number(raw)) is not None]


def page_number(request: HttpRequest) -> int:
    """Return the page of a list that is asked for; the first when that is no number."""
    return typed_number(request.GET.get("pagina", ""), MOST_COUNTED) or 1


def whole_number(raw: str) -> int | None:
    """Return whole hours or euros as typed, with or without points between thousands; None when nothing was typed.

    What is no whole number is -1, which every action refuses at its field.
    """
    plain = raw.replace(".", "").replace(" ", "").removeprefix("€")
    if not plain:
        return None
    number = typed_number(plain)
    return -1 if number is None else number
