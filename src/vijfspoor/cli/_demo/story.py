"""One application of the demo on its way, through the real actions at moments in the past."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from vijfspoor.actions.dossier.attach_file import attach_to_dossier
from vijfspoor.actions.dossier.contribute import contribute
from vijfspoor.actions.dossier.decide import ConditionInput, DecisionInput, decide
from vijfspoor.actions.dossier.describe_application import Particulars, describe_application
from vijfspoor.actions.dossier.save_intake_page import save_intake_page
from vijfspoor.actions.dossier.settle_condition import settle_condition
from vijfspoor.actions.dossier.start_report import start_report
from vijfspoor.actions.dossier.submit_report import submit_report
from vijfspoor.actions.ethics.answer_questions import answer_questions
from vijfspoor.actions.ethics.review_classification import review_classification
from vijfspoor.cli._demo.assessment import DemoAssessment
from vijfspoor.content.calendar import is_holiday
from vijfspoor.content.demo.loader import choices, texts
from vijfspoor.content.demo.schema import Ruling, Said, Story, Wish
from vijfspoor.content.law.loader import rule_book_in_force
from vijfspoor.domain.working_days import add_working_days, is_working_day
from vijfspoor.queries.actor import Actor, actor_for
from vijfspoor.queries.dossier.intake import journey
from vijfspoor.queries.ethics.assessment import assessment_under_way
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.store.models import Dossier, Organisation, Person, Task

GIVEN = (Task.Kind.ADVISE, Task.Kind.INFORM, Task.Kind.PERFORM)
# A draft stops at this page of the report, so it waits on its reporter's desk.
DRAFT_STOPS_AT = "data"
ASSESSED_AT = "G2"
IN_USE_BEFORE = timedelta(days=90)


class DemoStory:
    """Plays a story step by step; `clock` is the moment of the step, always within office hours."""

    def __init__(self, organisation: Organisation, story: Story, now: datetime) -> None:
        self._organisation, self._story = organisation, story
        self._clock = reported_at(now, story.days_ago)
        self._variant = count(story.days_ago)

    def steps(self) -> Iterator[datetime]:
        """Yield the moment of each step before it is taken. Who iterates decides whether its time has come."""
        yield self._clock
        dossier = self._report()
        if dossier.status == Dossier.Status.DRAFT:
            return
        yield from self._answers(dossier)
        yield from self._legal_word(dossier)
        while dossier.status == Dossier.Status.UNDERWAY:
            last = dossier.gate > self._story.stage
            yield from self._contributions(dossier, self._story.waits_for if last else ())
            if last or self._decider(dossier).role in self._story.waits_for:
                return
            yield from self._decision(dossier)
        yield from self._settlements(dossier)

    def _later(self, *, days: int = 0, hours: int = 0) -> datetime:
        self._clock = office_hours(self._clock + timedelta(days=days, hours=hours, minutes=7))
        return self._clock

    def _actor(self, person: Person | None) -> Actor:
        if person is None:
            raise ValueError(f"{self._story.key}: nobody holds this role; let the story wait for it")
        return actor_for(person, self._clock, via="demo")

    def _report(self) -> Dossier:
        story = self._story
        actor = self._actor(self._reporter())
        dossier = start_report(actor)
        while (page := self._next_page(dossier, actor)) is not None:
            save_intake_page(actor, dossier, page, self._page(page))
        if story.stage == "draft":
            return dossier
        submitted = submit_report(actor, dossier)
        for file in story.documents:
            attach_to_dossier(actor, submitted, ContentFile(file.text.encode(), name=file.name))
        return describe_application(actor, submitted, self._particulars())

    def _particulars(self) -> Particulars:
        story = self._story
        return Particulars(
            summary=story.summary,
            use=story.use,
            purpose=story.purpose,
            supplier=story.supplier,
            in_use_since=None if story.use == "idea" else (self._clock - IN_USE_BEFORE).date(),
            **(story.public.model_dump() if story.public else {}),
        )

    def _next_page(self, dossier: Dossier, actor: Actor) -> str | None:
        step = next((step for step in journey(dossier, actor.today) if not step.is_answered), None)
        if step is None or (self._story.stage == "draft" and step.page.code == DRAFT_STOPS_AT):
            return None
        return step.page.code

    def _reporter(self) -> Person:
        people = self._organisation.people.select_related("organisation", "unit").order_by("-pk")
        if self._story.reporter:
            return people.get(name=self._story.reporter)
        colleagues = list(people.filter(unit__name=self._story.team))
        return colleagues[self._story.days_ago % len(colleagues)]

    def _page(self, page: str) -> dict[str, Any]:
        story = self._story
        if page == "what":
            team = self._organisation.units.get(name=story.team)
            return {"name": story.name, "summary": story.summary, "supplier": story.supplier, "team": team.pk}
        if page == "risk":
            return story.risk.model_dump()
        return {"choice": choices(story).get(page, "unknown")}

    def _answers(self, dossier: Dossier) -> Iterator[datetime]:
        """The role that knows best answers what the story knows."""
        questions = rule_book_in_force(timezone.localdate(self._clock)).questions
        by_role: dict[str, dict[str, Any]] = {}
        for code, value in self._story.answers.items():
            by_role.setdefault(questions[code].answered_by, {})[code] = value
        for role, values in by_role.items():
            yield self._later(hours=9)
            note = self._story.notes.get(role, "")
            answer_questions(self._actor(self._nearest(role, dossier)), dossier, values, note=note)
            dossier.refresh_from_db()

    def _legal_word(self, dossier: Dossier) -> Iterator[datetime]:
        told = self._story.legal_word
        if told is None:
            return
        yield self._later(hours=6)
        newest = dossier.classifications.order_by("-pk").values_list("pk", flat=True)[0]
        review_classification(self._holder(dossier, "legal_adviser"), dossier, seen=newest, **told.model_dump())
        dossier.refresh_from_db()

    def _nearest(self, role: str, dossier: Dossier) -> Person | None:
        holders = Holders(self._organisation, timezone.localdate(self._clock))
        return next(iter([*holders.nearest(role, dossier), *holders.of(role)]), None)

    def _contributions(self, dossier: Dossier, silent: Sequence[str]) -> Iterator[datetime]:
        if dossier.gate == ASSESSED_AT:
            yield from self._assessments(dossier)
        asked = dossier.tasks.filter(kind__in=GIVEN, status=Task.Status.OPEN, assignee__isnull=False)
        for task in asked.exclude(role__in=silent).select_related("assignee__organisation", "dossier").order_by("pk"):
            if assessment_under_way(self._actor(task.assignee), task) is None:
                yield self._later(hours=5)
                self._contribute(task)

    def _assessments(self, dossier: Dossier) -> Iterator[datetime]:
        for told in self._story.assessments:
            holder = partial(self._holder, dossier)
            yield from DemoAssessment(dossier, told, partial(self._later, hours=20), holder).steps()
        dossier.refresh_from_db()

    def _holder(self, dossier: Dossier, role: str) -> Actor:
        return self._actor(dossier.reporter if role == "user" else self._nearest(role, dossier))

    def _contribute(self, task: Task) -> None:
        said = self._said(task)
        text = said.text if said else self._usual_text(task)
        position = said.position if said else "positive"
        contribute(
            self._actor(task.assignee),
            task,
            text=text,
            position=position if task.kind == Task.Kind.ADVISE else "",
            conditions=said.conditions if said else (),
            upload=ContentFile(said.file.text.encode(), name=said.file.name) if said and said.file else None,
        )

    def _said(self, task: Task) -> Said | None:
        at_gate = (said for said in self._story.said if (said.gate, said.role) == (task.gate, task.role))
        return next((said for said in at_gate if said.activity in ("", task.activity)), None)

    def _usual_text(self, task: Task) -> str:
        by_activity = texts().roles.get(task.role, {})
        variants = by_activity.get(task.activity) or by_activity.get("any") or texts().other
        return variants[next(self._variant) % len(variants)].format(name=self._story.name)

    def _decision(self, dossier: Dossier) -> Iterator[datetime]:
        yield self._later(days=2)
        task = self._decider(dossier)
        decide(self._actor(task.assignee), task, self._given(dossier, task))
        dossier.refresh_from_db()

    def _decider(self, dossier: Dossier) -> Task:
        return dossier.tasks.select_related("assignee").get(status=Task.Status.OPEN, kind=Task.Kind.DECIDE)

    def _given(self, dossier: Dossier, task: Task) -> DecisionInput:
        ruling = next((r for r in self._story.rulings if r.gate == task.gate and r.role in ("", task.role)), None)
        if ruling is None:
            reasons = texts().reasons[task.gate]
            return DecisionInput("approve", reasons[next(self._variant) % len(reasons)].format(name=self._story.name))
        conditions = [self._condition(dossier, wish) for wish in ruling.conditions]
        until = self._today() + timedelta(days=ruling.pilot_days) if ruling.pilot_days else None
        return DecisionInput(
            ruling.outcome, ruling.reasons, ruling.deviation_reasons, conditions, until, ruling.pilot_measures
        )

    def _condition(self, dossier: Dossier, wish: Wish) -> ConditionInput:
        owner = self._organisation.people.get(name=wish.owner) if wish.owner else self._nearest(wish.role, dossier)
        return ConditionInput(wish.text, owner, self._today() + timedelta(days=wish.in_days))

    def _settlements(self, dossier: Dossier) -> Iterator[datetime]:
        """Owners settle the conditions of which the story tells how."""
        for wish in _wishes(self._story.rulings):
            if wish.settled:
                yield self._later(days=5)
                task = dossier.tasks.select_related("assignee").get(kind=Task.Kind.CONDITION, subject=wish.text)
                settle_condition(self._actor(task.assignee), task, note=wish.settled)

    def _today(self) -> date:
        return timezone.localdate(self._clock)


def _wishes(rulings: Sequence[Ruling]) -> Iterator[Wish]:
    for ruling in rulings:
        yield from ruling.conditions


def reported_at(now: datetime, days_ago: int) -> datetime:
    """Return a moment within office hours, on the last working day at least `days_ago` days ago."""
    here = timezone.localtime(now)
    day = add_working_days(here.date() - timedelta(days=days_ago - 1), -1, is_holiday)
    return datetime.combine(day, time(9 + days_ago % 7, days_ago * 7 % 60), tzinfo=here.tzinfo)


def office_hours(moment: datetime) -> datetime:
    """Return `moment`, or nine o'clock and some minutes on the next working day when nobody is at work then."""
    here = timezone.localtime(moment)
    if is_working_day(here.date(), is_holiday) and 9 <= here.hour < 17:
        return moment
    before = here.date() - timedelta(days=1) if here.hour < 9 else here.date()
    opens = add_working_days(before, 1, is_holiday)
    return datetime.combine(opens, time(9, here.minute), tzinfo=here.tzinfo)
