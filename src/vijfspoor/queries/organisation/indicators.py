"""Indicators and maturity: as measured now, as kept day by day, and the level of each track that follows from them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, QuerySet
from django.utils import timezone

from vijfspoor.content.indicators.loader import indicators_in_force
from vijfspoor.domain.ethics.legal_term import add_months
from vijfspoor.domain.organisation.indicator import Indicator, IndicatorBook, Maturity, Measurement, maturity, measure
from vijfspoor.domain.organisation.wheel import Track
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import Actor
from vijfspoor.queries.organisation import (
    indicator_ethics,
    indicator_leadership,
    indicator_organisation,
    indicator_people,
    indicator_technology,
)
from vijfspoor.queries.organisation._indicator_scope import Count, Scope
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.store.models import IndicatorValue, LevelNote, Organisation, WantedLevel

COUNTS: Mapping[str, Count] = {
    **indicator_people.COUNTS,
    **indicator_leadership.COUNTS,
    **indicator_organisation.COUNTS,
    **indicator_technology.COUNTS,
    **indicator_ethics.COUNTS,
}
MONTHS = 12
_QUARTER = 3


def measured_now(organisation: Organisation, now: datetime, codes: Collection[str] = ()) -> dict[str, Measurement]:
    """Count and return every indicator, or those with `codes`, in a fixed number of SQL statements."""
    scope = Scope(organisation, now)
    book = indicators_in_force(scope.today)
    before = _a_quarter_ago(organisation, scope.today)
    chosen = [item for code, item in book.indicators.items() if not codes or code in codes]
    return {item.code: measure(item, COUNTS[item.code](scope), before.get(item.code)) for item in chosen}


def _a_quarter_ago(organisation: Organisation, today: date) -> dict[str, float | None]:
    """What was measured last up to a quarter ago, in one SQL statement."""
    kept = IndicatorValue.objects.filter(organisation=organisation)
    newest = kept.filter(on__lte=add_months(today, -_QUARTER)).values("organisation").annotate(day=Max("on"))
    return dict(kept.filter(on__in=newest.values("day")).values_list("code", "value"))


@dataclass(frozen=True, slots=True)
class Kept:
    """What was measured on a day, and the level of each track that followed."""

    on: date
    measured: Mapping[str, Measurement]
    levels: Mapping[str, Maturity]


def levels_of(book: IndicatorBook, measured: Mapping[str, Measurement]) -> dict[str, Maturity]:
    """Return the maturity of every track."""
    return {track: maturity(ladder, measured) for track, ladder in book.ladders.items()}


def kept_by_month(organisation: Organisation, today: date) -> list[Kept]:
    """Return the last measurement of each of the last twelve months, the oldest first, in two SQL statements."""
    kept = IndicatorValue.objects.filter(organisation=organisation, on__gt=add_months(today, -MONTHS), on__lte=today)
    days = {(day.year, day.month): day for day in kept.order_by("on").values_list("on", flat=True).distinct()}
    found: dict[date, dict[str, Measurement]] = {day: {} for day in days.values()}
    for row in kept.filter(on__in=list(found)):
        found[row.on][row.code] = as_measured(row)
    return [Kept(day, rows, levels_of(indicators_in_force(day), rows)) for day, rows in sorted(found.items())]


def as_measured(row: IndicatorValue) -> Measurement:
    """Return a kept value as the rules know it."""
    return Measurement(row.code, row.value, row.part, row.whole, row.is_met, row.missing)


def may_see(actor: Actor, indicator: Indicator) -> bool:
    """Whether the value may be read: figures on AI literacy only by who reads those of the whole organisation."""
    return not indicator.is_literacy or _visible.reads_all_figures(actor)


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator with its value, and what was kept month by month; `measured` None when the reader may not see it."""

    indicator: Indicator
    measured: Measurement | None
    trend: tuple[tuple[date, float | None], ...]


@dataclass(frozen=True, slots=True)
class TrackState:
    """How a track stands: its level, the wanted one, its indicators, and the levels month by month."""

    track: Track
    on: date
    maturity: Maturity
    wanted: WantedLevel | None
    lines: tuple[IndicatorLine, ...]
    history: tuple[tuple[date, int], ...]

    @property
    def met(self) -> int:
        """How many indicators that may be seen meet their target."""
        return sum(line.measured.is_met is True for line in self.lines if line.measured)

    @property
    def judged(self) -> int:
        """How many of them have a target and were measured."""
        return sum(line.measured.is_met is not None for line in self.lines if line.measured)


def compass(actor: Actor) -> list[TrackState]:
    """Return the five tracks as measured last, in three SQL statements; empty while nothing was measured yet."""
    months = kept_by_month(actor.organisation, actor.today)
    if not months:
        return []
    wanted = wanted_levels(actor)
    wheel = wheel_for(actor.organisation, actor.today)
    last = months[-1]
    return [_state(actor, track, last.on, last.measured, months, wanted.get(track.code)) for track in wheel.tracks]


def track_now(actor: Actor, code: str) -> TrackState | None:
    """Return one track as it stands now, counted afresh; None when there is no such track."""
    track = track_named(actor, code)
    if track is None:
        return None
    book = indicators_in_force(actor.today)
    codes = {item.code for item in book.indicators.values() if item.track == code}
    codes |= {line.code for rule in book.ladders[code] for line in rule.lines}
    measured = measured_now(actor.organisation, actor.now, codes)
    months = kept_by_month(actor.organisation, actor.today)
    return _state(actor, track, actor.today, measured, months, wanted_levels(actor).get(code))


def track_named(actor: Actor, code: str) -> Track | None:
    """Return the track with a code; None when there is none."""
    return next((item for item in wheel_for(actor.organisation, actor.today).tracks if item.code == code), None)


def _state(
    actor: Actor,
    track: Track,
    on: date,
    measured: Mapping[str, Measurement],
    months: list[Kept],
    wanted: WantedLevel | None,
) -> TrackState:
    book = indicators_in_force(actor.today)
    lines = tuple(line_of(actor, item, measured.get(item.code), months) for item in book.of_track(track.code))
    history = tuple((month.on, month.levels[track.code].level) for month in months)
    return TrackState(track, on, maturity(book.ladders[track.code], measured), wanted, lines, history)


def line_of(actor: Actor, item: Indicator, measured: Measurement | None, months: list[Kept]) -> IndicatorLine:
    """Return an indicator as this reader may see it."""
    if not may_see(actor, item):
        return IndicatorLine(item, None, ())
    known = ((month.on, month.measured.get(item.code)) for month in months)
    return IndicatorLine(item, measured, tuple((on, row.value if row else None) for on, row in known))


def indicator_now(actor: Actor, code: str) -> IndicatorLine | None:
    """Return one indicator as it stands now, counted afresh; None when there is none with this code."""
    item = indicators_in_force(actor.today).indicators.get(code)
    if item is None:
        return None
    if not may_see(actor, item):
        return IndicatorLine(item, None, ())
    measured = measured_now(actor.organisation, actor.now, {code})
    return line_of(actor, item, measured[code], kept_by_month(actor.organisation, actor.today))


def wanted_levels(actor: Actor) -> dict[str, WantedLevel]:
    """Return track -> the wanted level that counts, in one SQL statement."""
    return {row.track: row for row in WantedLevel.objects.filter(organisation=actor.organisation).order_by("pk")}


def notes(actor: Actor, track: str) -> list[LevelNote]:
    """Return what was explained about a track, the newest first."""
    return list(LevelNote.objects.filter(organisation=actor.organisation, track=track).order_by("-pk")[:10])


def kept_values(actor: Actor, code: str = "", on: date | None = None) -> QuerySet[IndicatorValue]:
    """Return the kept values this reader may see, the newest first; of the last day when nothing is asked."""
    book = indicators_in_force(actor.today)
    hidden = [item.code for item in book.indicators.values() if not may_see(actor, item)]
    rows = IndicatorValue.objects.filter(organisation=actor.organisation).exclude(code__in=hidden)
    if code:
        rows = rows.filter(code=code)
    elif on is None:
        newest = rows.order_by().values("organisation").annotate(day=Max("on"))
        rows = rows.filter(on__in=newest.values("day"))
    if on is not None:
        rows = rows.filter(on=on)
    return rows.order_by("-on", "code", "pk")


def is_kept(organisation: Organisation, now: datetime) -> bool:
    """Whether today's values were kept already."""
    return IndicatorValue.objects.filter(organisation=organisation, on=timezone.localdate(now)).exists()
