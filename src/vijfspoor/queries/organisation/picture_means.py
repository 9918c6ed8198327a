"""Which measures lack means, for the pictures of applications."""

from typing import Any

from vijfspoor.domain.leadership.means import MeansRuled, MeansState, means_state
from vijfspoor.queries.leadership.means import standing
from vijfspoor.store.models import MeansRequest


class MeansRows:
    """Reads what owners asked and the board said for the measures of a choice of dossiers; two statements."""

    def __init__(self, of_dossier: dict[str, Any]) -> None:
        of_task = {f"task__{name}": value for name, value in of_dossier.items()}
        self._asked = {row.task_id: row for row in MeansRequest.objects.filter(**of_task).order_by("pk")}
        rows = standing().filter(**of_task).values_list("task_id", "outcome", "request_id")
        self._ruled = {task: (outcome, request) for task, outcome, request in rows}

    def of(self, task: int) -> MeansState:
        """Return how the means of one measure stand."""
        asked, (outcome, answered) = self._asked.get(task), self._ruled.get(task, ("", None))
        return means_state(
            asked.means if asked else None,
            MeansRuled(outcome) if outcome else None,
            is_answered=asked is not None and asked.pk == answered,
        )
