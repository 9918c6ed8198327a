"""The shape of means.yaml: what the board can assign, what owners of measures asked, and what the board said."""

from pydantic import Field

from vijfspoor.content.wheel.schema import Strict


class StorySource(Strict):
    """A source the board keeps; `years_ahead` counts from the year of that day."""

    name: str
    years_ahead: int = Field(ge=0, le=5)
    hours: int = 0
    euros: int = 0


class StoryAssigned(Strict):
    """What the board assigned, from the source with this name."""

    source: str
    hours: int = 0
    euros: int = 0


class StoryMeans(Strict):
    """What the owner of a measure asked, some days ago, and what the board said the working day after.

    Without hours and euros the owner said that nothing is needed; without an answer the request waits.
    """

    application: str
    measure: str
    days_ago: int = Field(ge=1, le=100)
    hours: int = 0
    euros: int = 0
    why: str = ""
    assigned: StoryAssigned | None = None
    refused: str = ""


class MeansFile(Strict):
    """means.yaml"""

    sources_days_ago: int = Field(default=30, ge=1, le=100)
    sources: tuple[StorySource, ...] = ()
    asked: tuple[StoryMeans, ...] = ()
