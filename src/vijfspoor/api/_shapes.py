"""What goes in and out: camelCase on the wire, UTC times, no Django objects."""

from datetime import UTC, date, datetime
from typing import Annotated, Any, Generic, TypeVar

from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field, PlainSerializer, field_validator
from pydantic.alias_generators import to_camel

Moment = Annotated[
    datetime,
    PlainSerializer(lambda value: value.astimezone(UTC).isoformat().replace("+00:00", "Z"), return_type=str),
]
Item = TypeVar("Item")


def _only_text(value: Any) -> Any:
    """Pydantic reads a number as a date; a date is written as text."""
    if isinstance(value, str | date):
        return value
    raise ValueError("write a date as YYYY-MM-DD")


Day = Annotated[date, BeforeValidator(_only_text)]
Text = Annotated[str, Field(max_length=20_000)]


class Shape(Schema):
    """A JSON object with camelCase keys."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")

    @field_validator("*", mode="before")
    @classmethod
    def no_null_character(cls, value: Any) -> Any:
        """PostgreSQL cannot keep a null character, so nobody may send one."""
        if isinstance(value, str) and "\x00" in value:
            raise ValueError("a null character is not allowed")
        return value


class Problem(Schema):
    """A problem document (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: dict[str, list[str]] | None = None
    waitingFor: list[dict[str, str]] | None = None  # noqa: N815 - the name on the wire


class Links(Schema):
    """Where the neighbouring pages are."""

    self: str
    next: str | None = None
    prev: str | None = None


class Listing(Shape, Generic[Item]):
    """One page of a list."""

    items: list[Item]
    total: int
    links: Links = Field(alias="_links")


class PersonOut(Shape):
    """A person by number and name."""

    id: int
    name: str


class DossierOut(Shape):
    """An AI application."""

    number: int
    name: str
    summary: str
    supplier: str
    status: str
    use: str
    route: str
    gate: str
    department: str | None
    team: str | None
    accountable: PersonOut | None
    reporter: PersonOut
    stopped_at: Moment | None
    created_at: Moment
    changed_at: Moment


class RiskIn(Shape):
    """The reporter's own estimate."""

    what: Text
    whom: Annotated[str, Field(max_length=500)]
    severity: Annotated[int, Field(ge=1, le=4)]
    likelihood: Annotated[int, Field(ge=1, le=4)]


class ReportIn(Shape):
    """A report: the same questions as the pages ask. `choices` maps a page to an option or a list of options."""

    name: Annotated[str, Field(max_length=100)]
    summary: Annotated[str, Field(max_length=400)]
    supplier: Annotated[str, Field(max_length=200)] = ""
    choices: dict[str, str | list[str]] = Field(default_factory=dict)
    risk: RiskIn


class AnswerOut(Shape):
    """A current answer with its origin."""

    question: str
    value: Any
    origin: str
    is_proposed: bool
    at: Moment


class AnswersIn(Shape):
    """Answers by question code; values as in `vijfspoor classify`."""

    answers: dict[str, str | list[str] | bool | None]
    note: Annotated[str, Field(max_length=2000)] = ""


class ClassifyIn(Shape):
    """A case to classify without keeping it."""

    answers: dict[str, str | list[str] | bool | None]
    default: str | None = None
    as_of: Day | None = None


class TaskOut(Shape):
    """A task."""

    id: int
    kind: str
    dossier: int | None
    gate: str
    activity: str
    role: str
    assignee: PersonOut | None
    status: str
    due_on: date
    questions: list[str]
    subject: str


class ContributionIn(Shape):
    """A contribution: `position` for advice only."""

    text: Text
    position: str = ""
    conditions: list[Annotated[str, Field(max_length=1000)]] = Field(default_factory=list, max_length=20)


class ContributionOut(Shape):
    """A contribution."""

    id: int
    task: int
    gate: str
    activity: str
    role: str
    kind: str
    position: str
    text: str
    conditions: list[str]
    person: str
    corrects: int | None
    at: Moment


class ConditionIn(Shape):
    """A condition of a decision."""

    text: Annotated[str, Field(max_length=1000)]
    owner: int
    due_on: Day


class DecisionIn(Shape):
    """A decision."""

    outcome: str
    reasons: Text
    deviation_reasons: Text = ""
    conditions: list[ConditionIn] = Field(default_factory=list, max_length=20)


class DecisionOut(Shape):
    """A decision with what it rests on."""

    id: int
    gate: str
    role: str
    outcome: str
    route: str
    reasons: str
    deviation_reasons: str
    person: str
    corrects: int | None
    rests_on: list[int]
    at: Moment
