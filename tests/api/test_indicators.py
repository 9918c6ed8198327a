"""Indicators as an API resource."""

from datetime import timedelta

import pytest

from tests import builders
from tests.api.test_api import Program
from vijfspoor.actions.organisation.keep_indicators import keep_indicators

pytestmark = pytest.mark.django_db


def items(person, query=""):
    response = Program(person).send("GET", f"/indicators{query}")
    assert response.status_code == 200, response.content
    return response.json()["items"]


def test_the_list_gives_the_last_day_and_one_indicator_over_time(town):
    keep_indicators(builders.NOW - timedelta(days=1))
    keep_indicators(builders.NOW)
    manager = town.holders["information_manager"]

    last = items(manager)
    assert {row["on"] for row in last} == {builders.NOW.date().isoformat()}
    assert [row["on"] for row in items(manager, "?code=O1")] == sorted(
        {row["on"] for row in items(manager, "?code=O1")}, reverse=True
    )
    assert len(items(manager, "?code=O1")) == 2
    first = next(row for row in last if row["code"] == "O2")
    assert first["target"] == 0
    assert first["isMet"] in (True, False)


def test_the_list_keeps_literacy_and_other_organisations_out(town, other_town):
    keep_indicators(builders.NOW)

    assert not {"L1", "L2"} & {row["code"] for row in items(town.holders["information_manager"])}
    assert {"L1", "L2"} <= {row["code"] for row in items(town.holders["hr_adviser"])}
    codes = [row["code"] for row in items(town.holders["hr_adviser"])]
    assert len(codes) == len(set(codes))
