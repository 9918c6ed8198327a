"""Shape of the questions file."""

from datetime import date

from vijfspoor.content.wheel.schema import BilingualText, Strict


class OptionFile(Strict):
    """One option of a product question."""

    code: str
    label: BilingualText


class QuestionFile(Strict):
    """One product question; without options it is answered in own words."""

    code: str
    text: BilingualText
    help: BilingualText | None = None
    options: tuple[OptionFile, ...] = ()


class QuestionsFile(Strict):
    """questions.yaml"""

    valid_from: date
    questions: tuple[QuestionFile, ...]
    facts: tuple[str, ...]
