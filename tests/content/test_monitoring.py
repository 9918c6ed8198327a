"""Measures of fairness and drift: plain words, thresholds as own policy, and how a value stands."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from vijfspoor.content.errors import ContentError
from vijfspoor.content.monitoring import loader, schema
from vijfspoor.domain.technology.fairness import MeasureBook, MeasureState, state

BOOK = loader.measure_book_in_force(date(2026, 11, 23))
RATIO = BOOK.measures["selection_rate_ratio"]
DRIFT = BOOK.measures["population_stability_index"]


def test_the_measures_are_there_in_plain_words_and_their_bounds_are_own_policy() -> None:
    assert set(BOOK.measures) == {
        "selection_rate_ratio",
        "false_positive_rate_difference",
        "false_negative_rate_difference",
        "population_stability_index",
    }
    for measure in BOOK.measures.values():
        assert measure.source.startswith("Eigen beleid"), measure.code
        for text in (measure.title, measure.meaning, measure.reading, measure.caution):
            assert text.nl.strip(), measure.code
            assert text.en.strip(), measure.code


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1.0, MeasureState.WITHIN),
        (0.9, MeasureState.WITHIN),
        (0.85, MeasureState.WARNING),
        (0.8, MeasureState.WARNING),
        (0.79, MeasureState.BREACHED),
        (1.3, MeasureState.BREACHED),
        (float("inf"), MeasureState.BREACHED),
    ],
)
def test_a_value_is_within_near_or_outside_its_bounds(value: float, expected: MeasureState) -> None:
    assert state(RATIO, value, 500) is expected


def test_too_few_cases_say_nothing() -> None:
    assert state(RATIO, 0.2, RATIO.minimum_cases - 1) is MeasureState.TOO_FEW
    assert state(RATIO, 0.2, RATIO.minimum_cases) is MeasureState.BREACHED


def test_something_that_is_not_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="a number"):
        state(RATIO, float("nan"), 500)


def test_drift_has_no_lower_bound() -> None:
    assert state(DRIFT, 0.0, 500) is MeasureState.WITHIN
    assert state(DRIFT, 0.3, 500) is MeasureState.BREACHED


@given(st.sampled_from(sorted(BOOK.measures)), st.floats(-5, 5))
def test_what_is_breached_was_also_worth_a_warning(code: str, value: float) -> None:
    measure = BOOK.measures[code]
    assert measure.warning.is_breached(value) or not measure.breach.is_breached(value)


GOOD = """
valid_from: "2026-11-01"
measures:
  - code: A
    source: eigen
    warning: {upper: 0.1}
    breach: {upper: 0.2}
    minimum_cases: 30
    title: {nl: a, en: a}
    meaning: {nl: a, en: a}
    reading: {nl: a, en: a}
    caution: {nl: a, en: a}
"""

Change = Callable[[dict[str, Any]], Any]


def _build(change: Change) -> MeasureBook:
    file = yaml.safe_load(GOOD)
    change(file)
    return loader.build(schema.MeasuresFile.model_validate(file))


def test_a_good_file_is_accepted() -> None:
    assert list(_build(lambda file: None).measures) == ["A"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda f: f["measures"].append(f["measures"][0]), "used twice"),
        (lambda f: f["measures"][0].update(breach={"upper": 0.05}), "before the warning"),
        (lambda f: f["measures"][0].update(breach={"lower": 0.05}), "before the warning"),
        (lambda f: f["measures"][0].update(warning={}), "warning has no bound"),
        (lambda f: f["measures"][0].update(breach={}), "breach has no bound"),
    ],
)
def test_a_wrong_file_is_refused(change: Change, problem: str) -> None:
    with pytest.raises(ContentError, match=problem) as refused:
        _build(change)
    assert (refused.value.file, refused.value.item) == ("measures.yaml", "A")
