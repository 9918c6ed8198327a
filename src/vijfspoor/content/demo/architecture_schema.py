"""The shape of guidelines.yaml: how the demo's architect judged applications. Unknown keys are refused."""

from pydantic import Field

from vijfspoor.content.wheel.schema import Strict


class StoryJudgement(Strict):
    """The word of the architect on one guideline."""

    code: str
    meets: bool
    note: str = ""


class StoryException(Strict):
    """An exception that was granted with the judgement; `until_days` from the day the demo is loaded."""

    code: str
    until_days: int = Field(ge=-30, le=300)
    reason: str


class StoryGuidelines(Strict):
    """One application the architect looked at."""

    application: str
    days_ago: int = Field(ge=1, le=100)
    judgements: tuple[StoryJudgement, ...]
    exceptions: tuple[StoryException, ...] = ()


class GuidelinesFile(Strict):
    """guidelines.yaml"""

    judged: tuple[StoryGuidelines, ...] = ()
