"""The shape of lists.yaml: the lists the demo's information manager brought in."""

from typing import Literal

from pydantic import Field

from vijfspoor.content.wheel.schema import Strict


class StoryList(Strict):
    """A file: its name, when it was brought in, and its rows, headings first."""

    name: str
    days_ago: int = Field(ge=1, le=100)
    rows: tuple[tuple[str, ...], ...]


class StorySettled(Strict):
    """What was said of a product that was found: an application by name, or why it needs no report."""

    product: str
    step: Literal["link", "dismiss"]
    application: str = ""
    reason: str = ""


class ListsFile(Strict):
    """lists.yaml"""

    applications: StoryList | None = None
    software: StoryList | None = None
    settled: tuple[StorySettled, ...] = ()
