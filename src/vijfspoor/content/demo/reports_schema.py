"""The shape of reports.yaml: what the demo made from its files for who asks, the council and its own meeting."""

from pydantic import Field

from vijfspoor.content.wheel.schema import Strict


class StoryBundle(Strict):
    """A Woo bundle of an application, made for a request that was answered."""

    application: str
    days_ago: int = Field(ge=1, le=100)
    reference: str
    subject: str
    received_days_before: int
    answered: str


class StoryAccount(Strict):
    """A yearly account on the year of that day: the drafts, with these sections in own words. The board adopts it."""

    days_ago: int = Field(ge=1, le=100)
    sections: dict[str, str] = Field(default_factory=dict)


class StoryAiMeeting(Strict):
    """An AI-overleg with its record, and an own item that is still on the agenda."""

    days_ago: int = Field(ge=1, le=100)
    roles: tuple[str, ...]
    general: str
    item: str
    item_text: str = ""


class ReportsFile(Strict):
    """reports.yaml"""

    bundles: tuple[StoryBundle, ...] = ()
    accounts: tuple[StoryAccount, ...] = ()
    ai_meetings: tuple[StoryAiMeeting, ...] = ()
