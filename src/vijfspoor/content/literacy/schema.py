"""Shape of the files on AI literacy: the framework, the self-scan, the lessons and the dilemmas."""

from pydantic import BaseModel, ConfigDict, Field

from vijfspoor.content.wheel.schema import BilingualText
from vijfspoor.domain.dossier.route import Route


class Strict(BaseModel):
    """No unknown keys: a typing error is found when the file is read."""

    model_config = ConfigDict(extra="forbid")


class LevelFile(Strict):
    """One level."""

    number: int
    code: str
    name: BilingualText
    meaning: BilingualText


class CompetenceFile(Strict):
    """One competence, with what each level of it looks like."""

    code: str
    name: BilingualText
    meaning: BilingualText
    steps: dict[int, BilingualText]


class RaiseFile(Strict):
    """When working with an application asks for a higher level."""

    code: str
    reason: BilingualText
    at_least: dict[str, int]
    routes: list[Route] = []
    outcomes: list[str] = []
    roles: list[str] = []


class FrameworkFile(Strict):
    """framework.yaml; `targets` maps a role to the level per competence."""

    valid_from: str
    source: str
    levels: list[LevelFile]
    competences: list[CompetenceFile]
    targets: dict[str, dict[str, int]]
    raises: list[RaiseFile]


class ScanOptionFile(Strict):
    """One option of a knowledge item."""

    code: str
    text: BilingualText
    right: bool = False


class ScanItemFile(Strict):
    """One item; without a level it is the self-estimate, whose options are the steps of the framework."""

    code: str
    competence: str
    level: int = 0
    text: BilingualText
    options: list[ScanOptionFile] = []
    why: BilingualText | None = None


class ScanFile(Strict):
    """scan.yaml; `most` is the highest number of items asked per competence."""

    version: str
    title: BilingualText
    intro: BilingualText
    minutes: int
    most: int
    items: list[ScanItemFile]


class LessonOptionFile(Strict):
    """One option, with why it is right or wrong."""

    code: str
    text: BilingualText
    why: BilingualText
    right: bool = False


class LessonQuestionFile(Strict):
    """One question testing understanding."""

    code: str
    text: BilingualText
    options: list[LessonOptionFile]


class LessonFile(Strict):
    """The head and questions of a lesson; its text is beside it in `.nl.md` and `.en.md`."""

    code: str
    title: BilingualText
    competence: str
    level: int
    minutes: int
    passes_with: int
    questions: list[LessonQuestionFile]


class DilemmaChoiceFile(Strict):
    """One way to act, with what speaks for and against it."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    code: str
    text: BilingualText
    arguments_for: BilingualText = Field(alias="for")
    arguments_against: BilingualText = Field(alias="against")


class DilemmaFile(Strict):
    """One dilemma."""

    code: str
    title: BilingualText
    situation: BilingualText
    choices: list[DilemmaChoiceFile]
    question: BilingualText
    competences: list[str]
    roles: list[str]


class DilemmasFile(Strict):
    """One file of dilemmas."""

    dilemmas: list[DilemmaFile]
