"""Shape of the measures file."""

from datetime import date
from typing import Annotated

from pydantic import Field

from vijfspoor.content.wheel.schema import BilingualText, Strict


class ThresholdFile(Strict):
    """Bounds; at least one of the two."""

    lower: float | None = None
    upper: float | None = None


class MeasureFile(Strict):
    """One measure with the bounds of a warning and of a breach."""

    code: str
    title: BilingualText
    meaning: BilingualText
    reading: BilingualText
    caution: BilingualText
    source: str
    warning: ThresholdFile
    breach: ThresholdFile
    minimum_cases: Annotated[int, Field(ge=5)]


class MeasuresFile(Strict):
    """measures.yaml"""

    valid_from: date
    measures: list[MeasureFile]
