"""Tasks that a checklist gives: one for each role with open points that block, as long as they do."""

from datetime import date

from vijfspoor.actions import _tasks
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.dossier.go_live import GATES, checklist_view
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.store.models import Dossier, Person, Task

# Own policy: points of a pilot are settled a week before its last day, so that a person can still decide.
DAYS_BEFORE_DECISION = 5


def gate_at_work(dossier: Dossier) -> str | None:
    """Return the gate whose checklist is worked on now: before go-live or a pilot's decision, after that to retire."""
    if dossier.status != Dossier.Status.APPROVED or dossier.gate not in GATES:
        return None
    if dossier.gate == "G9":
        going = dossier.retirements.filter(withdrawn_at__isnull=True, decision__isnull=False)
        return dossier.gate if going.exists() else None
    return dossier.gate if _decision_asked(dossier) is not None else None


def follow(actor: Actor, dossier: Dossier) -> None:
    """Ask each role what blocks and is not asked yet, and close what was settled; the caller holds the lock."""
    standing = {task.role: task for task in dossier.tasks.filter(kind=Task.Kind.CHECKLIST, status=Task.Status.OPEN)}
    gate = gate_at_work(dossier)
    asked: dict[str, Person | None] = {}
    if gate is not None:
        view = checklist_view(dossier, gate, actor.today)
        holders = Holders(actor.organisation, actor.today)
        for line in view.blocking:
            role, person = _who(dossier, line.item.who, holders)
            asked[role] = person
    for role, task in standing.items():
        if task.gate != gate:
            _tasks.withdraw(actor, [task])
        elif role not in asked:
            _tasks.close(actor, task)
    for role, person in asked.items():
        if role not in standing or standing[role].gate != gate:
            _tasks.ask_checklist(actor, dossier, role, person, _due(actor, dossier))


def _who(dossier: Dossier, roles: tuple[str, ...], holders: Holders) -> tuple[str, Person | None]:
    """The first of `roles` that someone holds; the department head is the accountable person of the application."""
    for role in roles:
        if role == "department_head" and dossier.accountable is not None:
            return role, dossier.accountable
        people = holders.nearest(role, dossier)
        if people:
            return role, people[0]
    return roles[0], None


def _decision_asked(dossier: Dossier) -> Task | None:
    asked = dossier.tasks.filter(gate=dossier.gate, kind=Task.Kind.DECIDE, status=Task.Status.OPEN)
    return asked.order_by("pk").first()


def _due(actor: Actor, dossier: Dossier) -> date:
    decision = _decision_asked(dossier)
    if dossier.gate == "G7" and decision is not None:
        return max(actor.today, _tasks.working_days_before(decision.due_on, DAYS_BEFORE_DECISION))
    stop = _tasks.plan_for(dossier, wheel_for(actor.organisation, actor.today)).stop_at(dossier.gate)
    return _tasks.due(actor, stop.term if stop else DAYS_BEFORE_DECISION)


def locked(dossier: Dossier) -> Dossier:
    """Return the dossier for change, with everyone who answers for it."""
    related = ("organisation", "accountable", "reporter", "department")
    return Dossier.objects.select_for_update(of=("self",)).select_related(*related).get(pk=dossier.pk)
