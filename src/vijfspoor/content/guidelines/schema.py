"""Shape of the architecture guidelines file."""

from datetime import date

from pydantic import Field

from vijfspoor.content.law.conditions import YamlCondition
from vijfspoor.content.wheel.schema import BilingualText, Strict


class FactFile(Strict):
    """One fact a test may use. Without `values` it is a yes or no."""

    text: BilingualText
    values: list[str] = Field(default_factory=list)
    known_from: str


class GuidelineFile(Strict):
    """One guideline. Without `test` the architect's answer to `question` decides."""

    code: str
    title: BilingualText
    statement: BilingualText
    rationale: BilingualText
    question: BilingualText
    when: YamlCondition = "altijd"
    test: YamlCondition | None = None
    source: str


class GuidelinesFile(Strict):
    """guidelines.yaml"""

    valid_from: date
    facts: dict[str, FactFile]
    guidelines: list[GuidelineFile]
