"""Indicator: one number about how a track stands, computed from what was counted and never typed in.

What counts is content; counting is a query; what the counts mean is here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from statistics import median

from vijfspoor.domain.people.small_groups import MINIMUM, STEP
from vijfspoor.domain.text import Text


class Unit(StrEnum):
    """Eenheid: a share from 0 to 1, a plain number, working days, or a number per hundred employees."""

    SHARE = "share"
    NUMBER = "number"
    DAYS = "working_days"
    PER_HUNDRED = "per_hundred"


class Direction(StrEnum):
    """Richting of the target. Rising and falling compare with a quarter before; insight has no target."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    RISING = "rising"
    FALLING = "falling"
    INSIGHT = "insight"


class Missing(StrEnum):
    """Waarom nog niet te meten: nothing to count, or a group of people that is too small to show."""

    NOTHING = "nothing"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Indicator:
    """Indicator as written down. `target` is in `unit`; None with a direction that has no number.

    `empty` says in words why there may be nothing to measure yet. `is_about_people`: part and whole are people, so
    small groups stay hidden. `is_literacy`: only who reads the figures on AI literacy sees the value.
    `is_supporting`: no indicator of its own, only evidence for a level.
    """

    code: str
    track: str
    name: Text
    explanation: Text
    formula: Text
    empty: Text
    unit: Unit
    direction: Direction
    target: float | None = None
    route_targets: Mapping[str, float] = field(default_factory=dict)
    is_about_people: bool = False
    is_literacy: bool = False
    is_supporting: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """Telling: `part` of `whole`, or the working days each thing took by route ("" for any route).

    `share` is used instead of a part where only a published share may be read.
    """

    part: int = 0
    whole: int = 0
    days: Mapping[str, Sequence[int]] = field(default_factory=dict)
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Measurement:
    """Meting: the value with what it was counted from. `value` None: not measurable yet, because of `missing`.

    `is_met` is None where there is no target, or nothing to compare with.
    """

    code: str
    value: float | None
    part: int | None
    whole: int | None
    is_met: bool | None
    missing: str = ""


def measure(indicator: Indicator, counted: Counted, before: float | None = None) -> Measurement:
    """Return the value of an indicator; `before` is its value a quarter ago, None when it was not measured then."""
    if indicator.unit is Unit.DAYS:
        return _days(indicator, counted)
    if indicator.unit is Unit.NUMBER:
        return _result(indicator, float(counted.part), counted.part, None, before)
    if not counted.whole:
        return _unknown(indicator, Missing.NOTHING)
    if counted.share is not None:
        return _result(indicator, counted.share, None, None, before)
    if indicator.is_about_people:
        return _share_of_people(indicator, counted, before)
    value = counted.part / counted.whole
    if indicator.unit is Unit.PER_HUNDRED:
        value = 100 * value
    return _result(indicator, value, counted.part, counted.whole, before)


def _share_of_people(indicator: Indicator, counted: Counted, before: float | None) -> Measurement:
    """A share rounded down to 5%, without the numbers: two days side by side must not tell of one person.

    Hidden while the group, the part or the rest of it holds somebody and fewer than five people.
    """
    sides = (counted.whole, counted.part, counted.whole - counted.part)
    if any(0 < side < MINIMUM for side in sides):
        return _unknown(indicator, Missing.SMALL)
    steps = 100 // STEP
    return _result(indicator, counted.part * steps // counted.whole / steps, None, None, before)


def _unknown(indicator: Indicator, why: Missing) -> Measurement:
    return Measurement(indicator.code, None, None, None, None, str(why))


def _result(
    indicator: Indicator, value: float, part: int | None, whole: int | None, before: float | None
) -> Measurement:
    value = round(value, 4)
    return Measurement(indicator.code, value, part, whole, meets(indicator, value, before))


def _days(indicator: Indicator, counted: Counted) -> Measurement:
    """The median of all; where routes have a target of their own, each of these must meet it."""
    every = sorted(day for days in counted.days.values() for day in days)
    if not every:
        return _unknown(indicator, Missing.NOTHING)
    value = float(median(every))
    if not indicator.route_targets:
        met = meets(indicator, value)
        within = sum(day <= indicator.target for day in every) if indicator.target is not None else None
        return Measurement(indicator.code, value, within, len(every), met)
    judged = [(route, day) for route in indicator.route_targets if route in counted.days for day in counted.days[route]]
    within = sum(day <= indicator.route_targets[route] for route, day in judged)
    medians = {route: median(counted.days[route]) for route in indicator.route_targets if counted.days.get(route)}
    met = all(days <= indicator.route_targets[route] for route, days in medians.items()) if medians else None
    return Measurement(indicator.code, value, within, len(judged), met)


def meets(indicator: Indicator, value: float, before: float | None = None) -> bool | None:
    """Return whether a value meets the target; None without a target or without something to compare with."""
    tests: dict[Direction, Callable[[float], bool]] = {
        Direction.AT_LEAST: lambda bound: value >= bound,
        Direction.AT_MOST: lambda bound: value <= bound,
        Direction.RISING: lambda bound: value > bound,
        Direction.FALLING: lambda bound: value < bound,
    }
    compares = indicator.direction in (Direction.RISING, Direction.FALLING)
    bound = before if compares else indicator.target
    test = tests.get(indicator.direction)
    return test(bound) if test is not None and bound is not None else None


@dataclass(frozen=True, slots=True)
class IndicatorBook:
    """De indicatoren en de niveaus die vanaf een dag gelden, by code and by track."""

    valid_from: date
    indicators: Mapping[str, Indicator]
    ladders: Mapping[str, "tuple[LevelRule, ...]"]

    def of_track(self, track: str) -> tuple[Indicator, ...]:
        """Return the indicators of a track in order, without what only supports a level."""
        return tuple(item for item in self.indicators.values() if item.track == track and not item.is_supporting)


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """Bewijsregel: a bound on an indicator, or only that it meets its own target."""

    code: str
    at_least: float | None = None
    at_most: float | None = None

    def holds(self, measured: Measurement | None) -> bool:
        """Whether it is shown to hold; what is not measurable shows nothing."""
        if measured is None or measured.value is None:
            return False
        if self.at_least is None and self.at_most is None:
            return measured.is_met is True
        above = self.at_least is None or measured.value >= self.at_least
        return above and (self.at_most is None or measured.value <= self.at_most)


@dataclass(frozen=True, slots=True)
class LevelRule:
    """Niveau of a track with its evidence; the first level asks for nothing."""

    number: int
    name: Text
    lines: tuple[EvidenceLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Trede: a level with each line of evidence and whether it holds."""

    rule: LevelRule
    lines: tuple[tuple[EvidenceLine, bool], ...]

    @property
    def holds(self) -> bool:
        """Whether every line holds."""
        return all(held for _line, held in self.lines)

    @property
    def missing(self) -> tuple[EvidenceLine, ...]:
        """The lines that do not hold."""
        return tuple(line for line, held in self.lines if not held)


@dataclass(frozen=True, slots=True)
class Maturity:
    """Volwassenheid of a track: the level, and every step of the ladder."""

    level: int
    steps: tuple[Step, ...]

    @property
    def next_step(self) -> Step | None:
        """The step above the level; None at the top."""
        return next((step for step in self.steps if step.rule.number == self.level + 1), None)


def maturity(ladder: Sequence[LevelRule], measured: Mapping[str, Measurement]) -> Maturity:
    """Return the highest level of which every line holds, of its own and of every level below it."""
    steps = tuple(
        Step(rule, tuple((line, line.holds(measured.get(line.code))) for line in rule.lines)) for rule in ladder
    )
    level = steps[0].rule.number
    for step in steps[1:]:
        if not step.holds:
            break
        level = step.rule.number
    return Maturity(level, steps)
