"""What a gate waits for, and the advice a decision rests on."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from vijfspoor.domain.dossier.gate import Advice, Ask, Position
from vijfspoor.domain.dossier.life_cycle import DECISION_ON_USE
from vijfspoor.domain.organisation.responsibility import Contribution as Kind
from vijfspoor.store.models import Contribution, Dossier, Task

_KIND = {
    Task.Kind.ADVISE: Kind.ADVISES,
    Task.Kind.INFORM: Kind.INFORMS,
    Task.Kind.PERFORM: Kind.PERFORMS,
    Task.Kind.ANSWER: Kind.INFORMS,
}
_HEARD_FIRST = (Position.NEGATIVE, Position.POSITIVE_WITH_CONDITIONS, Position.ABSTAIN, Position.POSITIVE)


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


def gate_rows(dossier: Dossier, gate: str, today: date) -> list[GateRow]:
    """Return the lines of the gate in two SQL statements; of a reassessment only those of the one that runs."""
    tasks = (
        dossier.tasks.filter(gate=gate, kind__in=_KIND)
        .exclude(status=Task.Status.WITHDRAWN)
        .filter(created_at__gte=dossier.reassessing_since or dossier.created_at)
        .select_related("assignee")
        .order_by("kind", "pk")
    )
    newest = {c.task_id: c for c in dossier.contributions.filter(gate=gate, corrected_by__isnull=True)}
    rows = [GateRow(task, _KIND[Task.Kind(task.kind)], newest.get(task.pk), _late(task, today)) for task in tasks]
    return sorted(rows, key=lambda row: (list(Kind).index(row.kind), row.task.pk))


def _late(task: Task, today: date) -> int:
    return max((today - task.due_on).days, 0) if task.status == Task.Status.OPEN else 0


def advice_rows(dossier: Dossier, gate: str) -> list[Contribution]:
    """Return what a decision at `gate` rests on, as far as it was not corrected since.

    Up to the decision on use that is everything contributed so far; that decision settled it, so a later gate rests
    on what was contributed there, and a reassessment on what was contributed since it began.
    """
    return list(_in_play(dossier, gate).order_by("pk"))


def _in_play(dossier: Dossier, gate: str) -> QuerySet[Contribution]:
    rows = dossier.contributions.filter(corrected_by__isnull=True)
    if gate <= DECISION_ON_USE:
        return rows.filter(gate__lte=DECISION_ON_USE)
    return rows.filter(gate=gate, at__gte=dossier.reassessing_since or dossier.created_at)


def latest_advice(dossier: Dossier, gate: str) -> list[Contribution]:
    """Return the last position of each role, who is against first; who spoke again at a later gate is heard once."""
    latest: dict[str, Contribution] = {}
    for row in advice_rows(dossier, gate):
        if row.kind == Kind.ADVISES:
            latest[row.role] = row
    return sorted(latest.values(), key=lambda row: _HEARD_FIRST.index(Position(row.position)))


def advice_on(dossier: Dossier, gate: str) -> tuple[Advice, ...]:
    """Return the positions a decision at `gate` is weighed against, for the domain's rule."""
    return tuple(Advice(row.role, Position(row.position), len(row.conditions)) for row in latest_advice(dossier, gate))
