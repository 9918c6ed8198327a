"""Assessments: questionnaires as data, which questions are asked, how far they are, and what risk is left.

Sources: GDPR Art. 35 (DPIA) and 36 (prior consultation); AI Act Art. 27 (FRIA). Pure functions; dates are arguments.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from vijfspoor.domain.ethics.legal_term import add_months
from vijfspoor.domain.text import Text

HIGH_RISK_SCORE = 9


class AnswerKind(StrEnum):
    """Soort antwoord. `law` is a question of the rule book itself: its answer is shared with the classification."""

    TEXT = "text"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    LAW = "law"


@dataclass(frozen=True, slots=True)
class AssessmentQuestion:
    """Vraag van een assessment. `subject` names what it is about: questions with one subject share one answer.

    `part` is the number in the source; `known_from` where a first proposal comes from (`law:N1`, `dossier:purpose`);
    `only_if` names questions of the same questionnaire and the answers with which this one is asked.
    """

    code: str
    part: str
    text: Text
    kind: AnswerKind
    subject: str
    help: Text | None = None
    options: Mapping[str, Text] | None = None
    known_from: str = ""
    is_required: bool = True
    only_if: Mapping[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class AssessmentSection:
    """Onderdeel van een assessment, with the role that knows it best."""

    code: str
    title: Text
    owner: str
    questions: tuple[AssessmentQuestion, ...]
    intro: Text | None = None


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """Vragenlijst: one version of one assessment. `instrument` is the key under which the legal core asks for it.

    `overseer` is the role that accepts it or sends it back; empty when the decision itself weighs it. `covered_by`
    names the fuller assessment that makes this one needless, as a DPIA does for its pre-scan.
    `valid_months` counts from acceptance.
    """

    code: str
    version: str
    title: Text
    intro: Text
    source: str
    instrument: str
    activity: str
    performer: str
    overseer: str
    valid_months: int
    has_risks: bool
    sections: tuple[AssessmentSection, ...]
    covered_by: str = ""

    def questions(self) -> tuple[AssessmentQuestion, ...]:
        """Return all questions in order."""
        return tuple(question for section in self.sections for question in section.questions)

    def section(self, code: str) -> AssessmentSection | None:
        """Return the section with this code."""
        return next((section for section in self.sections if section.code == code), None)


@dataclass(frozen=True, slots=True)
class QuestionnaireDifference:
    """Verschil tussen twee versies van een vragenlijst: questions that are new, gone or read differently."""

    added: tuple[AssessmentQuestion, ...]
    removed: tuple[AssessmentQuestion, ...]
    changed: tuple[tuple[AssessmentQuestion, AssessmentQuestion], ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """Voortgang: how many of the questions that are asked have an answer, and which required ones have not."""

    asked: int
    filled: int
    missing: tuple[AssessmentQuestion, ...]

    @property
    def percentage(self) -> int:
        """Return how much is filled, rounded down; 100 when nothing is asked."""
        return 100 * self.filled // self.asked if self.asked else 100


def difference(old: Questionnaire, new: Questionnaire) -> QuestionnaireDifference:
    """Return what changes for who fills in `old` and goes over to `new`. Questions are the same when codes are."""
    before, after = ({question.code: question for question in form.questions()} for form in (old, new))
    return QuestionnaireDifference(
        tuple(question for code, question in after.items() if code not in before),
        tuple(question for code, question in before.items() if code not in after),
        tuple((before[code], question) for code, question in after.items() if before.get(code, question) != question),
    )


def is_asked(question: AssessmentQuestion, values: Mapping[str, Any]) -> bool:
    """Whether `question` is asked, given `values` by question code. What is unknown asks nothing further."""
    return all(_chosen(values.get(code)) & set(wanted) for code, wanted in (question.only_if or {}).items())


def _chosen(value: Any) -> set[str]:
    if value is None or value == "":
        return set()
    return {str(item) for item in value} if isinstance(value, list | tuple | set | frozenset) else {str(value)}


def progress(questions: Iterable[AssessmentQuestion], values: Mapping[str, Any]) -> Progress:
    """Return how far the questions are. Only what is asked counts."""
    asked = [question for question in questions if is_asked(question, values)]
    empty = [question for question in asked if not _chosen(values.get(question.code))]
    return Progress(len(asked), len(asked) - len(empty), tuple(q for q in empty if q.is_required))


def risk_score(likelihood: int, impact: int) -> int:
    """Return likelihood times impact, each 1 to 4: 1 to 16. From 9 the risk is high (our scale)."""
    if not (1 <= likelihood <= 4 and 1 <= impact <= 4):
        raise ValueError("likelihood and impact are numbers from 1 to 4")
    return likelihood * impact


def needs_prior_consultation(scores_after: Iterable[int]) -> bool:
    """Whether the supervisory authority must be consulted first: a high risk is left (GDPR Art. 36(1))."""
    return any(score >= HIGH_RISK_SCORE for score in scores_after)


def valid_until(accepted_on: date, months: int) -> date:
    """Return the day an assessment expires: `months` after acceptance, the month's last day where it is shorter."""
    return add_months(accepted_on, months)


def required_forms(
    forms: Iterable[Questionnaire], requires: Mapping[str, str], accepted: Collection[str]
) -> tuple[str, ...]:
    """Return the codes of the questionnaires that a classification makes obligatory (`requires`: instrument -> how).

    One that a fuller assessment covers is left out when that one is obligatory too, or was accepted.
    """
    asked = {form.code: form for form in forms if requires.get(form.instrument) == "verplicht"}
    return tuple(code for code, form in asked.items() if form.covered_by not in {*asked, *accepted})
