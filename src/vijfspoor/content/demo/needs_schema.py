"""The shape of needs.yaml: what departments of the demo asked for, and the developments they were sent."""

from typing import Literal

from pydantic import Field

from vijfspoor.content.wheel.schema import Strict


class StoryNeed(Strict):
    """A need, logged so many days ago; a day later it is linked, reported or dropped where that is told."""

    days_ago: int = Field(ge=2, le=200)
    unit: str
    title: str
    text: str
    application: str = ""
    elsewhere: str = ""
    then: Literal["linked", "dropped", ""] = ""
    outcome: str = ""


class StoryDevelopment(Strict):
    """News, sent so many days ago, to roles and departments; the roles of `read` read it, and one may ask."""

    days_ago: int = Field(ge=2, le=200)
    kind: Literal["law", "supplier", "technology", "practice"]
    title: str
    text: str
    source: str
    expected_in_days: int | None = None
    roles: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    question_of: str = ""
    question: str = ""
    answer: str = ""


class NeedsFile(Strict):
    """needs.yaml"""

    needs: tuple[StoryNeed, ...] = ()
    developments: tuple[StoryDevelopment, ...] = ()
