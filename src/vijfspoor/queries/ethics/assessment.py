"""Assessments on screen: what is known on each question with its origin, how far it is, what oversight asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from vijfspoor.domain.ethics.assessment import (
    AnswerKind,
    AssessmentQuestion,
    AssessmentSection,
    Progress,
    Questionnaire,
    is_asked,
    needs_prior_consultation,
    progress,
)
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics import questionnaires
from vijfspoor.queries.ethics.facts import book_for
from vijfspoor.queries.ethics.known import Known, known_of, values_of
from vijfspoor.store.models import Assessment, Demand, Dossier, Measure, Risk, Statement, Task


@dataclass(frozen=True, slots=True)
class Row:
    """One question with what is known, and other texts that were saved at the same time."""

    question: AssessmentQuestion
    known: Known | None
    others: tuple[Statement, ...]
    options: Mapping[str, Any] | None
    is_many: bool


@dataclass(frozen=True, slots=True)
class SectionView:
    """One section of the sheet with its progress."""

    section: AssessmentSection
    rows: tuple[Row, ...]
    progress: Progress


@dataclass(frozen=True, slots=True)
class Sheet:
    """An assessment as it stands: every question that is asked, and what hinders handing it in."""

    assessment: Assessment
    questionnaire: Questionnaire
    sections: tuple[SectionView, ...]
    progress: Progress
    has_conflicts: bool

    def section(self, code: str) -> SectionView | None:
        """Return the view of one section."""
        return next((view for view in self.sections if view.section.code == code), None)

    def rows(self) -> list[Row]:
        """Return every question that is asked, in order."""
        return [row for view in self.sections for row in view.rows]


def find(actor: Actor, dossier: Dossier, pk: int) -> Assessment | None:
    """Return an assessment of the dossier that the actor may read."""
    return (
        _visible.assessments(actor)
        .filter(dossier=dossier, pk=pk)
        .select_related("dossier__organisation", "dossier__department", "performer", "accepted_by")
        .first()
    )


def sheet(assessment: Assessment, today: date) -> Sheet:
    """Return the assessment with everything that is known, in five SQL statements."""
    form = questionnaires.one(assessment.organisation, assessment.code, assessment.version)
    known = known_of(assessment.dossier, form, today)
    values = values_of(known)
    others: dict[str, list[Statement]] = {}
    for row in assessment.dossier.statements.filter(in_conflict=True).select_related("by").order_by("pk"):
        others.setdefault(row.subject, []).append(row)
    book = book_for(assessment.organisation, today)
    sections = []
    for section in form.sections:
        asked = [question for question in section.questions if is_asked(question, values)]
        rows = tuple(_row(question, known.get(question.code), others, book.questions) for question in asked)
        sections.append(SectionView(section, rows, progress(section.questions, values)))
    subjects = {question.subject for question in form.questions()}
    return Sheet(assessment, form, tuple(sections), progress(form.questions(), values), bool(subjects & set(others)))


def _row(
    question: AssessmentQuestion, known: Known | None, others: Mapping[str, list[Statement]], law: Mapping[str, Any]
) -> Row:
    options, many = question.options, question.kind is AnswerKind.CHOICES
    if question.kind is AnswerKind.LAW:
        asked = law[question.known_from.removeprefix("law:")]
        options, many = asked.options or None, asked.is_multiple
    return Row(question, known, tuple(others.get(question.subject, ())), options, many)


def risks(assessment: Assessment) -> list[Risk]:
    """Return the risks with their measures, highest first."""
    measures = Prefetch("measures", Measure.objects.select_related("task__assignee").order_by("pk"))
    found = assessment.risks.prefetch_related(measures).order_by("pk")
    return sorted(found, key=lambda risk: -risk.score)


def demands(assessment: Assessment) -> list[Demand]:
    """Return the demands of oversight in order."""
    return list(assessment.demands.select_related("by", "answered_by", "met_by").order_by("number"))


def consults_authority(form: Questionnaire, found: list[Risk]) -> bool:
    """Whether the supervisory authority must be consulted first (GDPR Art. 36): a DPIA with a high risk left."""
    return form.code == "dpia" and needs_prior_consultation(risk.score_after for risk in found)


@dataclass(frozen=True, slots=True)
class Line:
    """One instrument on the dossier: asked how strongly, and the assessment that answers it, if any."""

    form: Questionnaire
    level: str
    newest: Assessment | None
    earlier: tuple[Assessment, ...]
    is_expired: bool


def overview(actor: Actor, dossier: Dossier) -> list[Line]:
    """Return every questionnaire that is asked for, was started, or can be started, most urgent first."""
    classification = dossier.classifications.order_by("-pk").first()
    requires = classification.requires if classification else {}
    by_code: dict[str, list[Assessment]] = {}
    for row in _visible.assessments(actor).filter(dossier=dossier).select_related("performer").order_by("-pk"):
        by_code.setdefault(row.code, []).append(row)
    lines = [
        Line(form, _level(form, requires, by_code), *_versions(by_code.get(code, []), actor.today))
        for code, form in questionnaires.in_force(actor.organisation, actor.today).items()
    ]
    order = ["verplicht", "verplicht_beleid", "pre_scan", "aanbevolen", ""]
    return sorted(lines, key=lambda line: (order.index(line.level), line.newest is None))


def assessment_under_way(actor: Actor, task: Task) -> Assessment | None:
    """Return the assessment this task is done in, when one is under way: for who performs or oversees it."""
    for row in _visible.assessments(actor).filter(dossier=task.dossier_id).exclude(status=Assessment.Status.ACCEPTED):
        form = questionnaires.one(actor.organisation, row.code, row.version)
        if form.activity == task.activity and task.role in (form.performer, form.overseer):
            return row
    return None


def assessments_asked(actor: Actor, task: Task) -> list[Questionnaire]:
    """Return the assessments the law or policy asks at this task and nobody started yet."""
    lines = overview(actor, task.dossier) if task.dossier else []
    return [
        line.form
        for line in lines
        if line.level in ("verplicht", "verplicht_beleid")
        and line.newest is None
        and (line.form.activity, line.form.performer) == (task.activity, task.role)
    ]


def _level(form: Questionnaire, requires: Mapping[str, str], started: Mapping[str, list[Assessment]]) -> str:
    """How strongly `form` is asked; not at all once the fuller assessment that covers it was started."""
    required = requires.get(form.instrument, "")
    asked = required in ("verplicht", "verplicht_beleid", "pre_scan", "aanbevolen")
    return required if asked and form.covered_by not in started else ""


def _versions(rows: list[Assessment], today: date) -> tuple[Assessment | None, tuple[Assessment, ...], bool]:
    newest = rows[0] if rows else None
    return newest, tuple(rows[1:]), newest is not None and is_expired(newest, today)


def is_expired(assessment: Assessment, today: date) -> bool:
    """Whether an accepted assessment is past its date."""
    return assessment.valid_until is not None and assessment.valid_until < today


def expired_assessments(actor: Actor, dossier: Dossier) -> list[Questionnaire]:
    """Return the questionnaires whose last accepted assessment ran out while the application is used or running."""
    if dossier.status not in (Dossier.Status.UNDERWAY, Dossier.Status.APPROVED) or dossier.use == Dossier.Use.ENDED:
        return []
    newest: dict[str, Assessment] = {}
    accepted = _visible.assessments(actor).filter(dossier=dossier, status=Assessment.Status.ACCEPTED)
    for row in accepted.order_by("pk"):
        newest[row.code] = row
    return [
        questionnaires.one(actor.organisation, row.code, row.version)
        for row in newest.values()
        if is_expired(row, actor.today)
    ]
