"""The set-up of governance on screen: its versions, and what one would do to open work. Reads only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, QuerySet
from django.utils import timezone

from vijfspoor.content.calendar import is_holiday
from vijfspoor.content.wheel.own import read_setup
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.organisation.responsibility import Contribution
from vijfspoor.domain.organisation.setup_effect import (
    AskedTask,
    FileEffect,
    GateLoad,
    OpenFile,
    file_effect,
    gate_loads,
    vacancies,
)
from vijfspoor.domain.organisation.wheel import Wheel
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.queries.organisation.wheel import built, wheel_for
from vijfspoor.store.models import Classification, Dossier, Organisation, Reassessment, SetupVersion, Task

PILOT, REASSESSMENT, RETIREMENT = "G7", "G8", "G9"
MOST_SHOWN = 20
_CONTRIBUTION = {
    Task.Kind.ADVISE: Contribution.ADVISES,
    Task.Kind.INFORM: Contribution.INFORMS,
    Task.Kind.PERFORM: Contribution.PERFORMS,
}


@dataclass(frozen=True, slots=True)
class OpenWork:
    """An application before a gate with what was asked there; `since` is when it came to stand there."""

    dossier: Dossier
    file: OpenFile
    since: datetime


@dataclass(frozen=True, slots=True)
class Touched:
    """An application whose open work would change."""

    dossier: Dossier
    effect: FileEffect
    ends: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a version would do today: to open work, to the gates, and which roles would stand empty."""

    touched: tuple[Touched, ...]
    loads: tuple[GateLoad, ...]
    vacancies: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many applications, tasks that end, tasks asked anew, decisions elsewhere and later dates."""
        effects = [item.effect for item in self.touched]
        return {
            "applications": len(effects),
            "ends": sum(len(item.ends) for item in effects),
            "asks": sum(len(item.asks) for item in effects),
            "decides": sum(bool(item.decides) for item in effects),
            "later": sum(len(item.later) for item in effects),
        }


def versions(actor: Actor) -> QuerySet[SetupVersion]:
    """Return every version of the organisation, the newest first."""
    mine = SetupVersion.objects.filter(organisation=actor.organisation)
    return mine.select_related("written_by", "adopted_by", "start").order_by("-number")


def version_of(actor: Actor, pk: int) -> SetupVersion | None:
    """Return a version of the organisation."""
    return versions(actor).filter(pk=pk).first()


def wheel_of(version: SetupVersion, on: date) -> Wheel:
    """Return the wheel as it would be with this version. No SQL."""
    return built(read_setup(version.settings), on, version.number)


def wheel_before(actor: Actor, version: SetupVersion) -> Wheel:
    """Return what a version is held against: the wheel in force, or for an adopted one the version before it."""
    if version.state != SetupVersion.State.ADOPTED or version.valid_from is None:
        return wheel_for(actor.organisation, actor.today)
    earlier = SetupVersion.objects.filter(organisation=actor.organisation, number=version.number - 1).first()
    if earlier is not None:
        return wheel_of(earlier, version.valid_from)
    return wheel_for(Organisation(additions=actor.organisation.additions), version.valid_from)


def effect_of(actor: Actor, version: SetupVersion) -> Effect:
    """Return what a version would do today, in seven SQL statements whatever the number of applications."""
    before, after = wheel_for(actor.organisation, actor.today), wheel_of(version, actor.today)
    found = [(work, file_effect(before, after, work.file, is_holiday)) for work in open_work(actor.organisation)]
    touched = [(work.dossier, effect) for work, effect in found if effect.is_something]
    ending = _tasks_by_pk(pk for _dossier, effect in touched for pk in effect.ends)
    filled = Holders(actor.organisation, actor.today).filled() | {"user"}
    return Effect(
        tuple(Touched(item, effect, tuple(ending[pk] for pk in effect.ends)) for item, effect in touched),
        gate_loads(before, after),
        vacancies(before, after, filled),
    )


def open_work(organisation: Organisation, *, dossier: int | None = None) -> list[OpenWork]:
    """Return the applications that wait for a decision at a gate, in four SQL statements."""
    waiting = Task.objects.filter(
        organisation=organisation,
        kind=Task.Kind.DECIDE,
        status=Task.Status.OPEN,
        gate=F("dossier__gate"),
        dossier__route__in=list(Route),
    )
    if dossier is not None:
        waiting = waiting.filter(dossier=dossier)
    asked_at = {row["dossier"]: row["created_at"] for row in waiting.values("dossier", "created_at").order_by("-pk")}
    dossiers = Dossier.objects.filter(pk__in=waiting.values("dossier")).order_by("number")
    running = {
        row.dossier_id: row
        for row in Reassessment.objects.filter(dossier__organisation=organisation, closed_at__isnull=True)
    }
    requires = _requires(waiting.values("dossier"))
    tasks = _tasks_at_gate(waiting.values("dossier"))
    found = []
    for item in dossiers:
        reassessment = running.get(item.pk) if item.gate == REASSESSMENT else None
        since = reassessment.opened_at if reassessment else item.created_at
        since = asked_at[item.pk] if item.gate == RETIREMENT else since
        again = reassessment.reopens if reassessment and reassessment.reopens < REASSESSMENT else ""
        asked = tuple(_asked(task) for task in tasks.get(item.pk, ()) if task.created_at >= since)
        file = OpenFile(Route(item.route), item.gate, requires.get(item.pk, {}), asked, again)
        found.append(OpenWork(item, file, since))
    return found


def shown(actor: Actor, effect: Effect) -> list[Touched]:
    """Return the first applications an effect touches, as far as the actor may see them."""
    first = [item.dossier.pk for item in effect.touched[:MOST_SHOWN]]
    seen = set(_visible.dossiers(actor).filter(pk__in=first).values_list("pk", flat=True))
    return [item for item in effect.touched[:MOST_SHOWN] if item.dossier.pk in seen]


def _requires(dossiers: QuerySet[Task]) -> dict[int, Mapping[str, str]]:
    rows = Classification.objects.filter(dossier__in=dossiers).order_by("pk")
    return {dossier: requires for dossier, requires in rows.values_list("dossier_id", "requires")}


def _tasks_at_gate(dossiers: QuerySet[Task]) -> dict[int, list[Task]]:
    rows = Task.objects.filter(dossier__in=dossiers, gate=F("dossier__gate"), kind__in=[*_CONTRIBUTION, "decide"])
    found: dict[int, list[Task]] = {}
    for row in rows.exclude(status=Task.Status.WITHDRAWN).order_by("pk"):
        if row.dossier_id is not None:
            found.setdefault(row.dossier_id, []).append(row)
    return found


def _asked(task: Task) -> AskedTask:
    decides = task.kind == Task.Kind.DECIDE
    return AskedTask(
        pk=task.pk,
        activity=task.activity,
        role=task.role,
        contribution=None if decides else _CONTRIBUTION[Task.Kind(task.kind)],
        is_open=task.status == Task.Status.OPEN,
        asked_on=timezone.localdate(task.created_at),
        due_on=task.due_on,
        due_fixed=decides and task.gate == PILOT,
    )


def _tasks_by_pk(pks: Iterable[int]) -> dict[int, Task]:
    return Task.objects.select_related("assignee").in_bulk(list(pks))
