"""Shape of the incidents file: the facts that are asked and the clocks they start."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from vijfspoor.content.law.conditions import YamlCondition
from vijfspoor.content.wheel.schema import BilingualText, Strict

BasisName = Literal["law", "own_policy"]


class FactFile(Strict):
    """One fact that is asked about an incident."""

    code: str
    kind: Literal["yes_no", "choices", "moment"]
    text: BilingualText
    help: BilingualText | None = None
    options: dict[str, BilingualText] = Field(default_factory=dict)
    exception: bool = False


class TermFile(Strict):
    """A length of time."""

    amount: Annotated[int, Field(ge=1)]
    unit: Literal["hours", "days", "months", "working_days"]


class RequiredContentFile(Strict):
    """One thing a notification must say. `own_policy` where the law prescribes no content."""

    source: str
    basis: BasisName = "law"
    text: BilingualText


class ClockFile(Strict):
    """One clock. `draft` is a text with placeholders in braces."""

    code: str
    title: BilingualText
    source: str
    term: TermFile
    term_basis: BasisName
    binds_from: date | list[str] | None = None
    starts_from: list[str]
    at_once_from: str = ""
    replaces: list[str] = Field(default_factory=list)
    when: YamlCondition
    to: BilingualText
    explanation: BilingualText
    must_contain: Annotated[list[RequiredContentFile], Field(min_length=1)]
    draft: BilingualText


class IncidentsFile(Strict):
    """incidents.yaml"""

    valid_from: date
    checked_on: date
    facts: list[FactFile]
    clocks: list[ClockFile]
