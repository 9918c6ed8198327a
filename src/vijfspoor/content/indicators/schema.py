"""Shape of the indicators and levels of a track."""

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator

from vijfspoor.content.wheel.schema import BilingualText, Strict, TrackCode
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.organisation.indicator import Direction, Unit


class IndicatorFile(Strict):
    """One indicator, or one supporting figure."""

    code: Annotated[str, Field(pattern=r"^[A-Z][0-9]$")]
    name: BilingualText
    explanation: BilingualText
    formula: BilingualText
    empty: BilingualText
    unit: Unit
    direction: Direction
    target: float | None = None
    route_targets: dict[Route, float] = Field(default_factory=dict)
    is_about_people: bool = False
    is_literacy: bool = False

    @model_validator(mode="after")
    def _has_the_target_it_needs(self) -> "IndicatorFile":
        bounded = self.direction in (Direction.AT_LEAST, Direction.AT_MOST)
        if bounded != (self.target is not None or bool(self.route_targets)):
            raise ValueError("a target belongs to at_least and at_most, and to nothing else")
        return self


class LineFile(Strict):
    """A line of evidence: a bound on a figure, or without a bound that it meets its target."""

    code: str
    at_least: float | None = None
    at_most: float | None = None


class LevelFile(Strict):
    """A level by its name, with its evidence."""

    name: BilingualText
    evidence: list[LineFile] = Field(default_factory=list)


class TrackFile(Strict):
    """A file of one track."""

    valid_from: date
    track: TrackCode
    indicators: list[IndicatorFile]
    supporting: list[IndicatorFile] = Field(default_factory=list)
    levels: Annotated[list[LevelFile], Field(min_length=5, max_length=5)]
