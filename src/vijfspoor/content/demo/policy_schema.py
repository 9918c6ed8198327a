"""The shape of policies.yaml: the demo's policy frameworks, their rules, and what applications gave for them."""

from typing import Literal

from pydantic import Field

from vijfspoor.content.wheel.schema import Strict


class StoryRule(Strict):
    """A rule, with its conditions in the language of the rule book."""

    statement: str
    applies_to: str = ""
    test: str = ""


class StoryRemark(Strict):
    """What a colleague said, as advice where the role says so."""

    role: str
    text: str
    is_advice: bool = False


class StorySettlement(Strict):
    """Evidence of the accountable person, or an exception for a number of days, for a rule by its number."""

    application: str
    rule: int
    text: str
    days: int | None = None


class StoryAmendment(Strict):
    """An amendment the council adopted, by its number."""

    number: str
    text: str


class StoryPolicy(Strict):
    """A framework. It was begun so many days ago, and is proposed and adopted where that is told."""

    title: str
    level: Literal["board", "council"] = "board"
    days_ago: int = Field(ge=2, le=200)
    text: str
    rules: tuple[StoryRule, ...]
    remarks: tuple[StoryRemark, ...] = ()
    adopted_days_ago: int | None = None
    reasons: str = ""
    reference: str = ""
    amendments: tuple[StoryAmendment, ...] = ()
    settled: tuple[StorySettlement, ...] = ()


class PoliciesFile(Strict):
    """policies.yaml"""

    policies: tuple[StoryPolicy, ...] = ()
