"""Loads the plain questions of the report, checked against the rule book they feed."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from vijfspoor.content.errors import ContentError
from vijfspoor.content.reading import read
from vijfspoor.content.wheel.schema import BilingualText
from vijfspoor.domain.dossier.intake import MAX_PAGES, IntakeOption, IntakePage

FILE = Path(__file__).parent / "2026-11-01" / "intake.yaml"


class _Option(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: str
    label: BilingualText
    hint: BilingualText | None = None
    sets: dict[str, str] = {}
    unless: dict[str, str] = {}
    adds: dict[str, str] = {}
    drops: list[str] = []
    exclusive: bool = False


class _Page(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: str
    kind: str
    title: BilingualText
    help: BilingualText | None = None
    options: list[_Option] = []
    may_be_unknown: bool = True
    severity: list[BilingualText] = []
    likelihood: list[BilingualText] = []


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    valid_from: str
    pages: list[_Page]


@cache
def intake_pages() -> tuple[IntakePage, ...]:
    """Return the pages of the report in asking order. Raises ContentError when the file is wrong."""
    pages = tuple(_page(item) for item in read(FILE, _File).pages)
    if len(pages) > MAX_PAGES:
        raise ContentError(FILE.name, "pages", f"has {len(pages)} pages; a reporter gets at most {MAX_PAGES}")
    return pages


def _page(item: _Page) -> IntakePage:
    return IntakePage(
        code=item.code,
        kind=item.kind,
        title=item.title.as_text(),
        help=item.help.as_text() if item.help else None,
        options=tuple(_option(option) for option in item.options),
        may_be_unknown=item.may_be_unknown,
        severity=tuple(text.as_text() for text in item.severity),
        likelihood=tuple(text.as_text() for text in item.likelihood),
    )


def _option(item: _Option) -> IntakeOption:
    return IntakeOption(
        code=item.code,
        label=item.label.as_text(),
        hint=item.hint.as_text() if item.hint else None,
        sets=item.sets,
        unless=item.unless,
        adds=item.adds,
        drops=tuple(item.drops),
        exclusive=item.exclusive,
    )
