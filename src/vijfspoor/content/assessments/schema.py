"""Shape of a questionnaire file; also what an organisation's own questionnaire is checked with."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from vijfspoor.content.wheel.schema import BilingualText

Code = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}$")]
Subject = Annotated[str, Field(pattern=r"^[a-z0-9_]{0,80}$")]


class Strict(BaseModel):
    """No unknown keys: a typing error in a questionnaire is found when it is read."""

    model_config = ConfigDict(extra="forbid")


class QuestionFile(Strict):
    """One question. `subject` defaults to the questionnaire's code and its own; `text` and `options` of a `law`
    question come from the rule book unless they are given.
    """

    code: Code
    part: str
    text: BilingualText
    kind: Literal["text", "yes_no", "choice", "choices", "date", "law"] = "text"
    subject: Subject = ""
    help: BilingualText | None = None
    options: dict[str, BilingualText] = {}
    known_from: str = ""
    required: bool = True
    only_if: dict[str, list[str]] = {}


class SectionFile(Strict):
    """One section, with the role that knows it best."""

    code: Code
    title: BilingualText
    owner: str
    intro: BilingualText | None = None
    questions: list[QuestionFile]


class QuestionnaireFile(Strict):
    """One version of one questionnaire."""

    code: Code
    version: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    title: BilingualText
    intro: BilingualText
    source: str
    instrument: str = ""
    activity: str
    performer: str
    overseer: str = ""
    covered_by: str = ""
    valid_months: int = 36
    risks: bool = False
    sections: list[SectionFile]
