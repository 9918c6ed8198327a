"""The shape of setup.yaml: the set-up of governance the demo municipality is working on, and its mandates."""

from pydantic import Field

from vijfspoor.content.wheel.schema import Strict


class StorySetup(Strict):
    """A version that was begun so many days ago: activity -> role -> marks, as in "A U"."""

    days_ago: int = Field(ge=2, le=200)
    role: str
    note: str
    rows: dict[str, dict[str, str]]
    sent_back: str = Field("", description="Why the board asked for another one, two days after it was proposed.")


class StoryMandate(Strict):
    """A mandate of a person to another, for a gate of a route, for a number of days."""

    mandator: str
    holder: str
    gate: str
    route: str
    limits: str
    days_ago: int = Field(ge=1, le=200)
    days: int


class SetupFile(Strict):
    """setup.yaml"""

    versions: tuple[StorySetup, ...] = ()
    mandates: tuple[StoryMandate, ...] = ()
