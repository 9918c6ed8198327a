"""The shape of insight.yaml: what accountable people say of worth and costs, and judged duplicates."""

from typing import Literal

from pydantic import Field

from vijfspoor.content.wheel.schema import Strict


class StoryValue(Strict):
    """The value of an application, as its accountable person estimated it so many days ago."""

    application: str
    value: Literal["low", "medium", "high"]
    reasons: str
    days_ago: int = Field(ge=1, le=200)


class StoryWay(Strict):
    """Another way that was possible, and why it is not proposed."""

    what: str
    why_not: str


class StoryCosts(Strict):
    """Costs and alternatives, as the accountable person wrote them down so many days ago. Whole euros."""

    application: str
    once_euros: int | None = None
    yearly_euros: int | None = None
    basis: str
    without: str
    alternatives: tuple[StoryWay, ...] = ()
    days_ago: int = Field(ge=1, le=200)


class StoryDifferent(Strict):
    """Two applications the information manager looked at, and found to differ."""

    applications: tuple[str, str]
    reason: str
    days_ago: int = Field(ge=1, le=200)


class InsightFile(Strict):
    """insight.yaml"""

    values: tuple[StoryValue, ...] = ()
    costs: tuple[StoryCosts, ...] = ()
    different: tuple[StoryDifferent, ...] = ()
