"""What was measured about the outcomes of an application, and how it goes over time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vijfspoor.content.monitoring.loader import measure_book_in_force
from vijfspoor.domain.technology.fairness import FairnessMeasure, MeasureState
from vijfspoor.domain.technology.outcome import RATE
from vijfspoor.store.models import Dossier, OutcomeFigure, OutcomeRound, OutcomeThresholds

_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group of the newest round: how often it was selected, and measure -> figure."""

    group: str
    cases: int
    rate: float
    figures: Mapping[str, OutcomeFigure]


@dataclass(frozen=True, slots=True)
class Characteristic:
    """The groups of one characteristic, such as district, and its drift."""

    name: str
    groups: tuple[GroupLine, ...]
    drift: OutcomeFigure | None


@dataclass(frozen=True, slots=True)
class TrendRow:
    """A round in the list: how many values were outside their threshold or near it."""

    round: OutcomeRound
    breached: int
    warned: int


@dataclass(frozen=True, slots=True)
class OutcomesView:
    """The page."""

    newest: OutcomeRound | None
    characteristics: tuple[Characteristic, ...]
    measures: tuple[FairnessMeasure, ...]
    trend: tuple[TrendRow, ...]
    setting: OutcomeThresholds | None

    @property
    def breached(self) -> tuple[tuple[Characteristic, GroupLine, OutcomeFigure], ...]:
        """The values of the newest round that are outside their threshold."""
        return tuple(
            (item, line, figure)
            for item in self.characteristics
            for line in item.groups
            for figure in line.figures.values()
            if figure.state == MeasureState.BREACHED
        )


def outcomes_view(dossier: Dossier, today: date) -> OutcomesView:
    """Return the page in three SQL statements."""
    rounds = list(dossier.outcome_rounds.select_related("by", "concern").order_by("-pk")[:_ROUNDS])
    figures: dict[int, list[OutcomeFigure]] = {}
    for figure in OutcomeFigure.objects.filter(round__in=rounds).order_by("pk"):
        figures.setdefault(figure.round_id, []).append(figure)
    measures = tuple(measure_book_in_force(today).measures.values())
    newest = rounds[0] if rounds else None
    return OutcomesView(
        newest=newest,
        characteristics=_characteristics(figures.get(newest.pk, [])) if newest else (),
        measures=measures,
        trend=tuple(_trend(row, figures.get(row.pk, [])) for row in rounds),
        setting=OutcomeThresholds.objects.filter(dossier=dossier).select_related("by").first(),
    )


def _trend(row: OutcomeRound, figures: Sequence[OutcomeFigure]) -> TrendRow:
    states = [figure.state for figure in figures]
    return TrendRow(row, states.count(MeasureState.BREACHED), states.count(MeasureState.WARNING))


def _characteristics(figures: Sequence[OutcomeFigure]) -> tuple[Characteristic, ...]:
    names = dict.fromkeys(figure.column for figure in figures)
    return tuple(_characteristic(name, [figure for figure in figures if figure.column == name]) for name in names)


def _characteristic(name: str, figures: Sequence[OutcomeFigure]) -> Characteristic:
    rates = [figure for figure in figures if figure.measure == RATE]
    groups = tuple(
        GroupLine(
            rate.group,
            rate.cases,
            rate.value,
            {item.measure: item for item in figures if item.group == rate.group and item.measure != RATE},
        )
        for rate in rates
    )
    return Characteristic(name, groups, next((figure for figure in figures if not figure.group), None))
