"""The shape of life.yaml of the demo: what became of applications after the decision on their use."""

from typing import Literal

from pydantic import Field

from vijfspoor.content.wheel.schema import Strict


class StoryGroup(Strict):
    """A group of users with the training they need first."""

    name: str
    size: int
    training: str
    trained: int


class StorySetting(Strict):
    """A setting or model version as it was recorded."""

    kind: Literal["model", "setting"]
    name: str
    value: str
    reason: str


class StoryRelease(Strict):
    """A release the supplier brought out."""

    version: str
    notes: str
    ai_impact: Literal["yes", "no", "unknown"]


class StoryLife(Strict):
    """What happened with an application after the decision on its use, from `days_ago` on.

    `goes_live` settles contract and checklist; `retires` (the reason) ends and archives it. `evidence` gives what is
    shown at a point of a checklist, by its code; `usual_evidence` the rest.
    """

    application: str
    days_ago: int = Field(ge=1, le=100)
    groups: tuple[StoryGroup, ...] = ()
    settings: tuple[StorySetting, ...] = ()
    releases: tuple[StoryRelease, ...] = ()
    goes_live: bool = False
    retires: str = ""
    evidence: dict[str, str] = Field(default_factory=dict)
    usual_evidence: str = ""
    metadata: dict[str, str] = Field(default_factory=dict)


class LivesFile(Strict):
    """life.yaml: what became of applications after the decision."""

    lives: tuple[StoryLife, ...] = ()
