"""Walks an application of the demo from where it stands to the end of its road, each step by whoever is asked."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests import builders, life
from tests.road import TEXTS
from vijfspoor.actions.dossier.contribute import contribute
from vijfspoor.actions.dossier.decide import ConditionInput, DecisionInput, decide
from vijfspoor.actions.dossier.describe_application import describe_application, particulars_of
from vijfspoor.actions.dossier.give_evidence import give_evidence
from vijfspoor.actions.dossier.retire_application import archive, describe_archive, propose_retirement
from vijfspoor.actions.dossier.save_intake_page import save_intake_page
from vijfspoor.actions.dossier.settle_condition import settle_condition
from vijfspoor.actions.dossier.submit_report import submit_report
from vijfspoor.actions.ethics.answer_questions import answer_questions
from vijfspoor.actions.ethics.fill_in_assessment import fill_in_assessment
from vijfspoor.actions.ethics.keep_obligation import hand_out
from vijfspoor.actions.ethics.oversee_assessment import accept_assessment
from vijfspoor.actions.ethics.submit_assessment import answer_demand, submit_assessment
from vijfspoor.actions.ethics.weigh_risk import weigh_risk
from vijfspoor.actions.leadership.publish import publish
from vijfspoor.actions.organisation.add_person import add_person
from vijfspoor.actions.organisation.assign_role import assign_role
from vijfspoor.actions.technology.grant_exception import grant_exception
from vijfspoor.actions.technology.keep_contract import ContractInput, check_clause, keep_contract
from vijfspoor.actions.technology.keep_supplier import SupplierInput, keep_supplier
from vijfspoor.actions.technology.keep_user_group import UserGroupInput, keep_user_group
from vijfspoor.content.law.loader import rule_book_in_force
from vijfspoor.domain.technology.guideline import Verdict
from vijfspoor.queries.actor import Actor, actor_for
from vijfspoor.queries.dossier.go_live import checklist_view
from vijfspoor.queries.dossier.intake import journey
from vijfspoor.queries.ethics import questionnaires
from vijfspoor.queries.ethics.assessment import sheet
from vijfspoor.queries.ethics.facts import classify_dossier
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.queries.technology.contract import missing_clauses, open_items
from vijfspoor.queries.technology.guidelines import guideline_lines
from vijfspoor.store.models import Assessment, Dossier, Person, Task

# After everything that happened in the demo.
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
LATER = NOW.date() + timedelta(days=60)
LAST_DAY = date(2027, 6, 30)
GIVEN = (Task.Kind.ADVISE, Task.Kind.INFORM, Task.Kind.PERFORM)
ENDED = (Dossier.Status.REJECTED, Dossier.Status.RETIRED)
MOST_STEPS = 30


class Walk:
    """One application on its way to the end."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.organisation = dossier.organisation

    def to_the_end(self) -> Dossier:
        """Take every step that is left. Raises AssertionError when no step is left and it is not at its end."""
        for _ in range(MOST_STEPS):
            self._again()
            if self.dossier.status in ENDED:
                return self.dossier
            self._fill_vacancies()
            self._step()
        raise AssertionError(f"still {self.dossier.status} at {self.dossier.gate}")

    def _step(self) -> None:
        if self.dossier.status == Dossier.Status.DRAFT:
            self._hand_in()
            return
        self._contribute()
        waiting = self.dossier.tasks.filter(kind=Task.Kind.DECIDE, status=Task.Status.OPEN, gate=self.dossier.gate)
        task = waiting.select_related("assignee").first()
        if task is not None:
            self._prepare(task.gate)
            self._decide(task)
        elif self.dossier.gate == "G9":
            self._archive()
        else:
            propose_retirement(self._head(), self.dossier, reason="Er is een beter pakket.", ends_on=LAST_DAY)

    def _again(self) -> None:
        related = ("organisation", "accountable", "department", "reporter", "product")
        self.dossier = Dossier.objects.select_related(*related).get(pk=self.dossier.pk)

    def _actor(self, person: Person | None) -> Actor:
        assert person is not None, "nobody was asked"
        return actor_for(Person.objects.select_related("organisation", "unit").get(pk=person.pk), NOW)

    def _holder(self, role: str) -> Actor:
        holders = Holders(self.organisation, NOW.date())
        return self._actor(next(iter([*holders.nearest(role, self.dossier), *holders.of(role)]), None))

    def _head(self) -> Actor:
        return self._actor(self.dossier.accountable)

    def _fill_vacancies(self) -> None:
        """Let an administrator appoint someone to each role that nobody holds; the waiting work comes along."""
        administrator = self._actor(self.organisation.people.filter(is_administrator=True).first())
        unit = self.dossier.department
        while task := self.dossier.tasks.filter(status=Task.Status.OPEN, assignee__isnull=True).first():
            email = f"nieuw.{task.role}.{self.dossier.number}@{self.organisation.slug}.example"
            new = add_person(administrator, name=f"Nieuwe {task.role}", email=email, unit=unit)
            assign_role(administrator, new, role=task.role, unit=unit, valid_from=NOW.date())
        self._again()

    def _hand_in(self) -> None:
        reporter = self._actor(self.dossier.reporter)
        for step in iter(lambda: next((s for s in journey(self.dossier, NOW.date()) if not s.is_answered), None), None):
            values = builders._values(step.page.code, {}, self.dossier.name)
            save_intake_page(reporter, self.dossier, step.page.code, values)
            self._again()
        submit_report(reporter, self.dossier)

    def _contribute(self) -> None:
        for _ in range(6):
            task = self.dossier.tasks.filter(status=Task.Status.OPEN, kind=Task.Kind.ANSWER).first()
            if task is None:
                break
            self._answer(task)
        self._assess()
        for task in self._asked():
            position = "positive" if task.kind == Task.Kind.ADVISE else ""
            contribute(self._actor(task.assignee), task, text="Onderbouwing.", position=position)
        self._settle_tasks()
        self._again()

    def _asked(self) -> list[Task]:
        asked = self.dossier.tasks.filter(status=Task.Status.OPEN, kind__in=GIVEN)
        return list(asked.select_related("assignee", "dossier"))

    def _answer(self, task: Task) -> None:
        questions = rule_book_in_force(NOW.date()).questions
        given = {code: builders._default_answer(questions[code]) for code in task.questions}
        answer_questions(self._actor(task.assignee), self.dossier, given)
        self._again()

    def _assess(self) -> None:
        """Finish each assessment that was begun."""
        for assessment in self.dossier.assessments.exclude(status=Assessment.Status.ACCEPTED):
            form = questionnaires.one(self.organisation, assessment.code, assessment.version)
            performer = self._holder(form.performer)
            if assessment.status != Assessment.Status.SUBMITTED:
                self._hand_in_assessment(performer, assessment)
            if form.overseer:
                overseer, numbers = self._holder(form.overseer), assessment.demands.values_list("number", flat=True)
                accept_assessment(overseer, assessment, reasons="Het is volledig.", met=list(numbers))

    def _hand_in_assessment(self, performer: Actor, assessment: Assessment) -> None:
        for demand in assessment.demands.filter(answered_at__isnull=True).select_related("assessment"):
            answer_demand(performer, demand, answer="Gedaan.")
        self._choose_between_texts(performer, assessment)
        for _ in range(5):
            missing = sheet(assessment, performer.today).progress.missing
            if missing:
                answers: dict[str, Any] = {question.code: builders._some_answer(question) for question in missing}
                fill_in_assessment(performer, assessment, answers, {})
        if not assessment.risks.exists():
            weigh_risk(performer, assessment, builders.A_RISK)
        submit_assessment(performer, assessment, summary="Het kan, met maatregelen.")

    def _choose_between_texts(self, performer: Actor, assessment: Assessment) -> None:
        rows = [row for row in sheet(assessment, performer.today).rows() if row.others and row.known]
        values = {row.question.code: row.known.value for row in rows}
        seen = {row.question.code: row.known.seen for row in rows}
        fill_in_assessment(performer, assessment, values, seen, chosen=list(values))

    def _settle_tasks(self) -> None:
        done = self.dossier.tasks.filter(kind=Task.Kind.CONDITION, status=Task.Status.OPEN)
        for task in done.select_related("assignee"):
            settle_condition(self._actor(task.assignee), task, note="Gedaan; het bewijs ligt in het dossier.")

    def _prepare(self, gate: str) -> None:
        if gate in ("G5", "G6") and open_items(self.dossier, NOW.date()):
            self._agree()
        if gate == "G6":
            self._get_ready()
        if gate in ("G6", "G7"):
            self._give_evidence(gate)
        self._again()

    def _agree(self) -> None:
        buyer = self._holder("procurement_officer")
        supplier = keep_supplier(buyer, SupplierInput(f"Leverancier van {self.dossier.name}"))
        given = ContractInput("Overeenkomst", starts_on=date(2026, 1, 1), dossiers=[self.dossier])
        contract = keep_contract(buyer, supplier, given)
        for clause in missing_clauses(self.dossier, NOW.date()):
            check_clause(buyer, contract, clause.code, finding="present")

    def _get_ready(self) -> None:
        """Training, publication, duties and guidelines: what only the one who is asked can settle."""
        head = self._head()
        for group in self.dossier.user_groups.all():
            given = UserGroupInput(group.name, group.size, group.training, group.size, group.unit_id or 0)
            keep_user_group(self._holder("application_manager"), self.dossier, given, group)
        texts = {name: text for name, text in TEXTS.items() if not getattr(particulars_of(self.dossier), name)}
        describe_application(head, self.dossier, replace(particulars_of(self.dossier), **texts))
        self._again()
        publish(self._holder("information_manager"), self.dossier)
        legal = self._holder("legal_adviser")
        for item in classify_dossier(self.dossier, NOW.date()).obligations:
            if item.applies_from and item.applies_from <= NOW.date():
                hand_out(legal, self.dossier, item.rule.code, head.person, LATER)
        for line in guideline_lines(self.dossier, NOW.date()):
            if line.result.verdict is Verdict.DEVIATES:
                code, architect = line.result.guideline.code, self._holder("architect")
                grant_exception(architect, self.dossier, code, reason="Tot het nieuwe contract.", until=LATER)

    def _give_evidence(self, gate: str) -> None:
        for line in checklist_view(self.dossier, gate, NOW.date()).lines:
            if line.reason and line.takes_evidence:
                give_evidence(self._head(), self.dossier, gate, line.item.code, text="Zie het zaaksysteem.")

    def _decide(self, task: Task) -> None:
        """Approve; a prohibited practice is turned down, for nobody can approve it (AI Act Art. 5)."""
        actor = self._actor(task.assignee)
        if self.dossier.route == "zwart" and task.gate == "G4":
            decide(actor, task, DecisionInput("reject", "Dit is verboden."))
            return
        condition = ConditionInput("Elk kwartaal kijken of het klopt.", actor.person, LATER)
        given = DecisionInput("approve_with_conditions", "Redenen.", "Omdat de voorwaarde volstaat.", [condition])
        decide(actor, task, given)

    def _archive(self) -> None:
        head = self._head()
        describe_archive(head, self.dossier, life.METADATA)
        self._give_evidence("G9")
        archive(head, self.dossier)
