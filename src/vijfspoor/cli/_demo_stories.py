"""Plays every application of the demo through the real actions, at moments in the past."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from django.db import transaction
from django.utils import timezone

from vijfspoor.actions.answer_questions import answer_questions
from vijfspoor.actions.contribute import contribute
from vijfspoor.actions.decide import ConditionInput, DecisionInput, decide
from vijfspoor.actions.save_intake_page import save_intake_page
from vijfspoor.actions.start_report import start_report
from vijfspoor.actions.submit_report import submit_report
from vijfspoor.content.demo.loader import read
from vijfspoor.domain.working_days import add_working_days
from vijfspoor.queries.actor import actor_for
from vijfspoor.queries.holders import Holders
from vijfspoor.queries.intake import journey
from vijfspoor.store.models import Dossier, Organisation, Person, Task

GIVEN = (Task.Kind.ADVISE, Task.Kind.INFORM, Task.Kind.PERFORM)


def play_all(organisation: Organisation) -> int:
    """Play every story, oldest first, and return how many there are."""
    data = read("applications")
    stories = sorted(data["applications"], key=lambda story: -story["days_ago"])
    for story in stories:
        with transaction.atomic():
            _Story(organisation, story, data["profiles"]).play()
    return len(stories)


class _Story:
    """One application on its way; `clock` moves on with every step and never passes the present."""

    def __init__(self, organisation: Organisation, story: dict[str, Any], profiles: dict[str, Any]) -> None:
        self.organisation, self.story = organisation, story
        self.choices = {**profiles[story["profile"]], **story.get("choices", {}), "use": _use(story["use"])}
        self.clock = self._working_moment(timezone.now() - timedelta(days=story["days_ago"]))
        self._variant = count(story["days_ago"])

    def play(self) -> None:
        """Report, answer and decide as far as the story's stage says."""
        dossier = self._report()
        if self.story["stage"] == "draft":
            return
        self._answer(dossier)
        while dossier.status == Dossier.Status.UNDERWAY and dossier.gate <= self.story["stage"]:
            self._fulfil(dossier, share=100)
            if not self._decide(dossier):
                return
            dossier.refresh_from_db()
        if dossier.status == Dossier.Status.UNDERWAY:
            self._fulfil(dossier, share=self.story.get("given", 50))

    def _report(self) -> Dossier:
        actor = self._actor(self._reporter())
        dossier = start_report(actor)
        for _ in range(13):
            step = next((s for s in journey(dossier, actor.today) if not s.is_answered), None)
            if step is None:
                break
            if self.story["stage"] == "draft" and step.page.code == "data":
                return dossier
            save_intake_page(actor, dossier, step.page.code, self._page(step.page.code))
            dossier.refresh_from_db()
        dossier.purpose = self.story.get("purpose", "")
        dossier.public_texts = self.story.get("public", {})
        if self.story["use"] in ("in_use", "pilot", "ended"):
            dossier.in_use_since = (self.clock - timedelta(days=90)).date()
        dossier.use = self.story["use"]
        dossier.save()
        self._wait(1)
        return submit_report(self._actor(self._reporter()), dossier) if self.story["stage"] != "draft" else dossier

    def _reporter(self) -> Person:
        people = Person.objects.filter(organisation=self.organisation).select_related("organisation", "unit")
        named = self.story.get("reporter")
        found = people.filter(name=named) if named else people.filter(unit__name=self.story["team"]).order_by("-pk")
        return found[0]

    def _page(self, page: str) -> dict[str, Any]:
        story = self.story
        if page == "what":
            team = self.organisation.units.get(name=story["team"])
            return {"name": story["name"], "summary": story["summary"], "supplier": story["supplier"], "team": team.pk}
        if page == "risk":
            what, whom, severity, likelihood = story["risk"]
            return {"what": what, "whom": whom, "severity": severity, "likelihood": likelihood}
        return {"choice": self.choices.get(page, "unknown")}

    def _answer(self, dossier: Dossier) -> None:
        """Whoever was asked a question answers what the story knows."""
        known = self.story.get("answers", {})
        for task in list(dossier.tasks.filter(kind=Task.Kind.ANSWER, status=Task.Status.OPEN)):
            values = {code: known[code] for code in task.questions if code in known}
            if values and task.assignee and self._wait(2):
                answer_questions(self._actor(task.assignee), dossier, values)
                dossier.refresh_from_db()

    def _fulfil(self, dossier: Dossier, share: int) -> None:
        """The first `share` percent of who was asked at the gate answers."""
        asked = list(
            dossier.tasks.filter(kind__in=GIVEN, status=Task.Status.OPEN, assignee__isnull=False)
            .select_related("assignee__organisation")
            .order_by("pk")
        )
        for task in asked[: round(len(asked) * share / 100)]:
            if self._wait(1):
                self._contribute(dossier, task)

    def _contribute(self, dossier: Dossier, task: Task) -> None:
        position, text, conditions = "", self._text(task.role), ()
        if task.kind == Task.Kind.ADVISE:
            position = "positive"
            special = self.story.get("positions", {}).get(task.role)
            if special and dossier.gate in ("G3", "G4"):
                position, text, *rest = special
                conditions = rest[0] if rest else ()
        contribute(self._actor(task.assignee), task, text=text, position=position, conditions=conditions)

    def _text(self, role: str) -> str:
        texts = read("texts")
        variants = texts.get(role, texts["other"])
        return str(variants[next(self._variant) % len(variants)]).format(name=self.story["name"])

    def _decide(self, dossier: Dossier) -> bool:
        """Let the accountable person decide; False when nobody can or the gate is shut."""
        shut = dossier.tasks.filter(status=Task.Status.OPEN, kind__in=[*GIVEN, Task.Kind.ANSWER]).exists()
        task = dossier.tasks.filter(status=Task.Status.OPEN, kind=Task.Kind.DECIDE).select_related("assignee").first()
        if shut or task is None or task.assignee is None or not self._wait(2):
            return False
        decide(self._actor(task.assignee), task, self._decision(dossier))
        return True

    def _decision(self, dossier: Dossier) -> DecisionInput:
        reasons = read("texts")["reasons"][dossier.gate]
        text = reasons[self.story["days_ago"] % len(reasons)]
        last = dossier.gate == self.story["stage"]
        if not last:
            return DecisionInput("approve", text)
        conditions = [
            ConditionInput(wish["text"], self._owner(wish), self._day_in(wish["in_days"]))
            for wish in self.story.get("conditions", ())
        ]
        outcome = self.story.get("outcome", "approve")
        return DecisionInput(outcome, self.story.get("reasons", text), self.story.get("deviation", ""), conditions)

    def _owner(self, wish: dict[str, Any]) -> Person:
        if "person" in wish:
            return self.organisation.people.get(name=wish["person"])
        return Holders(self.organisation, timezone.localdate()).of(wish["role"])[0]

    def _day_in(self, days: int) -> date:
        return timezone.localdate(self.clock) + timedelta(days=days)

    def _actor(self, person: Person) -> Any:
        return actor_for(person, self.clock, via="demo")

    def _wait(self, days: int) -> bool:
        """Move the clock on; False when that would pass the present."""
        later = self._working_moment(self.clock + timedelta(days=days, minutes=37))
        if later >= timezone.now():
            return False
        self.clock = later
        return True

    def _working_moment(self, moment: datetime) -> datetime:
        day = timezone.localtime(moment)
        if day.weekday() < 5:
            return moment
        following = add_working_days(day.date(), 1, lambda _: False)
        return moment + timedelta(days=(following - day.date()).days)


def _use(use: str) -> str:
    """A reporter cannot say that something ended; that is recorded later."""
    return "in_use" if use == "ended" else use
