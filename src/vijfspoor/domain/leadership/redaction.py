"""Weglakken: names and addresses of people taken out of a text or a document by rule, with a count of each.

The rule: the full name of a colleague, and the first name or surname alone when it has four letters or more, as a
whole word with these capitals; and every e-mail address. What people hide in other words a person must find.
"""

import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, NamedTuple

from vijfspoor.domain.document import Document

NAME_MARK = "[naam]"
EMAIL_MARK = "[e-mailadres]"
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SHORTEST_PART = 4


class Redacted(NamedTuple):
    """Weggelakt: the document as it may be read, and how often a name or an address was taken out."""

    document: Document
    names: int
    emails: int


class NameRule:
    """Regel voor namen: recognises the names of these people in a text."""

    def __init__(self, names: Iterable[str]) -> None:
        known = {name.strip() for name in names if name.strip()}
        parts = {part for name in known for part in _parts(name)}
        longest_first = sorted(known | parts, key=lambda word: (-len(word), word))
        self._pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
        self._is_empty = not longest_first

    def redact(self, text: str) -> tuple[str, int, int]:
        """Return the text without names and addresses, and how many of each it had."""
        text, emails = _EMAIL.subn(EMAIL_MARK, text)
        if self._is_empty:
            return text, 0, emails
        text, names = self._pattern.subn(NAME_MARK, text)
        return text, names, emails

    def redact_document(self, document: Document) -> Redacted:
        """Return the document without names and addresses, in its title and every block of it."""
        found = [0, 0]
        made = replace(
            document,
            title=self._walk(document.title, found),
            subtitle=self._walk(document.subtitle, found),
            blocks=self._walk(document.blocks, found),
        )
        return Redacted(made, *found)

    def _walk(self, value: Any, found: list[int]) -> Any:
        if isinstance(value, str):
            text, names, emails = self.redact(value)
            found[0] += names
            found[1] += emails
            return text
        if isinstance(value, tuple):
            return tuple(self._walk(item, found) for item in value)
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{item.name: self._walk(getattr(value, item.name), found) for item in fields(value)})
        return value


def _parts(name: str) -> Iterable[str]:
    """The first name and the surname of a full name, where they are long enough to say little else."""
    words = name.split()
    if len(words) < 2:
        return
    for part in (words[0], " ".join(words[1:]), words[-1]):
        if len(part) >= _SHORTEST_PART and part[:1].isupper():
            yield part
