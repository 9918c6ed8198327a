"""Loads the sections of the yearly account."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from vijfspoor.content.facts import refuse_repeated
from vijfspoor.content.reading import read
from vijfspoor.content.year_account import schema
from vijfspoor.domain.text import Text

FOLDER = Path(__file__).parent
FILE = "sections.yaml"


@dataclass(frozen=True, slots=True)
class AccountSection:
    """Onderdeel van de jaarverantwoording; `draft` names figures by their code between braces."""

    code: str
    title: Text
    help: Text
    draft: str

    def begun(self, figures: Mapping[str, int]) -> str:
        """Return the text it begins with. Raises KeyError for a figure that does not exist."""
        return self.draft.format_map(figures)


@cache
def _versions() -> tuple[schema.SectionsFile, ...]:
    return tuple(read(path, schema.SectionsFile) for path in sorted(FOLDER.glob(f"*/{FILE}")))


@cache
def account_sections(on: date) -> tuple[AccountSection, ...]:
    """Return the sections in force `on` a date. Before the first version the first one is used."""
    started = [file for file in _versions() if file.valid_from <= on]
    file = started[-1] if started else _versions()[0]
    refuse_repeated([item.code for item in file.sections], FILE)
    return tuple(
        AccountSection(item.code, item.title.as_text(), item.help.as_text(), item.draft) for item in file.sections
    )
