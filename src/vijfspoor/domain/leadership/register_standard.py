"""Publicatiestandaard: the fields of the national Algoritmeregister, and what is wrong with an entry."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from vijfspoor.domain.text import Text

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LINK = re.compile(r"https?://\S+")


class FieldKind(StrEnum):
    """Soort veld: the form its value has."""

    TEXT = "text"
    CHOICE = "choice"
    THEMES = "themes"
    MONTH = "month"
    CONTACT = "contact"
    LINK = "link"


class Defect(StrEnum):
    """Gebrek van een veld: empty, too long, not in the list, or written in another form than the standard takes."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    NOT_IN_LIST = "not_in_list"
    WRONG_FORM = "wrong_form"


@dataclass(frozen=True, slots=True)
class RegisterField:
    """Veld van de standaard. `most` is the largest number of characters; None when there is no limit."""

    code: str
    title: Text
    kind: FieldKind
    is_required: bool
    most: int | None = None
    values: tuple[str, ...] = ()

    def defect(self, value: Any) -> Defect | None:
        """Return what is wrong with a value, the gravest first; None when the register takes it."""
        if not value:
            return Defect.MISSING if self.is_required else None
        if self.kind in (FieldKind.CHOICE, FieldKind.THEMES):
            chosen = value if isinstance(value, list | tuple) else [value]
            return None if set(chosen) <= set(self.values) else Defect.NOT_IN_LIST
        if not _has_form(self.kind, str(value)):
            return Defect.WRONG_FORM
        return Defect.TOO_LONG if self.most is not None and len(str(value)) > self.most else None


def _has_form(kind: FieldKind, value: str) -> bool:
    if kind is FieldKind.MONTH:
        return bool(_MONTH.fullmatch(value))
    if kind is FieldKind.LINK:
        return bool(_LINK.fullmatch(value))
    if kind is FieldKind.CONTACT:
        return bool(_ADDRESS.fullmatch(value) or _LINK.fullmatch(value))
    return True


@dataclass(frozen=True, slots=True)
class PublicationStandard:
    """Publicatiestandaard of the Algoritmeregister, one version."""

    version: str
    valid_from: date
    source: str
    themes: tuple[str, ...]
    fields: tuple[RegisterField, ...]

    def defects(self, entry: Mapping[str, Any]) -> dict[str, Defect]:
        """Return field code -> what is wrong; empty when the register takes the entry."""
        return dict(self._defects(entry))

    def _defects(self, entry: Mapping[str, Any]) -> Iterator[tuple[str, Defect]]:
        for field in self.fields:
            if defect := field.defect(entry.get(field.code)):
                yield field.code, defect

    def differences(self, published: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[RegisterField, ...]:
        """Return the fields that read differently in what is published and in the dossier now."""
        return tuple(f for f in self.fields if (published.get(f.code) or "") != (now.get(f.code) or ""))
