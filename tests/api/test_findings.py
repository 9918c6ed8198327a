"""Findings as an API resource."""

import pytest
from django.utils import timezone

from tests import builders
from tests.api.test_api import Program
from vijfspoor.actions.organisation.refresh_findings import refresh_findings
from vijfspoor.store.models import Dossier

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(town):
    made = builders.reported(town, builders.CV_RANKER)
    Dossier.objects.filter(pk=made.pk).update(supplier="", accountable=None)
    refresh_findings(timezone.now())
    return made


def items(program, query=""):
    response = program.send("GET", f"/findings{query}")
    assert response.status_code == 200, response.content
    return response.json()["items"]


def test_the_list_has_its_words_and_the_worst_first(town, dossier):
    found = items(Program(town.holders["information_manager"]))

    assert [row["severity"] for row in found] == sorted(
        (row["severity"] for row in found), key=["error", "warning", "hint"].index
    )
    first = next(row for row in found if row["code"] == "V-EV-01")
    assert first["dossier"] == dossier.number
    assert first["role"] == "information_manager"
    assert first["source"].startswith("Huisregel 1")
    assert first["foundAt"].endswith("Z")


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("?code=V-REG-03", {"V-REG-03"}),
        ("?severity=error", {"V-EV-01"}),
        ("?track=4", {"V-REG-03"}),
        ("?state=solved", set()),
        ("?state=accepted", set()),
    ],
)
def test_the_filters(town, dossier, query, codes):
    assert {row["code"] for row in items(Program(town.holders["information_manager"]), query)} == codes


def test_pages_are_linked(town, dossier):
    body = Program(town.holders["information_manager"]).send("GET", "/findings?pageSize=1").json()

    assert len(body["items"]) == 1
    assert body["total"] > 1
    assert "page=2" in body["_links"]["next"]


def test_wrong_input_is_a_problem(town, dossier):
    for query in ("?severity=bad", "?track=9", "?state=x", "?dossier=0"):
        response = Program(town.holders["information_manager"]).send("GET", f"/findings{query}")
        assert response.status_code in (400, 422), query


def test_another_organisation_sees_nothing_of_it(town, other_town, dossier):
    assert "V-EV-01" not in {row["code"] for row in items(Program(other_town.holders["information_manager"]))}
    assert items(Program(town.holders["council"])) == []
