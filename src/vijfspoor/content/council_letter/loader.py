"""Loads the skeleton of a letter to the council."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter

from vijfspoor.content.council_letter import schema
from vijfspoor.content.errors import ContentError
from vijfspoor.content.facts import refuse_repeated
from vijfspoor.content.reading import read
from vijfspoor.domain.text import Text

FOLDER = Path(__file__).parent
FILE = "skeleton.yaml"
FACTS = frozenset(
    {
        "name", "day", "office", "earlier", "summary", "goal", "reasons", "conditions", "data", "human_intervention",
        "risks", "months", "in_register",
    }
)  # fmt: skip
"""What a line may name; all of it is public already when the draft is made."""


@dataclass(frozen=True, slots=True)
class LetterLine:
    """Regel van een concept. `only` says for which outcomes it is; none means all."""

    text: str
    only: frozenset[str]

    def filled(self, facts: Mapping[str, str], outcome: str) -> str:
        """Return the line with its facts; empty where one of them is not known, or for another outcome."""
        named = _named(self.text)
        if (self.only and outcome not in self.only) or not all(facts[name] for name in named):
            return ""
        return self.text.format_map(facts)


@dataclass(frozen=True, slots=True)
class LetterSection:
    """Onderdeel van een raadsinformatiebrief."""

    code: str
    title: Text
    help: Text
    lines: tuple[LetterLine, ...]

    def begun(self, facts: Mapping[str, str], outcome: str) -> str:
        """Return the text it begins with: one paragraph for each line that can be filled."""
        return "\n\n".join(text for line in self.lines if (text := line.filled(facts, outcome)))


@dataclass(frozen=True, slots=True)
class LetterSkeleton:
    """Geraamte van een raadsinformatiebrief: the subject it begins with, and its sections."""

    subject: str
    sections: tuple[LetterSection, ...]


@cache
def _versions() -> tuple[schema.SkeletonFile, ...]:
    return tuple(read(path, schema.SkeletonFile) for path in sorted(FOLDER.glob(f"*/{FILE}")))


@cache
def letter_skeleton(on: date) -> LetterSkeleton:
    """Return the skeleton in force `on` a date. Before the first version the first one is used.

    Raises ContentError when a section is there twice, or a line names a fact that does not exist.
    """
    started = [file for file in _versions() if file.valid_from <= on]
    return build(started[-1] if started else _versions()[0])


def build(file: schema.SkeletonFile) -> LetterSkeleton:
    """Return the skeleton of a checked file."""
    refuse_repeated([item.code for item in file.sections], FILE)
    for item in file.sections:
        for line in item.lines:
            if unknown := sorted(set(_named(line.text)) - FACTS):
                raise ContentError(FILE, item.code, f"names an unknown fact: {unknown[0]}")
    return LetterSkeleton(file.subject, tuple(_section(item) for item in file.sections))


def _section(item: schema.SectionFile) -> LetterSection:
    lines = tuple(LetterLine(line.text, frozenset(line.only)) for line in item.lines)
    return LetterSection(item.code, item.title.as_text(), item.help.as_text(), lines)


def _named(text: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(text) if name is not None]
