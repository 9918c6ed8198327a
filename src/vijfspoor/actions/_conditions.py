"""Conditions of a decision become tasks with an owner and a date."""

from collections.abc import Iterable
from typing import Protocol

from vijfspoor.actions import _notify, _tasks
from vijfspoor.queries.actor import Actor, actor_for
from vijfspoor.store.models import Condition, Decision, Person, Task


class _Given(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def owner(self) -> Person | None: ...
    @property
    def due_on(self) -> object: ...


def attach(actor: Actor, decision: Decision, given: Iterable[_Given]) -> None:
    """Create the conditions of `decision` with a task for each owner. They were checked to be complete."""
    for item in given:
        roles = actor_for(item.owner, actor.now).roles if item.owner else frozenset()
        task = Task.objects.create(
            organisation=actor.organisation,
            dossier=decision.dossier,
            kind=Task.Kind.CONDITION,
            gate=decision.gate,
            role=min(roles, default=""),
            assignee=item.owner,
            subject=item.text.strip(),
            due_on=item.due_on,
            created_at=actor.now,
        )
        Condition.objects.create(
            decision=decision, text=item.text.strip(), owner=item.owner, due_on=item.due_on, task=task
        )
        _notify.task_given(actor, task)


def withdraw_all(actor: Actor, decision: Decision) -> None:
    """Withdraw the open tasks of a decision that was corrected; its conditions stay readable."""
    _tasks.withdraw(
        actor, Task.objects.filter(condition__decision=decision, status=Task.Status.OPEN)
    )
