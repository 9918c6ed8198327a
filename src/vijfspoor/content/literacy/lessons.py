"""Loads the lessons: a head with questions in YAML and the text in Markdown, one file per language."""

import re
from datetime import date
from functools import cache
from pathlib import Path

from vijfspoor.content.errors import ContentError
from vijfspoor.content.literacy import schema
from vijfspoor.content.literacy.loader import folder_in_force, load_framework
from vijfspoor.content.reading import read
from vijfspoor.domain.people.lesson import Lesson, LessonOption, LessonQuestion
from vijfspoor.domain.people.literacy import LiteracyFramework
from vijfspoor.domain.people.readability import plain_text, words
from vijfspoor.domain.text import Text

FEWEST_WORDS = 700
ENDS_WITH = {
    "nl": ["Opdracht", "Kernpunten", "Bronnen"],
    "en": ["Assignment", "Key points", "Sources"],
}


def lessons_in_force(on: date) -> tuple[Lesson, ...]:
    """Return the lessons in force `on` a date, in order. Raises ContentError when one is wrong."""
    return load_lessons(folder_in_force(on))


@cache
def load_lessons(folder: Path) -> tuple[Lesson, ...]:
    """Read and check the lessons in `folder`. Raises ContentError naming file, item and problem."""
    framework = load_framework(folder)
    return tuple(load_lesson(path, framework) for path in sorted((folder / "lessons").glob("*.yaml")))


def load_lesson(path: Path, framework: LiteracyFramework) -> Lesson:
    """Read and check one lesson. Raises ContentError naming what is wrong."""
    bodies = {language: _body(path.with_suffix(f".{language}.md"), language) for language in ENDS_WITH}
    return build_lesson(path.name, read(path, schema.LessonFile), bodies, framework)


def build_lesson(name: str, file: schema.LessonFile, bodies: dict[str, str], framework: LiteracyFramework) -> Lesson:
    """Return the lesson of a read file; `name` is that of its file, such as `1-what-ai-is.yaml`.

    Raises ContentError naming the item that is wrong.
    """
    _check(name, file, framework)
    for language, body in bodies.items():
        _check_body(name, language, body, file.title.nl if language == "nl" else file.title.en)
    return Lesson(
        code=file.code,
        number=int(name.split("-")[0]),
        title=file.title.as_text(),
        competence=file.competence,
        level=file.level,
        minutes=file.minutes,
        passes_with=file.passes_with,
        body=Text(bodies["nl"], bodies["en"]),
        questions=tuple(_question(question) for question in file.questions),
    )


def _body(path: Path, language: str) -> str:
    if not path.exists():
        raise ContentError(path.name, "", f"is missing: a lesson needs its text in {language}")
    return path.read_text(encoding="utf-8")


def _question(item: schema.LessonQuestionFile) -> LessonQuestion:
    options = tuple(LessonOption(o.code, o.text.as_text(), o.why.as_text(), o.right) for o in item.options)
    return LessonQuestion(item.code, item.text.as_text(), options)


def _check(name: str, file: schema.LessonFile, framework: LiteracyFramework) -> None:
    if file.competence not in framework.competences:
        raise ContentError(name, file.code, f"{file.competence} is not a competence")
    if file.level not in framework.levels:
        raise ContentError(name, file.code, f"{file.level} is not a level")
    if not 4 <= len(file.questions) <= 6:
        raise ContentError(name, file.code, "needs four to six questions")
    if not 1 <= file.passes_with <= len(file.questions):
        raise ContentError(name, "passes_with", "is more than the number of questions")
    _check_questions(name, file)


def _check_questions(name: str, file: schema.LessonFile) -> None:
    for question in file.questions:
        if [other.code for other in file.questions].count(question.code) > 1:
            raise ContentError(name, question.code, "is used twice")
        codes = {option.code for option in question.options}
        if len(codes) != len(question.options) or len(codes) not in (3, 4):
            raise ContentError(name, question.code, "needs three or four different options")
        if sum(option.right for option in question.options) != 1:
            raise ContentError(name, question.code, "needs exactly one right option")


def _check_body(name: str, language: str, body: str, title: str) -> None:
    if not body.startswith(f"# {title}\n"):
        raise ContentError(name, language, "does not start with its title")
    headings = re.findall(r"^## (.+)$", body, flags=re.MULTILINE)
    if headings[-3:] != ENDS_WITH[language]:
        raise ContentError(name, language, f"must end with the sections {', '.join(ENDS_WITH[language])}")
    if len(words(plain_text(body))) < FEWEST_WORDS:
        raise ContentError(name, language, f"has fewer than {FEWEST_WORDS} words")
