"""Shape of the checklist files: facts, checklists by gate, triggers of reassessment, archive metadata."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from vijfspoor.content.law.conditions import YamlCondition
from vijfspoor.content.wheel.schema import BilingualText, Strict
from vijfspoor.domain.dossier.route import Route

Roles = Annotated[list[str], Field(min_length=1)]
Months = Annotated[int, Field(ge=1, le=120)]


class FactsFile(Strict):
    """facts.yaml: what the software can know about an application, and what it means."""

    valid_from: date
    facts: dict[str, BilingualText]


class ItemFile(Strict):
    """One item. `fact` or `evidence` settles it, never both."""

    code: str
    text: BilingualText
    who: Roles
    when: YamlCondition = "altijd"
    blocking: bool
    source: str
    fact: str = ""
    evidence: BilingualText | None = None


class ChecklistFile(Strict):
    """One checklist of one gate."""

    gate: Literal["G6", "G7", "G9"]
    title: BilingualText
    intro: BilingualText
    items: list[ItemFile]


class TriggerFile(Strict):
    """One reason to reassess."""

    code: str
    text: BilingualText
    fact: str
    reopens: Literal["G1", "G2", "G8"]
    suspends: bool = False
    who: Roles
    source: str


class ReassessmentFile(Strict):
    """reassessment.yaml"""

    months: dict[Route, Months]
    triggers: list[TriggerFile]


class ArchiveFieldFile(Strict):
    """One metadata element, by its name in MDTO."""

    element: str
    label: BilingualText
    required: bool
    filled_from: str


class ArchiveFile(Strict):
    """archive.yaml"""

    standard: str
    fields: list[ArchiveFieldFile]
