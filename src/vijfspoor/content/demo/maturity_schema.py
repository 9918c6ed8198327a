"""Shape of what the demo tells about indicators and maturity."""

from pydantic import Field

from vijfspoor.content.wheel.schema import Strict, TrackCode


class StoryWanted(Strict):
    """A level the board wants."""

    track: TrackCode
    level: int
    reason: str


class StoryNote(Strict):
    """What somebody explains about a track."""

    track: TrackCode
    role: str
    text: str


class MaturityFile(Strict):
    """maturity.yaml: when the indicators were measured, and what was said."""

    measured_days_ago: list[int] = Field(default_factory=list)
    days_ago: int = 20
    wanted: list[StoryWanted] = Field(default_factory=list)
    notes: list[StoryNote] = Field(default_factory=list)
