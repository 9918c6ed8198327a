"""The shape of data.yaml: in which work the demo's applications are used and which data goes in and out."""

from typing import Literal

from pydantic import Field

from vijfspoor.content.wheel.schema import Strict


class StoryCheck(Strict):
    """A check of quality; aspects that are not named were found good. `again_in` days from the day of loading."""

    days_ago: int = Field(ge=1, le=100)
    again_in: int = Field(ge=-90, le=365)
    worse: dict[str, Literal["moderate", "poor"]] = Field(default={})
    note: str = ""


class StoryFlow(Strict):
    """One flow, as the data analyst described it."""

    system: str
    kind: str
    direction: Literal["in", "out"]
    what: str
    frequency: str = "on_request"
    categories: tuple[str, ...]
    legal_basis: str = ""
    law: str = ""
    exception: str = ""
    leaves_eea: bool = False
    transfer_ground: str = ""
    retention_months: int | None = None
    retention_note: str = ""
    check: StoryCheck | None = None


class StoryData(Strict):
    """The data of one application."""

    application: str
    days_ago: int = Field(ge=1, le=200)
    flows: tuple[StoryFlow, ...]


class StoryRound(Strict):
    """A round of outcomes: per group the cases, and how many of them were selected."""

    days_ago: int = Field(ge=1, le=200)
    is_baseline: bool = False
    groups: dict[str, tuple[int, int]]


class StoryOutcomes(Strict):
    """The outcomes of one application, measured over a month each time."""

    application: str
    characteristic: str
    rounds: tuple[StoryRound, ...]


class DataFile(Strict):
    """data.yaml"""

    processes: dict[str, tuple[str, ...]] = Field(default={})
    data: tuple[StoryData, ...] = ()
    outcomes: tuple[StoryOutcomes, ...] = ()
