"""Assessments as they go in and out."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from vijfspoor.api._shapes import Day, Moment, PersonOut, Shape, Text

Score = Annotated[int, Field(ge=1, le=4)]


class AssessmentOut(Shape):
    """An assessment: which questionnaire, how far, and until when it holds."""

    id: int
    code: str
    version: str
    status: str
    performer: PersonOut | None
    prefilled: int
    started_at: Moment
    accepted_at: Moment | None
    valid_until: date | None


class QuestionOut(Shape):
    """A question that is asked, with what is known. `seen` goes back with a new answer."""

    code: str
    section: str
    part: str
    kind: str
    text: str
    value: Any
    origin: str
    seen: int
    is_required: bool
    is_proposed: bool
    others: list[Any]


class DemandOut(Shape):
    """A demand of oversight."""

    number: int
    text: str
    answer: str
    met_at: Moment | None


class SheetOut(AssessmentOut):
    """An assessment with every question that is asked and every demand."""

    percentage: int
    missing: list[str]
    questions: list[QuestionOut]
    demands: list[DemandOut]


class StartIn(Shape):
    """Which assessment to start."""

    code: Annotated[str, Field(max_length=40)]


class FillIn(Shape):
    """Answers by question code; `seen` says on which row each was based, `chosen` where two texts stood."""

    answers: dict[Annotated[str, Field(max_length=40)], Text | list[Annotated[str, Field(max_length=80)]]]
    seen: dict[str, Annotated[int, Field(ge=0, lt=2**63)]] = Field(default_factory=dict)
    chosen: list[str] = Field(default_factory=list)


class FilledOut(Shape):
    """The questions where a colleague saved something else in between; both texts are kept."""

    conflicts: list[str]


class RiskIn(Shape):
    """A risk: scores 1 to 4 before and after the measure."""

    what: Text
    whom: Annotated[str, Field(max_length=500)]
    likelihood: Score
    impact: Score
    likelihood_after: Score
    impact_after: Score
    measure: Annotated[str, Field(max_length=1000)] = ""
    owner: Annotated[int, Field(ge=1, lt=2**63)] | None = None
    due_on: Day | None = None


class RiskOut(Shape):
    """A risk with its score before and after."""

    id: int
    what: str
    whom: str
    score: int
    score_after: int


class SubmissionIn(Shape):
    """What the assessment shows, for who decides."""

    summary: Text


class AnswerIn(Shape):
    """What was done about a demand, and where the evidence is."""

    answer: Text


class VerdictIn(Shape):
    """The verdict of oversight: accept with reasons, or send back with demands. `met`: demands met now."""

    verdict: Literal["accept", "send_back"]
    reasons: Text = ""
    demands: list[Text] = Field(default_factory=list)
    met: list[int] = Field(default_factory=list)
