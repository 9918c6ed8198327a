"""Modules en leerpaden: what is learnt besides the own lessons, in which order, and what is out of date.

Pure functions.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vijfspoor.domain.people.lesson import Lesson
from vijfspoor.domain.text import Text


class ModuleKind(StrEnum):
    """Soort module: an own lesson, a course elsewhere, or a SCORM or xAPI package registered by its result."""

    LESSON = "lesson"
    COURSE = "course"
    PACKAGE = "package"


class Confirmation(StrEnum):
    """Wie bevestigt dat het klaar is: the questions, the learner, a list, or the result of the package."""

    QUESTIONS = "questions"
    SELF = "self"
    LIST = "list"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Module:
    """Module: `minutes` how long it takes, `made_on` the day its content dates from.

    `competence` and `level` only for an own lesson; `link` and `about` only for what lies elsewhere.
    """

    code: str
    kind: ModuleKind
    title: Text
    minutes: int
    confirmed_by: Confirmation
    made_on: date
    version: str
    competence: str = ""
    level: int = 0
    about: str = ""
    link: str = ""


def module_of(lesson: Lesson, version: str) -> Module:
    """Return an own lesson as a module; `version` is the first day of the lessons, as YYYY-MM-DD."""
    return Module(
        code=lesson.code,
        kind=ModuleKind.LESSON,
        title=lesson.title,
        minutes=lesson.minutes,
        confirmed_by=Confirmation.QUESTIONS,
        made_on=date.fromisoformat(version),
        version=version,
        competence=lesson.competence,
        level=lesson.level,
    )


def left_to_do(path: Iterable[str], done: Collection[str]) -> tuple[str, ...]:
    """Return the modules of a path that were not done, in the order of the path."""
    return tuple(code for code in path if code not in done)


def outdated(made_on: Mapping[str, date], released_on: Mapping[str, date]) -> tuple[str, ...]:
    """Return the modules that are older than the last release of an application they belong to (indicator L8).

    `made_on` maps a module to the day of its content; `released_on` to the last release of any of its applications.
    """
    return tuple(code for code, made in made_on.items() if code in released_on and made < released_on[code])
