"""The assessments of a demo story, through the real actions, up to the state the story tells."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile

from vijfspoor.actions.dossier.attach_file import attach_to_assessment
from vijfspoor.actions.ethics.fill_in_assessment import fill_in_assessment
from vijfspoor.actions.ethics.oversee_assessment import accept_assessment, send_back_assessment
from vijfspoor.actions.ethics.start_assessment import start_assessment
from vijfspoor.actions.ethics.submit_assessment import submit_assessment
from vijfspoor.actions.ethics.weigh_risk import RiskInput, weigh_risk
from vijfspoor.content.assessments.loader import questionnaires_in_force
from vijfspoor.content.demo.loader import texts
from vijfspoor.content.demo.schema import StoryAssessment, StoryRisk
from vijfspoor.content.law.loader import rule_book_in_force
from vijfspoor.domain.ethics.assessment import AnswerKind, AssessmentQuestion
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.ethics.assessment import sheet
from vijfspoor.store.models import Assessment, Dossier

# An answer may raise new questions; more rounds than this means they keep coming.
ROUNDS = 6


class DemoAssessment:
    """Plays one assessment. `later` moves the clock and returns it, `actor_of` the holder of a role at that moment."""

    def __init__(
        self,
        dossier: Dossier,
        told: StoryAssessment,
        later: Callable[[], datetime],
        actor_of: Callable[[str], Actor],
    ) -> None:
        self._dossier, self._told, self._later, self._actor_of = dossier, told, later, actor_of

    def steps(self) -> Iterator[datetime]:
        """Yield the moment of each step before it is taken."""
        yield self._later()
        form = questionnaires_in_force(self._actor_of("user").today)[self._told.code]
        assessment = start_assessment(self._actor_of(form.performer), self._dossier, form.code)
        if self._told.state == "running":
            yield self._later()
            self._fill(assessment, self._told.answers, self._actor_of(form.performer))
            self._save_beside(assessment)
            return
        yield self._later()
        for _ in range(ROUNDS):
            self._fill(assessment, self._answers_for(assessment), self._actor_of(form.performer))
        for risk in self._told.risks:
            self._weigh(assessment, risk, self._actor_of(form.performer))
        for file in self._told.evidence:
            content = ContentFile(file.text.encode(), name=file.name)
            attach_to_assessment(self._actor_of(form.performer), assessment, content)
        submit_assessment(self._actor_of(form.performer), assessment, summary=self._told.summary)
        if self._told.state == "submitted" or not form.overseer:
            return
        yield self._later()
        overseer = self._actor_of(form.overseer)
        if self._told.state == "sent_back":
            send_back_assessment(overseer, assessment, demands=self._told.demands)
        else:
            accept_assessment(overseer, assessment, reasons=self._told.reasons)

    def _answers_for(self, assessment: Assessment) -> dict[str, Any]:
        """Return subject -> answer for everything required that is not known yet."""
        today = self._actor_of("user").today
        missing = sheet(assessment, today).progress.missing
        return {question.subject: self._answer(question, assessment) for question in missing}

    def _answer(self, question: AssessmentQuestion, assessment: Assessment) -> Any:
        if question.subject in self._told.answers:
            return self._told.answers[question.subject]
        if question.kind is AnswerKind.LAW:
            book = rule_book_in_force(assessment.started_at.date())
            asked = book.questions[question.known_from.removeprefix("law:")]
            return [asked.empty] if asked.is_multiple else "nee"
        said = texts().subjects[question.subject]
        return said.format(name=self._dossier.name) if question.kind is AnswerKind.TEXT else said

    def _fill(self, assessment: Assessment, answers: dict[str, Any], actor: Actor) -> None:
        view = sheet(assessment, actor.today)
        values = {
            row.question.code: answers[row.question.subject] for row in view.rows() if row.question.subject in answers
        }
        if values:
            fill_in_assessment(
                actor, assessment, values, {row.question.code: row.known.seen for row in view.rows() if row.known}
            )

    def _save_beside(self, assessment: Assessment) -> None:
        """A colleague saved another text without having seen the first: both stand side by side."""
        colleague = self._actor_of("information_adviser")
        rows = {row.question.subject: row.question.code for row in sheet(assessment, colleague.today).rows()}
        for subject, text in self._told.beside.items():
            fill_in_assessment(colleague, assessment, {rows[subject]: text}, {})

    def _weigh(self, assessment: Assessment, risk: StoryRisk, actor: Actor) -> None:
        measure = {"measure": risk.measure, "owner": self._actor_of(risk.role).person} if risk.measure else {}
        due_on = actor.today + timedelta(days=risk.in_days) if risk.measure else None
        given = RiskInput(
            what=risk.what,
            whom=risk.whom,
            likelihood=risk.likelihood,
            impact=risk.severity,
            likelihood_after=risk.likelihood_after,
            impact_after=risk.severity_after,
            due_on=due_on,
            **measure,
        )
        weigh_risk(actor, assessment, given)
