"""Hands out work at a gate, and closes the gate's tasks. Used by every action that moves a dossier."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from vijfspoor.actions import _notify
from vijfspoor.content.calendar import is_holiday
from vijfspoor.domain.dossier.life_cycle import Assignment, Occasion, RoutePlan, Stop, assignments
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.dossier.separation import Involvement, may_take_up
from vijfspoor.domain.organisation.responsibility import Contribution
from vijfspoor.domain.organisation.setup_effect import DECIDER_EXTRA
from vijfspoor.domain.organisation.wheel import Wheel
from vijfspoor.domain.working_days import add_working_days
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation.holders import Holders
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.store.models import Dossier, Person, Task

KIND_OF = {
    Contribution.ADVISES: Task.Kind.ADVISE,
    Contribution.INFORMS: Task.Kind.INFORM,
    Contribution.PERFORMS: Task.Kind.PERFORM,
}
GIVEN_KINDS = (Task.Kind.ADVISE, Task.Kind.INFORM, Task.Kind.PERFORM)


def due(actor: Actor, working_days: int) -> date:
    """Return the date `working_days` from the actor's today."""
    return add_working_days(actor.today, working_days, is_holiday)


def working_days_before(day: date, number: int) -> date:
    """Return the date `number` working days before `day`."""
    return add_working_days(day, -number, is_holiday)


def plan_for(dossier: Dossier, wheel: Wheel) -> RoutePlan:
    """Return the plan of the dossier's route."""
    return wheel.life_cycle.routes[Route(dossier.route)]


def plan_gate(
    actor: Actor,
    dossier: Dossier,
    gate: str,
    requires: dict[str, str],
    *,
    since: datetime | None = None,
    again: str = "",
    decide_by: date | None = None,
) -> None:
    """Bring the work at `gate` in line with the dossier's route: ask what is missing, withdraw what is no longer asked.

    Also used when new facts change the route while the dossier stands before the gate. A gate that is passed more
    than once counts what was asked `since` a moment only; the work of the gate `again` is asked with it.
    """
    wheel = wheel_for(actor.organisation, actor.today)
    stop = plan_for(dossier, wheel).stop_at(gate)
    if stop is None:
        raise ValueError(f"route {dossier.route} does not pass {gate}")
    if again and (reopened := plan_for(dossier, wheel).stop_at(again)) is not None:
        stop = replace(stop, work=(*reopened.work, *stop.work))
    dossier.gate = gate
    asked = {(a.activity, a.role): a for a in assignments(stop, wheel.matrix, requires)}
    there = dossier.tasks.filter(gate=gate, created_at__gte=since or dossier.created_at)
    there = there.exclude(status=Task.Status.WITHDRAWN)
    standing = {(t.activity, t.role): t for t in there.filter(kind__in=GIVEN_KINDS)}
    withdraw(actor, [t for key, t in standing.items() if key not in asked and t.status == Task.Status.OPEN])
    holders = Holders(actor.organisation, actor.today)
    involved = _involved(dossier)
    for key, assignment in asked.items():
        if key not in standing:
            _ask(actor, dossier, stop, assignment, holders, involved, wheel)
    deciders = wheel.deciders(stop.decides, wheel.additions)
    asked_to_decide = list(there.filter(kind=Task.Kind.DECIDE))
    withdraw(actor, [t for t in asked_to_decide if t.role not in deciders and t.status == Task.Status.OPEN])
    if not any(t.role in deciders for t in asked_to_decide):
        ask_decider(actor, dossier, stop, holders, deciders[0], decide_by)


def occasions_of(dossier: Dossier) -> frozenset[Occasion]:
    """Return what is so of the dossier as far as it decides which gates lie on its road."""
    bought = dossier.answers.filter(question="N13", value="ja", is_current=True, is_proposed=False).exists()
    found = {
        Occasion.BOUGHT: bought,
        Occasion.NOT_USED_YET: dossier.use == Dossier.Use.IDEA,
        Occasion.PILOT: dossier.pilots.filter(closed_at__isnull=True).exists(),
    }
    return frozenset(occasion for occasion, is_so in found.items() if is_so)


def passes(dossier: Dossier, gate: str, actor: Actor) -> bool:
    """Whether the dossier's route passes `gate`."""
    return plan_for(dossier, wheel_for(actor.organisation, actor.today)).stop_at(gate) is not None


def next_gate(dossier: Dossier, gate: str, requires: dict[str, str], actor: Actor) -> str | None:
    """Return the next gate on the dossier's road, or None when it waits until a gate is called for."""
    wheel = wheel_for(actor.organisation, actor.today)

    def asks_work(stop: Stop) -> bool:
        return bool(assignments(stop, wheel.matrix, requires))

    stop = plan_for(dossier, wheel).next_stop(gate, occasions_of(dossier), asks_work)
    return stop.gate if stop else None


def _ask(
    actor: Actor,
    dossier: Dossier,
    stop: Stop,
    assignment: Assignment,
    holders: Holders,
    involved: list[Involvement],
    wheel: Wheel,
) -> None:
    person = eligible(holders.nearest(assignment.role, dossier), assignment, involved, wheel)
    task = _create(
        actor,
        dossier,
        kind=KIND_OF[assignment.contribution],
        gate=stop.gate,
        activity=assignment.activity,
        role=assignment.role,
        assignee=person,
        due_on=due(actor, stop.term),
    )
    if person is None:
        report_vacancy(actor, dossier, assignment.role, wheel)
    else:
        involved.append(Involvement(person.pk, assignment.role, assignment.activity, assignment.contribution))
        _notify.task_given(actor, task)


def eligible(
    people: Iterable[Person], assignment: Assignment, involved: list[Involvement], wheel: Wheel
) -> Person | None:
    """Return the first of `people` who may take this up beside what they do on the file already."""
    for person in people:
        asked = Involvement(person.pk, assignment.role, assignment.activity, assignment.contribution)
        if may_take_up(asked, involved, wheel.forbidden):
            return person
    return None


def _involved(dossier: Dossier) -> list[Involvement]:
    rows = dossier.tasks.filter(assignee__isnull=False, kind__in=GIVEN_KINDS).values_list(
        "assignee_id", "role", "activity", "kind"
    )
    contribution_of = {kind.value: contribution for contribution, kind in KIND_OF.items()}
    return [Involvement(person, role, activity, contribution_of[kind]) for person, role, activity, kind in rows]


def ask_decider(
    actor: Actor, dossier: Dossier, stop: Stop, holders: Holders, role: str, decide_by: date | None = None
) -> Task:
    """Ask `role` to decide at the stop. The department head is the dossier's accountable person."""
    nearest = holders.nearest(role, dossier)
    person = dossier.accountable if role == "department_head" else (nearest[0] if nearest else None)
    task = _create(
        actor,
        dossier,
        kind=Task.Kind.DECIDE,
        gate=stop.gate,
        role=role,
        assignee=person,
        due_on=decide_by or due(actor, stop.term + DECIDER_EXTRA),
    )
    if person is None:
        report_vacancy(actor, dossier, role, wheel_for(actor.organisation, actor.today))
    else:
        _notify.task_given(actor, task)
    return task


def ask_questions(actor: Actor, dossier: Dossier, by_role: dict[str, list[str]]) -> None:
    """Ask each role the legal questions it can answer; one open task per role, brought up to date."""
    wheel = wheel_for(actor.organisation, actor.today)
    holders = Holders(actor.organisation, actor.today)
    existing = {t.role: t for t in dossier.tasks.filter(kind=Task.Kind.ANSWER, status=Task.Status.OPEN)}
    for role, task in existing.items():
        if role not in by_role:
            withdraw(actor, [task])
    for role, questions in by_role.items():
        if role in existing:
            if existing[role].questions != questions:
                existing[role].questions = questions
                existing[role].save(update_fields=["questions"])
            continue
        nearest = holders.nearest(role, dossier)
        task = _create(
            actor,
            dossier,
            kind=Task.Kind.ANSWER,
            gate=dossier.gate,
            role=role,
            assignee=nearest[0] if nearest else None,
            questions=questions,
            due_on=due(actor, wheel.life_cycle.terms.question),
        )
        if task.assignee is None:
            report_vacancy(actor, dossier, role, wheel)
        else:
            _notify.task_given(actor, task)


def report_vacancy(actor: Actor, dossier: Dossier, role: str, wheel: Wheel) -> None:
    """A role nobody holds for this dossier is a task for the information manager, once per role and unit."""
    open_already = Task.objects.filter(
        organisation=actor.organisation,
        kind=Task.Kind.VACANCY,
        status=Task.Status.OPEN,
        subject=role,
        unit=dossier.department,
    )
    if open_already.exists():
        return
    managers = Holders(actor.organisation, actor.today).of("information_manager")
    _create(
        actor,
        None,
        kind=Task.Kind.VACANCY,
        role="information_manager",
        assignee=managers[0] if managers else None,
        subject=role,
        unit=dossier.department,
        due_on=due(actor, wheel.life_cycle.terms.vacancy),
    )


def close(actor: Actor, task: Task, note: str = "") -> None:
    """Mark `task` as done by the actor."""
    task.status, task.closed_at, task.closed_by = Task.Status.DONE, actor.now, actor.person
    task.closing_note = note
    task.save(update_fields=["status", "closed_at", "closed_by", "closing_note"])


def withdraw(actor: Actor, tasks: Iterable[Task]) -> None:
    """Withdraw tasks nobody needs to do any more."""
    for task in tasks:
        task.status, task.closed_at, task.closed_by = Task.Status.WITHDRAWN, actor.now, actor.person
        task.save(update_fields=["status", "closed_at", "closed_by"])


def dossier_of(task: Task) -> Dossier:
    """Return the dossier of a task that was asked at a gate; only a vacancy has none."""
    if task.dossier is None:
        raise ValueError(f"task {task.pk} belongs to no dossier")
    return task.dossier


def acting_for(actor: Actor, task: Task) -> Person | None:
    """Return the absent colleague on whose behalf the actor does `task`, if any."""
    return task.assignee if task.assignee_id in actor.stands_in_for else None


def ask_checklist(actor: Actor, dossier: Dossier, role: str, person: Person | None, due_on: date) -> Task:
    """Ask `role` to settle its open points on the checklist of the gate the dossier stands before."""
    gate = dossier.gate
    task = _create(actor, dossier, kind=Task.Kind.CHECKLIST, gate=gate, role=role, assignee=person, due_on=due_on)
    if person is None:
        report_vacancy(actor, dossier, role, wheel_for(actor.organisation, actor.today))
    else:
        _notify.task_given(actor, task)
    return task


def _create(actor: Actor, dossier: Dossier | None, **fields: object) -> Task:
    return Task.objects.create(organisation=actor.organisation, dossier=dossier, created_at=actor.now, **fields)
