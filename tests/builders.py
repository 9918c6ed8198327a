"""Builds small municipalities and dossiers through the real actions, so permission, rules and audit hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from vijfspoor.actions.dossier.contribute import contribute
from vijfspoor.actions.dossier.decide import DecisionInput, decide
from vijfspoor.actions.dossier.describe_application import describe_application, particulars_of
from vijfspoor.actions.dossier.save_intake_page import save_intake_page
from vijfspoor.actions.dossier.start_report import start_report
from vijfspoor.actions.dossier.submit_report import submit_report
from vijfspoor.actions.ethics.answer_questions import answer_questions
from vijfspoor.actions.ethics.fill_in_assessment import fill_in_assessment
from vijfspoor.actions.ethics.submit_assessment import submit_assessment
from vijfspoor.actions.ethics.weigh_risk import RiskInput, weigh_risk
from vijfspoor.actions.leadership._council_letters import propose
from vijfspoor.actions.leadership.keep_confirmations import keep_confirmations
from vijfspoor.actions.leadership.send_council_letter import send_council_letter
from vijfspoor.actions.leadership.write_council_letter import LetterInput, PromiseInput, write_council_letter
from vijfspoor.actions.people.adopt_framework import adopt_framework
from vijfspoor.actions.people.answer_scan import Finished, answer_scan
from vijfspoor.actions.people.assign_learning import AssignmentInput, assign_learning
from vijfspoor.actions.people.finish_lesson import finish_lesson
from vijfspoor.actions.people.import_results import import_results
from vijfspoor.actions.people.plan_campaign import CampaignInput, plan_campaign
from vijfspoor.actions.people.release_figures import release_figures
from vijfspoor.actions.people.send_scan import RoundInput, send_scan
from vijfspoor.actions.technology.keep_data_flow import DataFlowInput, keep_data_flow
from vijfspoor.content.law.loader import rule_book_in_force
from vijfspoor.content.literacy.loader import folder_of
from vijfspoor.content.literacy.scan import load_scan
from vijfspoor.content.wheel.loader import wheel_in_force
from vijfspoor.domain.ethics.assessment import AnswerKind, AssessmentQuestion
from vijfspoor.domain.ethics.rule_book import Question
from vijfspoor.domain.people.lesson import LessonResult
from vijfspoor.domain.people.self_scan import DONT_KNOW, next_item
from vijfspoor.integrations.results import ResultRow
from vijfspoor.queries.actor import Actor, actor_for
from vijfspoor.queries.dossier.intake import journey
from vijfspoor.queries.ethics.assessment import sheet
from vijfspoor.queries.leadership.council_letter_text import begun
from vijfspoor.queries.leadership.council_letters import draft_sections
from vijfspoor.queries.people.learning import lesson
from vijfspoor.store.models import (
    Assessment,
    Campaign,
    ConfirmationRequest,
    CouncilLetter,
    DataFlow,
    Decision,
    Dossier,
    FigureRelease,
    LearningAssignment,
    LetterDraft,
    Organisation,
    Person,
    RoleAssignment,
    ScanDraft,
    ScanRound,
    Task,
    Unit,
)

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

# Choices on the pages of the report, for three well-known applications.
SPELL_CHECKER = {
    "use": "idea", "learned": "learned", "does": ["corrects"], "area": ["none"], "people": "none",
    "selects": ["none"], "data": "none", "who": ["nobody"], "origin": "part", "alarm": ["none"],
}  # fmt: skip
CONVERSATION_REPORT = {
    "use": "idea", "learned": "learned", "does": ["generates"], "area": ["none"], "people": "prepares",
    "selects": ["none"], "data": "sensitive", "who": ["nobody"], "origin": "bought", "alarm": ["none"],
}  # fmt: skip
CV_RANKER = {
    "use": "idea", "learned": "learned", "does": ["predicts"], "area": ["recruitment"], "people": "prepares",
    "selects": ["scores"], "data": "ordinary", "who": ["nobody"], "origin": "bought", "alarm": ["none"],
}  # fmt: skip
COMPETENCES = ("understand", "use", "people", "rules")
A_RISK = RiskInput("Een fout verslag", "Inwoners", 2, 2, 2, 2)
RISK = {"what": "Een fout verslag", "whom": "Inwoners", "severity": "2", "likelihood": "2"}


@dataclass
class Municipality:
    """A small municipality with one holder for each role."""

    organisation: Organisation
    department: Unit
    team: Unit
    holders: dict[str, Person]
    administrator: Person

    def actor(self, role: str, now: datetime = NOW) -> Actor:
        """Return the holder of `role` as actor."""
        return actor_for(self.holders[role], now)


def municipality(slug: str = "testdam") -> Municipality:
    """Make an organisation with a department, a team and one person per role."""
    organisation = Organisation.objects.create(
        slug=slug, name=f"Gemeente {slug}", contact_email=f"ai@{slug}.example", is_demo=True
    )
    department = Unit.objects.create(organisation=organisation, name="Afdeling Sociaal", kind="department")
    team = Unit.objects.create(organisation=organisation, name="Wmo", kind="team", parent=department)
    holders = {}
    for role in wheel_in_force(date(2026, 11, 23)).roles_in_use(()):
        holders[role.code] = person(organisation, team, role.code)
    administrator = person(organisation, team, "", name="Beheerder", is_administrator=True)
    return Municipality(organisation, department, team, holders, administrator)


def person(organisation: Organisation, unit: Unit, role: str, name: str = "", **fields: Any) -> Person:
    """Make a person with a role; a user and an administrator hold no assignment."""
    name = name or f"Test {role}"
    email = f"{name.lower().replace(' ', '.')}@{organisation.slug}.example"
    made = Person.objects.create(organisation=organisation, unit=unit, name=name, email=email, **fields)
    if role and role != "user":
        RoleAssignment.objects.create(organisation=organisation, person=made, role=role, valid_from=date(2020, 1, 1))
    return made


def draft(actor: Actor, choices: Mapping[str, Any], name: str = "Gespreksverslag") -> Dossier:
    """Fill in a report page by page, as its reporter would, without handing it in."""
    dossier = start_report(actor)
    for _ in range(13):
        step = next((s for s in journey(dossier, actor.today) if not s.is_answered), None)
        if step is None:
            return dossier
        save_intake_page(actor, dossier, step.page.code, _values(step.page.code, choices, name))
        dossier.refresh_from_db()
    raise AssertionError("a report asks at most twelve questions")


def _values(page: str, choices: Mapping[str, Any], name: str) -> dict[str, Any]:
    if page == "what":
        return {"name": name, "summary": "Zet gesprekken om in een verslag.", "supplier": "Voorbeeld BV"}
    return RISK if page == "risk" else {"choice": choices.get(page, "unknown")}


def reported(town: Municipality, choices: Mapping[str, Any], name: str = "Gespreksverslag") -> Dossier:
    """Report an application as the town's user."""
    actor = town.actor("user")
    return submit_report(actor, draft(actor, choices, name))


def task_of(dossier: Dossier, **wanted: Any) -> Task:
    """Return the one open task that fits."""
    return dossier.tasks.get(status="open", **wanted)


def fulfil(town: Municipality, dossier: Dossier, **positions: str) -> None:
    """Let everyone who was asked at the present gate answer; `positions` names the position of a role."""
    for task in dossier.tasks.filter(status="open", kind__in=["advise", "inform", "perform"]):
        position = positions.get(task.role, "positive") if task.kind == "advise" else ""
        conditions = ["Zet opslag uit."] if position == "positive_with_conditions" else ()
        actor = actor_for(task.assignee, NOW)
        contribute(actor, task, text="Onderbouwing.", position=position, conditions=conditions)


def decided(town: Municipality, dossier: Dossier, outcome: str = "approve", **fields: Any) -> Decision:
    """Let the accountable person decide at the present gate."""
    task = task_of(dossier, kind="decide")
    decision = decide(actor_for(task.assignee, NOW), task, DecisionInput(outcome, "Redenen.", **fields))
    dossier.refresh_from_db()
    return decision


def answer_all(town: Municipality, dossier: Dossier, **answers: Any) -> None:
    """Let every role answer the legal questions it was asked: `answers`, else no (or none of the list)."""
    for _ in range(6):
        task = dossier.tasks.filter(status="open", kind="answer").first()
        if task is None:
            dossier.refresh_from_db()
            return
        book = rule_book_in_force(date(2026, 11, 23))
        given = {code: answers.get(code, _default_answer(book.questions[code])) for code in task.questions}
        answer_questions(actor_for(task.assignee, NOW), dossier, given)
    raise AssertionError("the questions keep coming")


def _default_answer(question: Question) -> Any:
    if question.is_multiple:
        return [question.empty] if question.empty else []
    return "nee" if question.kind == "yes_no" else next(iter(question.options), "2027-01-01")


def at_the_assessments(town: Municipality) -> Dossier:
    """Return an application at the gate of the assessments, as triage leaves it."""
    dossier = reported(town, CONVERSATION_REPORT)
    texts = {"data": "Gesprekken met inwoners, en het verslag daarvan.", "human_intervention": "De consulent leest na."}
    describe_application(town.actor("information_adviser"), dossier, replace(particulars_of(dossier), **texts))
    answer_all(town, dossier)
    fulfil(town, dossier)
    decided(town, dossier)
    assert dossier.gate == "G2"
    return dossier


def fill(town: Municipality, assessment: Assessment, role: str = "privacy_officer") -> None:
    """Answer everything that is asked and not known, as the holder of `role`."""
    actor = town.actor(role)
    for _ in range(5):
        missing = sheet(assessment, actor.today).progress.missing
        if not missing:
            return
        fill_in_assessment(actor, assessment, {question.code: _some_answer(question) for question in missing}, {})
    raise AssertionError("the questions keep coming")


def _some_answer(question: AssessmentQuestion) -> Any:
    if question.kind is AnswerKind.TEXT:
        return "Zo is het."
    if question.kind in (AnswerKind.YES_NO, AnswerKind.LAW):
        return ["geen"] if question.known_from in ("law:N6", "law:N7") else "ja"
    return next(iter(question.options or {}))


def handed_in(town: Municipality, assessment: Assessment) -> Assessment:
    """Fill in the rest, weigh one risk and hand the assessment in, as the privacy officer."""
    fill(town, assessment)
    weigh_risk(town.actor("privacy_officer"), assessment, A_RISK)
    return submit_assessment(town.actor("privacy_officer"), assessment, summary="Het kan, met maatregelen.")


def colleagues(town: Municipality, number: int, unit: Unit | None = None) -> list[Person]:
    """Make `number` people without a role in a unit, by default the town's team; in one SQL statement."""
    unit = unit or town.team
    start = Person.objects.count()
    return Person.objects.bulk_create(
        Person(
            organisation=town.organisation,
            unit=unit,
            name=f"Collega {start + n}",
            email=f"collega{start + n}@{town.organisation.slug}.example",
        )
        for n in range(number)
    )


def scan_round(town: Municipality, **fields: Any) -> ScanRound:
    """Adopt the levels and send the self-scan to everyone, as the HR adviser."""
    hr = town.actor("hr_adviser")
    if not town.organisation.framework_adoptions.exists():
        adopt_framework(hr, "2026-11-01", reasons="Deze niveaus passen bij ons werk.")
    given = RoundInput("Nulmeting", "everyone", hr.today, hr.today + timedelta(days=21))
    return send_scan(hr, replace(given, **fields))


def learning(town: Municipality, **fields: Any) -> LearningAssignment:
    """Ask everyone to do the first lesson, as the HR adviser."""
    hr = town.actor("hr_adviser")
    given = AssignmentInput(("what-ai-is",), "Dit hoort iedereen te weten.", hr.today + timedelta(days=30))
    return assign_learning(hr, replace(given, **fields))


def campaign(town: Municipality, **fields: Any) -> Campaign:
    """Ask everyone to take part in a campaign that begins today, as the HR adviser."""
    hr = town.actor("hr_adviser")
    given = CampaignInput(
        "Week van de AI", "Praat over een dilemma.", ("use",), hr.today, hr.today + timedelta(days=14)
    )
    return plan_campaign(hr, replace(given, **fields))


def understood(actor: Actor, code: str = "what-ai-is") -> LessonResult:
    """Answer every question of a lesson rightly."""
    found = lesson(actor, code)
    right = {item.code: next(o.code for o in item.options if o.is_right) for item in found.questions}
    return finish_lesson(actor, found, right)


def take_scan(actor: Actor, round_: ScanRound, *, knows: bool = True) -> Finished:
    """Take the whole self-scan; `knows` says whether every answer is right, or every answer "I don't know"."""
    invitation = round_.invitations.get(person=actor.person)
    scan = load_scan(folder_of(round_.version))
    draft = ScanDraft.objects.filter(invitation=invitation).first()
    item = next_item(scan, draft.answers if draft else {})
    while True:
        right = next((option.code for option in item.options if option.is_right), "level_4")
        said = answer_scan(actor, invitation, item.code, right if knows else DONT_KNOW)
        if isinstance(said, Finished):
            return said
        item = said


def measured(
    town: Municipality, groups: Sequence[tuple[Unit, int, int]], now: datetime = NOW
) -> tuple[ScanRound, FigureRelease]:
    """Take over results and publish them: per unit how many people answered, and how many reach the level asked."""
    hr = town.actor("hr_adviser", now)
    if not town.organisation.framework_adoptions.exists():
        adopt_framework(hr, "2026-11-01", reasons="Deze niveaus passen bij ons werk.")
    reached, missed = dict.fromkeys(COMPETENCES, "4"), dict.fromkeys(COMPETENCES, "0")
    rows = [
        ResultRow(number, "", unit.name, reached if number <= enough else missed)
        for unit, people, enough in groups
        for number in range(1, people + 1)
    ]
    round_ = import_results(hr, rows, name=f"Meting {ScanRound.objects.count() + 1}", measured_on=hr.today)
    return round_, release_figures(hr, round_)


BRP = DataFlowInput(
    system="BRP",
    direction="in",
    what="Adres van wie hulp vraagt.",
    kind="key_register",
    frequency="daily",
    categories=frozenset({"contact", "bsn"}),
    legal_basis="public_task",
    law="Wmo 2015 art. 5.1.1",
    retention_months=12,
)


def data_flow(town: Municipality, dossier: Dossier, given: DataFlowInput = BRP) -> DataFlow:
    """Return a flow the data analyst described."""
    return keep_data_flow(town.actor("data_analyst"), dossier, given)


def managed(town: Municipality, team: Unit | None = None, name: str = "Manager") -> Actor:
    """Return the manager of one team, by default the town's, as actor."""
    team = team or town.team
    made = person(town.organisation, team, "", name=f"{name} {team.name}")
    RoleAssignment.objects.create(
        organisation=town.organisation, person=made, role="team_manager", unit=team, valid_from=date(2020, 1, 1)
    )
    return actor_for(made, NOW)


def in_use(town: Municipality, name: str = "Spellinghulp") -> Dossier:
    """Return an approved application of the green route that the town's team uses."""
    dossier = reported(town, {**SPELL_CHECKER, "use": "in_use"}, name)
    decided(town, dossier)
    decided(town, dossier)
    return dossier


def asked_to_confirm(town: Municipality) -> ConfirmationRequest:
    """Let something be used, open the round of confirmation, and return what the owner is asked."""
    in_use(town, "In gebruik")
    keep_confirmations(NOW)
    return ConfirmationRequest.objects.get(round__organisation=town.organisation, owner__isnull=False)


def letter_draft(town: Municipality, decision: Decision) -> LetterDraft:
    """Return a letter to the council that waits to be written, as a decision with a large impact asks it."""
    board = town.actor("executive_board")
    return propose(board, decision, *begun(decision, None, board.today), None)


def sent_letter(town: Municipality, draft: LetterDraft, *promises: PromiseInput) -> CouncilLetter:
    """Write a letter as the policy adviser and send it as the board."""
    texts = {section.code: text or "Zo gaat het." for section, text in draft_sections(draft)}
    given = LetterInput(draft.subject, texts, promises)
    draft = write_council_letter(town.actor("policy_adviser"), draft, given, draft.version)
    return send_council_letter(town.actor("executive_board"), draft, draft.version)
