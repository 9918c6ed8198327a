"""Work that follows from guidelines: the task of an ended exception, and its end. Used by the actions of guidelines."""

from vijfspoor.actions import _notify, _tasks
from vijfspoor.domain.technology.guideline import Verdict
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.technology.guidelines import guideline_lines
from vijfspoor.queries.wording import say
from vijfspoor.store.models import Dossier, GuidelineException, Task

TERM = 10
"""Working days the accountable person gets once an exception has ended."""


def ask_to_repair(actor: Actor, exception: GuidelineException, title: str) -> Task:
    """Give the accountable person the task to bring the application in line."""
    task = Task.objects.create(
        organisation=actor.organisation,
        dossier=exception.dossier,
        kind=Task.Kind.GUIDELINE,
        gate=exception.dossier.gate,
        role="department_head",
        assignee=exception.dossier.accountable,
        subject=title,
        due_on=_tasks.due(actor, TERM),
        created_at=actor.now,
    )
    exception.task = task
    exception.save(update_fields=["task"])
    _notify.task_given(actor, task)
    return task


def close_settled(actor: Actor, dossier: Dossier) -> None:
    """End the tasks of exceptions whose guideline is met now, or excepted anew."""
    settled = {Verdict.MEETS: "meets", Verdict.EXCEPTED: "excepted"}
    now = {line.result.guideline.code: line.result for line in guideline_lines(dossier, actor.today)}
    open_ones = dossier.guideline_exceptions.filter(task__status=Task.Status.OPEN).select_related("task")
    for exception in open_ones:
        result = now.get(exception.code)
        if exception.task is not None and (result is None or result.verdict in settled):
            _tasks.close(actor, exception.task, say(result.guideline.title) if result else "")
