"""Outcomes of an application: thresholds, rounds, and what a breach sets going."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from tests import builders, life
from tests.api.test_api import Program
from tests.builders import NOW
from vijfspoor.actions.errors import InvalidInput, NotAllowed
from vijfspoor.actions.technology.record_outcomes import OutcomesInput, record_outcomes
from vijfspoor.actions.technology.set_thresholds import ThresholdsInput, set_thresholds
from vijfspoor.domain.technology.fairness import Threshold
from vijfspoor.domain.technology.outcome import OutcomeCell, OutcomeCounts
from vijfspoor.queries.technology.outcomes import outcomes_view
from vijfspoor.store.models import Concern, OutcomeRound

pytestmark = pytest.mark.django_db

TODAY = NOW.date()


def _counts(north: int, south: int, tiny: int = 0) -> OutcomeCounts:
    """So many selected of every hundred in two districts, and a district of a few people."""
    cells = [
        OutcomeCell("Noord", True, None, north),
        OutcomeCell("Noord", False, None, 100 - north),
        OutcomeCell("Zuid", True, None, south),
        OutcomeCell("Zuid", False, None, 100 - south),
    ]
    return OutcomeCounts({"wijk": (*cells, OutcomeCell("Erf", True, None, tiny)) if tiny else tuple(cells)})


def _given(counts: OutcomeCounts, **more: Any) -> OutcomesInput:
    return OutcomesInput(TODAY - timedelta(days=30), TODAY - timedelta(days=1), counts, **more)


@pytest.fixture
def dossier(town):
    return builders.reported(town, builders.CV_RANKER)


def test_within_bounds_nothing_happens(town, dossier):
    row = record_outcomes(town.actor("data_analyst"), dossier, _given(_counts(20, 20)))

    assert (row.concern, Concern.objects.count()) == (None, 0)
    assert {figure.state for figure in row.figures.all()} == {"within"}


def test_a_breached_threshold_becomes_one_concern_that_names_it(town, dossier):
    row = record_outcomes(town.actor("data_analyst"), dossier, _given(_counts(40, 20)))

    concern = Concern.objects.get()
    assert row.concern == concern
    assert "Noord" in concern.what
    assert "2.00" in concern.what
    assert concern.task.kind == "concern"


def test_a_group_of_a_few_people_is_nowhere_to_be_found(town, dossier):
    with_tiny = record_outcomes(town.actor("data_analyst"), dossier, _given(_counts(20, 20, tiny=4)))
    without = record_outcomes(town.actor("data_analyst"), dossier, _given(_counts(20, 20)))

    assert with_tiny.left_out == 1
    assert with_tiny.sizes == without.sizes == {"wijk": {"Noord": 100, "Zuid": 100}}
    told = [
        [(f.group, f.measure, f.value, f.cases) for f in row.figures.order_by("pk")] for row in (with_tiny, without)
    ]
    assert told[0] == told[1]


def test_a_file_of_small_groups_only_is_refused(town, dossier):
    with pytest.raises(InvalidInput) as error:
        record_outcomes(
            town.actor("data_analyst"), dossier, _given(OutcomeCounts({"x": (OutcomeCell("a", True, None, 9),)}))
        )

    assert list(error.value.errors) == ["file"]
    assert not OutcomeRound.objects.exists()


def test_the_bounds_of_the_application_count_from_the_next_round_on(town, dossier):
    analyst = town.actor("data_analyst")
    given = ThresholdsInput({"selection_rate_ratio": Threshold(0.2, 5.0)}, reason="Verschil is hier uitgelegd.")
    set_thresholds(analyst, dossier, given)

    assert record_outcomes(analyst, dossier, _given(_counts(40, 20))).concern is None
    assert record_outcomes(analyst, dossier, _given(_counts(90, 10))).concern is not None


@pytest.mark.parametrize("reassesses", [True, False])
def test_a_breach_reopens_an_application_in_use_where_that_was_set(town, reassesses):
    dossier = life.live(town)
    analyst = town.actor("data_analyst")
    set_thresholds(analyst, dossier, ThresholdsInput(reassesses=reassesses, reason="Afgesproken."))
    record_outcomes(analyst, dossier, _given(_counts(40, 20)))

    causes = [cause["trigger"] for row in dossier.reassessments.all() for cause in row.causes]
    assert causes == (["threshold"] if reassesses else [])


def test_later_rounds_are_held_against_the_first(town, dossier):
    analyst = town.actor("data_analyst")
    record_outcomes(analyst, dossier, _given(_counts(20, 20), is_baseline=True))
    record_outcomes(analyst, dossier, _given(_counts(20, 20)))
    view = outcomes_view(dossier, TODAY)

    assert view.characteristics[0].drift is not None
    assert view.characteristics[0].drift.value == pytest.approx(0)
    assert len(view.trend) == 2


@pytest.mark.parametrize(
    ("starts", "ends", "field"), [(None, 0, "starts_on"), (9, None, "ends_on"), (9, -1, "ends_on"), (1, 2, "ends_on")]
)
def test_a_period_that_cannot_be_is_refused(town, dossier, starts, ends, field):
    def days(number):
        return None if number is None else TODAY - timedelta(days=number)

    with pytest.raises(InvalidInput) as error:
        record_outcomes(town.actor("data_analyst"), dossier, OutcomesInput(days(starts), days(ends), _counts(20, 20)))

    assert list(error.value.errors) == [field]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (ThresholdsInput({"selection_rate_ratio": Threshold(2, 1)}, reason="x"), "upper-selection_rate_ratio"),
        (ThresholdsInput({"made_up": Threshold(1, 2)}, reason="x"), "lower-made_up"),
        (
            ThresholdsInput({"selection_rate_ratio": Threshold(float("nan"), 2)}, reason="x"),
            "lower-selection_rate_ratio",
        ),
        (ThresholdsInput(reason="x", unreadable=frozenset({"upper-x"})), "upper-x"),
        (ThresholdsInput(reason=" "), "reason"),
    ],
)
def test_thresholds_that_cannot_be_are_refused(town, dossier, given, field):
    with pytest.raises(InvalidInput) as error:
        set_thresholds(town.actor("data_analyst"), dossier, given)

    assert list(error.value.errors) == [field]


def test_who_does_not_monitor_delivers_nothing(town, dossier):
    for role in ("user", "council", "procurement_officer"):
        with pytest.raises(NotAllowed):
            record_outcomes(town.actor(role), dossier, _given(_counts(20, 20)))
        with pytest.raises(NotAllowed):
            set_thresholds(town.actor(role), dossier, ThresholdsInput(reason="x"))


def test_what_was_measured_cannot_be_changed(town, dossier):
    row = record_outcomes(town.actor("data_analyst"), dossier, _given(_counts(20, 20)))

    for statement in ("UPDATE store_outcomeround SET left_out = 9", "DELETE FROM store_outcomefigure"):
        with pytest.raises(Exception, match="outcomes"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert row.figures.exists()


def test_outcomes_come_in_over_the_api_too(town, dossier):
    analyst = Program(town.holders["data_analyst"])
    path = f"/dossiers/{dossier.number}/outcomes"
    rows = [{"selected": n % 2 == 0, "groups": {"wijk": "Noord" if n < 50 else "Zuid"}} for n in range(100)]
    body = {"startsOn": "2026-10-01", "endsOn": "2026-10-31", "outcomes": rows}

    assert Program(town.holders["user"]).send("POST", path, body).status_code == 403
    made = analyst.send("POST", path, body)
    assert made.status_code == 201
    assert made.json()["groupsLeftOut"] == 0
    assert analyst.send("GET", path).json()["total"] == 1
    wrong = analyst.send("POST", path, {**body, "outcomes": [{"selected": True, "groups": {"wijk": ""}}]})
    assert wrong.status_code == 400
    assert "no_group" in str(wrong.json()["errors"])
    builders.data_flow(town, dossier)
    assert (
        analyst.send("GET", f"/dossiers/{dossier.number}/data-flows").json()["items"][0]["legalBasis"] == "public_task"
    )
