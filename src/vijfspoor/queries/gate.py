"""What a gate waits for, and the advice a decision rests on."""

from dataclasses import dataclass
from datetime import date

from vijfspoor.domain.gate import Advice, Ask, Position
from vijfspoor.domain.responsibility import Contribution as Kind
from vijfspoor.store.models import Contribution, Dossier, Task

_KIND = {
    Task.Kind.ADVISE: Kind.ADVISES,
    Task.Kind.INFORM: Kind.INFORMS,
    Task.Kind.PERFORM: Kind.PERFORMS,
    Task.Kind.ANSWER: Kind.INFORMS,
}


@dataclass(frozen=True, slots=True)
class GateRow:
    """One line of the gate: what was asked of whom, and what came of it."""

    task: Task
    kind: Kind
    given: Contribution | None
    days_late: int

    @property
    def is_given(self) -> bool:
        """Whether it was delivered or signed."""
        return self.task.status == Task.Status.DONE


def asks_at(dossier: Dossier, gate: str) -> tuple[Ask, ...]:
    """Return everything asked at `gate` (and questions open anywhere on the file), for the domain's rule."""
    rows = dossier.tasks.filter(kind__in=_KIND).exclude(status=Task.Status.WITHDRAWN)
    return tuple(
        Ask(row.role, _KIND[Task.Kind(row.kind)], row.status == Task.Status.DONE, row.activity)
        for row in rows
        if row.gate == gate or row.kind == Task.Kind.ANSWER
    )


def gate_rows(dossier: Dossier, gate: str, today: date, visible: frozenset[int] | None = None) -> list[GateRow]:
    """Return the lines of the gate in two SQL statements; `visible` limits whose contributions may be read."""
    tasks = (
        dossier.tasks.filter(gate=gate, kind__in=_KIND)
        .exclude(status=Task.Status.WITHDRAWN)
        .select_related("assignee")
        .order_by("kind", "pk")
    )
    newest = {c.task_id: c for c in dossier.contributions.filter(gate=gate, corrected_by__isnull=True)}
    rows = [GateRow(task, _KIND[Task.Kind(task.kind)], newest.get(task.pk), _late(task, today)) for task in tasks]
    return sorted(rows, key=lambda row: (list(Kind).index(row.kind), row.task.pk))


def _late(task: Task, today: date) -> int:
    return max((today - task.due_on).days, 0) if task.status == Task.Status.OPEN else 0


def advice_rows(dossier: Dossier) -> list[Contribution]:
    """Return what a decision rests on: everything contributed so far that was not corrected since."""
    return list(dossier.contributions.filter(corrected_by__isnull=True).order_by("pk"))


def latest_advice(dossier: Dossier) -> list[Contribution]:
    """Return the last position of each role: who spoke again at a later gate is heard once."""
    latest: dict[str, Contribution] = {}
    for row in advice_rows(dossier):
        if row.kind == Kind.ADVISES:
            latest[row.role] = row
    return list(latest.values())


def advice_on(dossier: Dossier) -> tuple[Advice, ...]:
    """Return the positions a decision is weighed against, for the domain's rule."""
    return tuple(Advice(row.role, Position(row.position), len(row.conditions)) for row in latest_advice(dossier))
