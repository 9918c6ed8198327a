"""What became of applications of the demo after the decision, through the real actions: go-live, pilot, end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from vijfspoor.actions.dossier.contribute import contribute
from vijfspoor.actions.dossier.decide import DecisionInput, decide
from vijfspoor.actions.dossier.give_evidence import give_evidence
from vijfspoor.actions.dossier.retire_application import archive, describe_archive, propose_retirement
from vijfspoor.actions.ethics.keep_obligation import assign_obligation
from vijfspoor.actions.technology.keep_user_group import UserGroupInput, keep_user_group
from vijfspoor.actions.technology.record_release import ReleaseInput, record_release
from vijfspoor.actions.technology.record_setting import SettingInput, record_setting
from vijfspoor.cli._demo.story import GIVEN, office_hours, reported_at
from vijfspoor.content.demo.life_schema import StoryLife
from vijfspoor.queries.actor import Actor, actor_for
from vijfspoor.queries.dossier.go_live import checklist_view
from vijfspoor.queries.ethics.facts import classify_dossier
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.store.models import Dossier, Organisation, Person, Task

STEP = timedelta(hours=3)
REASONS = "Alles wat nodig is, is klaar."


@dataclass
class DemoLife:
    """Plays the life of one application step by step."""

    organisation: Organisation
    told: StoryLife
    now: datetime

    def steps(self) -> Iterator[datetime]:
        """Yield the moment of each step before it is taken; nothing happens while its use is not approved."""
        at = reported_at(self.now, self.told.days_ago)
        yield at
        dossier = self._dossier()
        if dossier.status != Dossier.Status.APPROVED:
            return
        self._record(dossier, at)
        if self.told.goes_live:
            for play in (self._contract, self._prepare, self._go_live):
                at = office_hours(at + STEP)
                yield at
                play(self._dossier(), at)
        if self.told.retires:
            for play in (self._propose, self._decide_end, self._clear_up, self._archive):
                at = office_hours(at + STEP)
                yield at
                play(self._dossier(), at)

    def _dossier(self) -> Dossier:
        related = ("organisation", "accountable", "department")
        return self.organisation.dossiers.select_related(*related).get(name=self.told.application)

    def _actor(self, person: Person | None, at: datetime) -> Actor:
        if person is None:
            raise ValueError(f"{self.told.application}: nobody holds this role")
        found = self.organisation.people.select_related("organisation", "unit").get(pk=person.pk)
        return actor_for(found, at, via="demo")

    def _holder(self, role: str, dossier: Dossier, at: datetime) -> Actor:
        return self._actor(Holders(self.organisation, timezone.localdate(at)).nearest(role, dossier)[0], at)

    def _record(self, dossier: Dossier, at: datetime) -> None:
        manager = self._holder("application_manager", dossier, at)
        for group in self.told.groups:
            keep_user_group(manager, dossier, UserGroupInput(group.name, group.size, group.training, group.trained))
        for item in self.told.settings:
            given = SettingInput(item.kind, item.name, item.value, timezone.localdate(at), item.reason)
            record_setting(manager, dossier, given)
        for release in self.told.releases:
            made = ReleaseInput(release.version, timezone.localdate(at), release.notes, release.ai_impact)
            record_release(manager, dossier, made)

    def _contract(self, dossier: Dossier, at: datetime) -> None:
        if dossier.gate != "G5":
            return
        asked = dossier.tasks.filter(gate="G5", kind__in=GIVEN, status=Task.Status.OPEN)
        for task in asked.select_related("assignee", "dossier"):
            position = "positive" if task.kind == Task.Kind.ADVISE else ""
            contribute(self._actor(task.assignee, at), task, text="De afspraken zijn volledig.", position=position)
        self._decide(dossier, at)

    def _prepare(self, dossier: Dossier, at: datetime) -> None:
        legal = self._holder("legal_adviser", dossier, at)
        for item in classify_dossier(dossier, legal.today).obligations:
            if item.applies_from and item.applies_from <= legal.today and dossier.accountable is not None:
                due = legal.today + timedelta(days=60)
                assign_obligation(legal, dossier, item.rule.code, owner=dossier.accountable, due_on=due)
        self._settle(dossier, "G6", at)

    def _settle(self, dossier: Dossier, gate: str, at: datetime) -> None:
        head = self._actor(dossier.accountable, at)
        for line in checklist_view(dossier, gate, head.today).lines:
            if line.reason is not None and line.takes_evidence:
                text = self.told.evidence.get(line.item.code, self.told.usual_evidence)
                give_evidence(head, dossier, gate, line.item.code, text=text)

    def _go_live(self, dossier: Dossier, at: datetime) -> None:
        self._decide(dossier, at)

    def _propose(self, dossier: Dossier, at: datetime) -> None:
        last_day = timezone.localdate(at) + timedelta(days=7)
        propose_retirement(self._actor(dossier.accountable, at), dossier, reason=self.told.retires, ends_on=last_day)

    def _decide_end(self, dossier: Dossier, at: datetime) -> None:
        self._decide(dossier, at)

    def _clear_up(self, dossier: Dossier, at: datetime) -> None:
        describe_archive(self._actor(dossier.accountable, at), dossier, self.told.metadata)
        self._settle(dossier, "G9", at)

    def _archive(self, dossier: Dossier, at: datetime) -> None:
        archive(self._actor(dossier.accountable, at), dossier)

    def _decide(self, dossier: Dossier, at: datetime) -> None:
        task = dossier.tasks.select_related("assignee").get(
            kind=Task.Kind.DECIDE, status=Task.Status.OPEN, gate=dossier.gate
        )
        decide(self._actor(task.assignee, at), task, DecisionInput("approve", REASONS))
