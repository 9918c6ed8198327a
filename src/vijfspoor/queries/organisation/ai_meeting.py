"""The agenda of the AI-overleg: triage, advice, new reports, late advice and own items; and its records."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.wording import day, role_name, route_name, task_title
from vijfspoor.store.models import AiMeetingItem, AiMeetingRecord, Dossier, Task

NEW_DAYS = 14
TRIAGE, ADVICE = "G1", "G3"


@dataclass(frozen=True, slots=True)
class AgendaPoint:
    """Agendapunt: `key` ties a note to it; `number` is the application it is about, if any."""

    key: str
    title: str
    detail: str
    number: int | None


@dataclass(frozen=True, slots=True)
class AgendaPart:
    """Onderdeel van de agenda."""

    title: str
    points: tuple[AgendaPoint, ...]


def may_read(actor: Actor) -> bool:
    """Whether the agenda may be read: it names advice that is awaited, so by who may read advice."""
    return _visible.may_read_advice(actor)


def agenda(actor: Actor) -> list[AgendaPart]:
    """Return what is to be talked through, in four SQL statements."""
    running = _visible.dossiers(actor).filter(status=Dossier.Status.UNDERWAY).select_related("department")
    rows = list(running.order_by("reported_at", "pk"))
    since = actor.now - timedelta(days=NEW_DAYS)
    late = _visible.tasks(actor).filter(kind=Task.Kind.ADVISE, status=Task.Status.OPEN, due_on__lt=actor.today)
    return [
        AgendaPart(_("Waits for triage"), tuple(_point(row) for row in rows if row.gate == TRIAGE)),
        AgendaPart(_("Waits for advice"), tuple(_point(row) for row in rows if row.gate == ADVICE)),
        AgendaPart(
            _("New reports"), tuple(_point(row, "new") for row in rows if row.reported_at and row.reported_at >= since)
        ),
        AgendaPart(
            _("Late advice"),
            tuple(_late(task) for task in late.select_related("dossier", "assignee").order_by("due_on", "pk")),
        ),
        AgendaPart(_("Own items"), tuple(_own(item) for item in open_items(actor))),
    ]


def open_items(actor: Actor) -> QuerySet[AiMeetingItem]:
    """Return what colleagues put on the agenda and is not settled yet, oldest first."""
    mine = AiMeetingItem.objects.filter(organisation=actor.organisation, settled_at__isnull=True)
    return mine.select_related("by", "dossier").order_by("pk")


def records(actor: Actor) -> list[AiMeetingRecord]:
    """Return the newest version of every record, the last meeting first."""
    rows = AiMeetingRecord.objects.filter(organisation=actor.organisation).select_related("by", "organisation")
    newest: dict[object, AiMeetingRecord] = {}
    for row in rows.order_by("-on", "-version")[:200]:
        newest.setdefault(row.on, row)
    return list(newest.values())


def _point(row: Dossier, kind: str = "gate") -> AgendaPoint:
    department = row.department.name if row.department else ""
    detail = " · ".join(part for part in (route_name(row.route), department, day(row.reported_at)) if part)
    return AgendaPoint(f"{kind}-{row.number}", row.name, detail, row.number)


def _late(task: Task) -> AgendaPoint:
    who = task.assignee.name if task.assignee else _("nobody yet")
    words = {"role": role_name(task.role), "who": who, "day": day(task.due_on)}
    detail = _("%(role)s (%(who)s), due on %(day)s") % words
    return AgendaPoint(f"late-{task.pk}", task_title(task), detail, task.dossier.number if task.dossier else None)


def _own(item: AiMeetingItem) -> AgendaPoint:
    number = item.dossier.number if item.dossier else None
    detail = f"{item.by.name}: {item.text}" if item.text else item.by.name
    return AgendaPoint(f"own-{item.pk}", item.title, detail, number)
