"""Conditions of a decision become tasks with an owner and a date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vijfspoor.actions import _notify, _tasks
from vijfspoor.queries.actor import Actor, actor_for
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.store.models import Condition, Decision, Person, Task


@dataclass(frozen=True, slots=True)
class ConditionInput:
    """A condition as typed: what must happen, who sees to it, before when."""

    text: str
    owner: Person | None
    due_on: date | None

    @property
    def is_complete(self) -> bool:
        """Whether it has a text, an owner and a date."""
        return bool(self.text.strip()) and self.owner is not None and self.due_on is not None


def attach(actor: Actor, decision: Decision, given: Iterable[ConditionInput]) -> None:
    """Create the conditions of `decision` with a task for each owner. They were checked to be complete."""
    known = wheel_for(actor.organisation, actor.today).roles
    for item in given:
        if item.owner is None or item.due_on is None:
            continue
        roles = actor_for(item.owner, actor.now).roles
        task = Task.objects.create(
            organisation=actor.organisation,
            dossier=decision.dossier,
            kind=Task.Kind.CONDITION,
            gate=decision.gate,
            role=next((code for code in known if code in roles), ""),
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
    _tasks.withdraw(actor, Task.objects.filter(condition__decision=decision, status=Task.Status.OPEN))
