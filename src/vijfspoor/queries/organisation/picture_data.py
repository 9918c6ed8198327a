"""The data of many applications in pictures: flows, quality checks and measurements of outcomes."""

from collections import defaultdict
from typing import Any

from django.db.models import Max

from vijfspoor.content.data_flows.loader import flow_book_in_force
from vijfspoor.domain.organisation.picture import DataPicture
from vijfspoor.domain.technology.data_flow import FlowFacts, for_the_lawyer
from vijfspoor.queries.organisation.picture_known import Known
from vijfspoor.store.models import DataFlow, OutcomeRound, QualityCheck

_FLOW = ("pk", "dossier_id", "legal_basis", "transfer_ground")


class DataRows:
    """Reads what is known of the data of a choice of dossiers; three statements."""

    def __init__(self, known: Known, of_dossier: dict[str, Any]) -> None:
        self._book = flow_book_in_force(known.today)
        self._flows: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for row in DataFlow.objects.filter(**of_dossier, ended_at__isnull=True).values_list(*_FLOW):
            self._flows[row[1]].append(row)
        checks = QualityCheck.objects.filter(
            flow__ended_at__isnull=True, **{f"flow__{name}": value for name, value in of_dossier.items()}
        )
        rows = checks.order_by("pk").values_list("flow_id", "next_on", "results")
        self._last_check = {flow: (next_on, results) for flow, next_on, results in rows}
        rounds = OutcomeRound.objects.filter(**of_dossier).values("dossier").annotate(last=Max("ends_on"))
        self._measured = dict(rounds.values_list("dossier", "last"))

    def of(self, dossier: int) -> DataPicture:
        """Return what is known of the data of one application."""
        flows = self._flows.get(dossier, [])
        checks = [self._last_check[row[0]] for row in flows if row[0] in self._last_check]
        return DataPicture(
            is_described=bool(flows),
            next_check_on=min((next_on for next_on, _results in checks), default=None),
            poor_flows=sum(QualityCheck.Result.POOR in results.values() for _next_on, results in checks),
            flows_in_doubt=sum(self._is_in_doubt(row) for row in flows),
            measured_until=self._measured.get(dossier),
        )

    def _is_in_doubt(self, row: tuple[Any, ...]) -> bool:
        _pk, _dossier, basis, transfer = row
        facts = FlowFacts(categories=frozenset(), legal_basis=basis, transfer_ground=transfer)
        return bool(for_the_lawyer(self._book, facts))
