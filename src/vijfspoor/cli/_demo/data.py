"""How the demo's data analyst described data flows and checked them, through the real actions."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils import timezone

from vijfspoor.actions.dossier.describe_application import describe_application, particulars_of
from vijfspoor.actions.technology.check_data_quality import QualityInput, check_data_quality
from vijfspoor.actions.technology.keep_data_flow import DataFlowInput, keep_data_flow
from vijfspoor.actions.technology.record_outcomes import OutcomesInput, record_outcomes
from vijfspoor.cli._demo.operations import Happening, Scene
from vijfspoor.content.data_flows.loader import flow_book_in_force
from vijfspoor.content.demo.data_schema import DataFile, StoryData, StoryFlow, StoryOutcomes
from vijfspoor.domain.technology.outcome import OutcomeCell, OutcomeCounts
from vijfspoor.store.models import DataFlow, Dossier, QualityCheck

_PLACED_DAYS_AGO = 3


def data_stories(scene: Scene, told: DataFile) -> list[Happening]:
    """Return how data was described, and in which work applications are used."""
    described = [_Described(scene, item) for item in told.data]
    return [*described, *(_Measured(scene, item) for item in told.outcomes), _Placed(scene, told)]


@dataclass(frozen=True, slots=True)
class _Described:
    """One application whose data was described."""

    scene: Scene
    told: StoryData

    def steps(self) -> Iterator[datetime]:
        """Describe the flows, and check them on the days that are told."""
        at = self.scene.moment(self.told.days_ago)
        yield at
        dossier = self.scene.dossier(self.told.application)
        analyst = self.scene.holder("data_analyst", dossier, at)
        kept = [(item, keep_data_flow(analyst, dossier, _input(item))) for item in self.told.flows]
        checked = [(item, flow) for item, flow in kept if item.check is not None]
        for item, flow in sorted(checked, key=lambda pair: -pair[0].check.days_ago):  # type: ignore[union-attr]
            yield from self._check(dossier, item, flow)

    def _check(self, dossier: Dossier, item: StoryFlow, flow: DataFlow) -> Iterator[datetime]:
        told = item.check
        if told is None:
            return
        at = self.scene.moment(told.days_ago)
        yield at
        analyst = self.scene.holder("data_analyst", dossier, at)
        good = dict.fromkeys(flow_book_in_force(analyst.today).aspects, QualityCheck.Result.GOOD.value)
        again = timezone.localdate(self.scene.now) + timedelta(days=told.again_in)
        given = QualityInput(on=analyst.today, next_on=again, results=good | told.worse, note=told.note)
        check_data_quality(analyst, flow, given)


@dataclass(frozen=True, slots=True)
class _Measured:
    """One application whose outcomes were measured."""

    scene: Scene
    told: StoryOutcomes

    def steps(self) -> Iterator[datetime]:
        """Record a round each time; the last may be outside its threshold and open a concern."""
        for item in self.told.rounds:
            at = self.scene.moment(item.days_ago)
            yield at
            dossier = self.scene.dossier(self.told.application)
            analyst = self.scene.holder("data_analyst", dossier, at)
            cells = tuple(
                OutcomeCell(group, selected, None, number)
                for group, (cases, chosen) in item.groups.items()
                for selected, number in ((True, chosen), (False, cases - chosen))
            )
            ends_on = analyst.today - timedelta(days=1)
            given = OutcomesInput(
                starts_on=ends_on - timedelta(days=30),
                ends_on=ends_on,
                counts=OutcomeCounts({self.told.characteristic: cells}),
                is_baseline=item.is_baseline,
            )
            record_outcomes(analyst, dossier, given)


@dataclass(frozen=True, slots=True)
class _Placed:
    """The information adviser says in which work applications are used."""

    scene: Scene
    told: DataFile

    def steps(self) -> Iterator[datetime]:
        """Name the work process of every application that was reported by then."""
        at = self.scene.moment(_PLACED_DAYS_AGO)
        yield at
        process_of = {name: process for process, names in self.told.processes.items() for name in names}
        for dossier in Dossier.objects.filter(organisation=self.scene.organisation, name__in=process_of):
            if dossier.status in (Dossier.Status.UNDERWAY, Dossier.Status.APPROVED):
                adviser = self.scene.holder("information_adviser", dossier, at)
                given = replace(particulars_of(dossier), process=process_of[dossier.name])
                describe_application(adviser, dossier, given)


def _input(item: StoryFlow) -> DataFlowInput:
    return DataFlowInput(
        system=item.system,
        direction=item.direction,
        what=item.what,
        kind=item.kind,
        frequency=item.frequency,
        categories=frozenset(item.categories),
        legal_basis=item.legal_basis,
        law=item.law,
        exception=item.exception,
        leaves_eea=item.leaves_eea,
        transfer_ground=item.transfer_ground,
        retention_months=item.retention_months,
        retention_note=item.retention_note,
    )
