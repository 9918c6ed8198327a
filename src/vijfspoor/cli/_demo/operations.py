"""What went wrong in the demo, through the real actions: concerns, incidents with their clocks, and a stop."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from django.core.files.base import ContentFile
from django.utils import timezone

from vijfspoor.actions.dossier.attach_file import attach_to_incident
from vijfspoor.actions.leadership.intervene_in_incident import intervene_in_incident
from vijfspoor.actions.technology.close_incident import close_incident
from vijfspoor.actions.technology.handle_concern import handle_concern
from vijfspoor.actions.technology.open_incident import IncidentInput, open_incident
from vijfspoor.actions.technology.pass_to_supplier import NoticeInput, pass_to_supplier
from vijfspoor.actions.technology.record_notification import NotificationInput, record_notification
from vijfspoor.actions.technology.report_concern import ConcernInput, report_concern
from vijfspoor.actions.technology.stop_application import stop_application
from vijfspoor.actions.technology.update_incident_facts import FactsInput, update_incident_facts
from vijfspoor.cli._demo.story import office_hours, reported_at
from vijfspoor.content.calendar import is_holiday
from vijfspoor.content.demo.schema import OperationsFile, StoryConcern, StoryIncident, StoryPassedOn, StoryStop
from vijfspoor.domain.working_days import add_working_days, is_working_day
from vijfspoor.queries.actor import Actor, actor_for
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.queries.technology.supplier_notices import addressees
from vijfspoor.store.models import Concern, Dossier, Organisation, Person

# What happens today began two hours before now, so that its steps fit in between.
JUST_NOW = timedelta(hours=2)
STEP = timedelta(minutes=20)


class Happening(Protocol):
    """Gebeurtenis: something that happens step by step."""

    def steps(self) -> Iterator[datetime]:
        """Yield the moment of each step before it is taken."""


def happenings(scene: "Scene", told: OperationsFile) -> list[Happening]:
    """Return everything that went wrong, each to be played step by step."""
    return [
        *(_ConcernHappening(scene, item) for item in told.concerns),
        *(_IncidentHappening(scene, item) for item in told.incidents),
        *(_StopHappening(scene, item) for item in told.stops),
    ]


@dataclass(frozen=True, slots=True)
class Scene:
    """The municipality, the moment the demo is loaded, and the concerns by key."""

    organisation: Organisation
    now: datetime
    concerns: dict[str, StoryConcern]

    def moment(self, days_ago: int) -> datetime:
        """Return a moment in office hours; for today the last that leaves an hour before closing time."""
        if days_ago:
            return reported_at(self.now, days_ago)
        here = timezone.localtime(self.now - JUST_NOW)
        if not is_working_day(here.date(), is_holiday) or here.hour < 9:
            before = add_working_days(here.date(), -1, is_holiday)
            return datetime.combine(before, time(16), tzinfo=here.tzinfo)
        return min(here, here.replace(hour=16, minute=0))

    def dossier(self, name: str) -> Dossier:
        """Return an application by name."""
        return self.organisation.dossiers.select_related("organisation", "accountable").get(name=name)

    def actor(self, person: Person, at: datetime) -> Actor:
        """Return a person as actor at a moment."""
        found = self.organisation.people.select_related("organisation", "unit").get(pk=person.pk)
        return actor_for(found, at, via="demo")

    def holder(self, role: str, dossier: Dossier, at: datetime) -> Actor:
        """Return the nearest holder of a role as actor."""
        return self.actor(Holders(self.organisation, timezone.localdate(at)).nearest(role, dossier)[0], at)


@dataclass(frozen=True, slots=True)
class _ConcernHappening:
    scene: Scene
    told: StoryConcern

    def steps(self) -> Iterator[datetime]:
        """Report it, and settle it a working day later where an answer is told."""
        scene, told = self.scene, self.told
        at = scene.moment(told.days_ago)
        yield at
        dossier = scene.dossier(told.application) if told.application else None
        since = None if told.since_days is None else _days_before(at, told.since_days - told.days_ago)
        given = ConcernInput(told.what, since, told.affected, told.about)
        reporter = scene.organisation.people.get(name=told.reporter)
        concern = report_concern(scene.actor(reporter, at), given, dossier)
        if told.passed_on is not None and dossier is not None:
            at = office_hours(at + timedelta(days=1))
            yield at
            self._pass_on(scene.holder(told.role, dossier, at), concern, told.passed_on)
        if told.answer and dossier is not None:
            at = office_hours(at + timedelta(days=1))
            yield at
            handle_concern(scene.holder(told.role, dossier, at), concern, text=told.answer, settles=True)

    def _pass_on(self, handler: Actor, concern: Concern, told: StoryPassedOn) -> None:
        to = next(row for row in addressees(handler, concern) if row.supplier.name == told.supplier)
        pass_to_supplier(handler, concern, NoticeInput(to.key, told.text, handler.today + timedelta(days=told.in_days)))


@dataclass(frozen=True, slots=True)
class _IncidentHappening:
    scene: Scene
    told: StoryIncident

    def steps(self) -> Iterator[datetime]:
        """Open it, record its facts, notify, let the board intervene, and close it with what was learnt."""
        scene, told = self.scene, self.told
        aware_at = scene.moment(told.days_ago)
        at = office_hours(aware_at + STEP)
        yield at
        dossier = scene.dossier(told.application)
        concern = self._concern()
        given = IncidentInput(told.title, told.what_happened, aware_at)
        incident = open_incident(scene.holder(told.role, dossier, at), dossier, given, concern)
        at = office_hours(at + STEP)
        yield at
        facts = FactsInput(values=told.values, texts=told.texts)
        handler = scene.holder(told.role, dossier, at)
        incident = update_incident_facts(handler, incident, facts)
        for file in told.documents:
            attach_to_incident(handler, incident, ContentFile(file.text.encode(), name=file.name))
        for sent in told.notified:
            moment = office_hours(at + timedelta(days=sent.days_later))
            yield moment
            made = NotificationInput(moment, sent.reference, sent.evidence)
            record_notification(scene.holder(told.role, dossier, moment), incident, sent.clock, made)
        for row in told.intervened:
            moment = office_hours(at + timedelta(days=row.days_later))
            yield moment
            board = scene.holder("executive_board", dossier, moment)
            intervene_in_incident(board, incident, measure=row.measure, reasons=row.reasons)
        if told.lessons and dossier.accountable is not None:
            at = office_hours(at + timedelta(days=told.closed_days_later))
            yield at
            close_incident(scene.actor(dossier.accountable, at), incident, lessons=told.lessons)

    def _concern(self) -> Concern | None:
        if not self.told.concern:
            return None
        what = self.scene.concerns[self.told.concern].what
        return self.scene.organisation.concerns.select_related("dossier").get(what=what)


@dataclass(frozen=True, slots=True)
class _StopHappening:
    scene: Scene
    told: StoryStop

    def steps(self) -> Iterator[datetime]:
        """Stop it."""
        at = self.scene.moment(self.told.days_ago)
        yield at
        dossier = self.scene.dossier(self.told.application)
        stop_application(self.scene.holder(self.told.role, dossier, at), dossier, reason=self.told.reason)


def _days_before(at: datetime, days: int) -> date:
    return timezone.localdate(at) - timedelta(days=days)
