"""Lessen en dilemma's: what people learn from, which lessons someone needs, and whether a lesson was understood."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vijfspoor.domain.people.literacy import NO_LEVEL
from vijfspoor.domain.text import Text


@dataclass(frozen=True, slots=True)
class LessonOption:
    """Antwoordmogelijkheid, with `why` it is right or wrong."""

    code: str
    text: Text
    why: Text
    is_right: bool = False


@dataclass(frozen=True, slots=True)
class LessonQuestion:
    """Vraag bij een les, with exactly one right option."""

    code: str
    text: Text
    options: tuple[LessonOption, ...]

    def is_right(self, option: str | None) -> bool:
        """Whether `option` is the right one. Raises LookupError when it does not exist; None is not right."""
        if option is None:
            return False
        for found in self.options:
            if found.code == option:
                return found.is_right
        raise LookupError(f"{self.code} has no option {option!r}")


@dataclass(frozen=True, slots=True)
class Lesson:
    """Les: `body` is Markdown, `minutes` how long it takes, `passes_with` how many right answers are enough."""

    code: str
    number: int
    title: Text
    competence: str
    level: int
    minutes: int
    passes_with: int
    body: Text
    questions: tuple[LessonQuestion, ...]


@dataclass(frozen=True, slots=True)
class LessonResult:
    """Uitslag van een les: which questions were answered rightly, and whether that is enough."""

    right: tuple[str, ...]
    wrong: tuple[str, ...]
    is_passed: bool


@dataclass(frozen=True, slots=True)
class DilemmaChoice:
    """Keuze in een dilemma, with what speaks for and against it."""

    code: str
    text: Text
    arguments_for: Text
    arguments_against: Text


@dataclass(frozen=True, slots=True)
class Dilemma:
    """Dilemma: a situation without one right answer, for a team to talk about."""

    code: str
    title: Text
    situation: Text
    choices: tuple[DilemmaChoice, ...]
    question: Text
    competences: tuple[str, ...]
    roles: tuple[str, ...]


def lesson_result(lesson: Lesson, answers: Mapping[str, str]) -> LessonResult:
    """Return how a lesson went. `answers` maps a question to an option; what is missing counts as wrong.

    Raises LookupError when an answer is not an option of its question.
    """
    right = tuple(item.code for item in lesson.questions if item.is_right(answers.get(item.code)))
    wrong = tuple(item.code for item in lesson.questions if item.code not in right)
    return LessonResult(right, wrong, len(right) >= lesson.passes_with)


def learning_path(
    lessons: Iterable[Lesson], required: Mapping[str, int], reached: Mapping[str, int]
) -> tuple[Lesson, ...]:
    """Return the lessons between what someone has reached and what is required, from easy to hard."""
    needed = (
        lesson
        for lesson in lessons
        if reached.get(lesson.competence, NO_LEVEL) < lesson.level <= required.get(lesson.competence, NO_LEVEL)
    )
    return tuple(sorted(needed, key=lambda lesson: (lesson.level, lesson.number)))


def dilemmas_for(dilemmas: Iterable[Dilemma], roles: Iterable[str]) -> tuple[Dilemma, ...]:
    """Return the dilemmas that touch one of `roles`, those that touch most of them first."""
    wanted = set(roles)
    found = [(len(wanted & set(item.roles)), item) for item in dilemmas]
    return tuple(item for shared, item in sorted(found, key=lambda pair: -pair[0]) if shared)
