"""The shape of insight.yaml: what accountable people say their applications are worth, and judged duplicates."""

from typing import Literal

from pydantic import Field

from vijfspoor.content.wheel.schema import Strict


class StoryValue(Strict):
    """The value of an application, as its accountable person estimated it so many days ago."""

    application: str
    value: Literal["low", "medium", "high"]
    reasons: str
    days_ago: int = Field(ge=1, le=200)


class StoryDifferent(Strict):
    """Two applications the information manager looked at, and found to differ."""

    applications: tuple[str, str]
    reason: str
    days_ago: int = Field(ge=1, le=200)


class InsightFile(Strict):
    """insight.yaml"""

    values: tuple[StoryValue, ...] = ()
    different: tuple[StoryDifferent, ...] = ()
