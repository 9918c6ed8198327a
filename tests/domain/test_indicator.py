"""What counts mean: values, targets, small groups, and the level that follows."""

from datetime import date

import pytest

from vijfspoor.content.indicators.loader import indicators_in_force
from vijfspoor.domain.organisation.indicator import (
    Counted,
    Direction,
    EvidenceLine,
    Indicator,
    LevelRule,
    Measurement,
    Unit,
    maturity,
    measure,
)
from vijfspoor.domain.text import Text

WORDS = Text("x", "x")
BOOK = indicators_in_force(date(2026, 11, 30))


def made(unit=Unit.SHARE, direction=Direction.AT_LEAST, target=0.8, **more):
    return Indicator("X1", "people", WORDS, WORDS, WORDS, WORDS, unit, direction, target, **more)


@pytest.mark.parametrize(
    ("part", "whole", "value", "is_met"), [(8, 10, 0.8, True), (7, 10, 0.7, False), (0, 3, 0.0, False)]
)
def test_a_share_is_its_part_of_the_whole(part, whole, value, is_met):
    found = measure(made(), Counted(part, whole))

    assert (found.value, found.part, found.whole, found.is_met) == (value, part, whole, is_met)


def test_of_nothing_there_is_no_share():
    found = measure(made(), Counted(0, 0))

    assert (found.value, found.is_met, found.missing) == (None, None, "nothing")


@pytest.mark.parametrize("item", BOOK.indicators.values(), ids=list(BOOK.indicators))
def test_every_indicator_says_nothing_where_nothing_was_counted(item):
    found = measure(item, Counted())

    if item.unit is Unit.NUMBER:
        assert found.value == 0
    else:
        assert found.value is None
        assert found.is_met is None


@pytest.mark.parametrize("item", BOOK.indicators.values(), ids=list(BOOK.indicators))
def test_every_indicator_has_a_value_when_something_was_counted(item):
    days = {"groen": [1, 3], "oranje": [70]} if item.unit is Unit.DAYS else {}
    found = measure(item, Counted(10, 20, days), before=0.4)

    expected = {Unit.SHARE: 0.5, Unit.NUMBER: 10, Unit.DAYS: 3, Unit.PER_HUNDRED: 50}[item.unit]
    assert found.value == expected
    assert (found.is_met is None) == (item.direction is Direction.INSIGHT)


@pytest.mark.parametrize(
    ("part", "whole", "value"),
    [(3, 4, None), (3, 20, None), (18, 20, None), (12, 21, 0.55), (20, 20, 1.0), (0, 9, 0.0)],
)
def test_people_are_never_counted_in_small_groups_and_never_exactly(part, whole, value):
    found = measure(made(is_about_people=True), Counted(part, whole))

    assert found.value == value
    assert found.part is None
    assert found.whole is None


def test_the_median_of_each_route_meets_its_own_target():
    item = made(Unit.DAYS, Direction.AT_MOST, None, route_targets={"groen": 10, "oranje": 60})

    good = measure(item, Counted(days={"groen": [2, 9, 30], "oranje": [59], "rood": [200]}))
    late = measure(item, Counted(days={"groen": [2], "oranje": [61, 90]}))
    other = measure(item, Counted(days={"rood": [200]}))

    assert (good.value, good.part, good.whole, good.is_met) == (30.0, 3, 4, True)
    assert late.is_met is False
    assert (other.value, other.is_met) == (200.0, None)


@pytest.mark.parametrize(
    ("direction", "before", "is_met"),
    [
        (Direction.RISING, 0.4, True),
        (Direction.RISING, 0.5, False),
        (Direction.FALLING, 0.6, True),
        (Direction.FALLING, 0.5, False),
        (Direction.RISING, None, None),
    ],
)
def test_rising_and_falling_compare_with_a_quarter_ago(direction, before, is_met):
    assert measure(made(direction=direction, target=None), Counted(5, 10), before).is_met is is_met


def value(code, number, *, is_met=None):
    return Measurement(code, number, None, None, is_met)


LADDER = (
    LevelRule(1, WORDS),
    LevelRule(2, WORDS, (EvidenceLine("A1", at_least=0.5),)),
    LevelRule(3, WORDS, (EvidenceLine("A2", at_most=0),)),
    LevelRule(4, WORDS, (EvidenceLine("A3"),)),
)


@pytest.mark.parametrize(
    ("measured", "level"),
    [
        ({}, 1),
        ({"A1": value("A1", 0.5)}, 2),
        ({"A1": value("A1", 0.5), "A2": value("A2", 0)}, 3),
        ({"A1": value("A1", 0.5), "A2": value("A2", 1)}, 2),
        ({"A2": value("A2", 0), "A3": value("A3", 1, is_met=True)}, 1),
        ({"A1": value("A1", 0.9), "A2": value("A2", 0), "A3": value("A3", 1, is_met=True)}, 4),
        ({"A1": value("A1", 0.9), "A2": value("A2", 0), "A3": value("A3", None, is_met=None)}, 3),
    ],
)
def test_the_level_is_the_highest_of_which_all_evidence_holds(measured, level):
    found = maturity(LADDER, measured)

    assert found.level == level
    assert (found.next_step.rule.number if found.next_step else None) == (level + 1 if level < 4 else None)


def test_what_is_missing_for_the_next_level_is_named():
    found = maturity(LADDER, {"A1": value("A1", 0.4)})

    assert [line.code for line in found.next_step.missing] == ["A1"]
    assert BOOK.ladders["organisation"][2].lines == (EvidenceLine("O1", 0.9), EvidenceLine("S1", 1.0))
