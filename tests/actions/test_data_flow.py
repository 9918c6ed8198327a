"""Describing data flows and checking how good the data is."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from tests import builders
from tests.builders import BRP, NOW
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.organisation.refresh_findings import refresh_findings
from vijfspoor.actions.technology.check_data_quality import QualityInput, check_data_quality
from vijfspoor.actions.technology.keep_data_flow import end_data_flow, keep_data_flow
from vijfspoor.content.assessments.loader import questionnaires_in_force
from vijfspoor.queries.ethics.known import known_of
from vijfspoor.queries.technology.data_flow import data_view
from vijfspoor.store.models import AuditEvent, DataFlow, DataSystem, Dossier, Finding

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
NEXT_YEAR = TODAY + timedelta(days=365)
GOOD = dict.fromkeys(("complete", "correct", "up_to_date", "representative"), "good")


@pytest.fixture
def dossier(town):
    return builders.reported(town, builders.CV_RANKER)


@pytest.fixture
def flow(town, dossier):
    return builders.data_flow(town, dossier)


def test_a_flow_is_kept_with_its_source_once_for_the_whole_organisation(town, dossier, flow):
    again = keep_data_flow(town.actor("data_analyst"), dossier, replace(BRP, system=" brp ", direction="out"))

    assert again.system == flow.system
    assert DataSystem.objects.count() == 1
    assert flow.is_personal
    assert AuditEvent.objects.filter(action="data_flow_kept").count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"legal_basis": ""}, "legal_basis"),
        ({"system": " "}, "system"),
        ({"what": ""}, "what"),
        ({"what": "x" * 501}, "what"),
        ({"direction": "sideways"}, "direction"),
        ({"kind": "ufo"}, "kind"),
        ({"frequency": "never"}, "frequency"),
        ({"categories": frozenset({"made_up"})}, "categories"),
        ({"retention_months": -1}, "retention_months"),
        ({"retention_months": 9999}, "retention_months"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_stored(town, dossier, changes, field):
    with pytest.raises(InvalidInput) as error:
        keep_data_flow(town.actor("data_analyst"), dossier, replace(BRP, **changes))

    assert field in error.value.errors
    assert not DataFlow.objects.exists()
    assert not DataSystem.objects.exists()


def test_the_database_itself_refuses_personal_data_without_a_legal_basis(flow):
    with pytest.raises(IntegrityError), transaction.atomic():
        DataFlow.objects.filter(pk=flow.pk).update(legal_basis="")


def test_grounds_sent_along_with_data_that_is_not_about_people_are_not_kept(town, dossier):
    given = replace(BRP, categories=frozenset({"not_personal"}), exception="care")
    row = keep_data_flow(town.actor("data_analyst"), dossier, given)

    assert (row.is_personal, row.legal_basis, row.exception) == (False, "", "")


def test_a_change_says_in_the_trail_what_changed_and_no_change_says_nothing(town, dossier, flow):
    analyst = town.actor("data_analyst")
    keep_data_flow(analyst, dossier, replace(BRP, frequency="weekly"), flow)
    keep_data_flow(analyst, dossier, replace(BRP, frequency="weekly"), flow)

    events = AuditEvent.objects.filter(action="data_flow_kept").order_by("pk")
    assert [event.content["data"]["changed"] for event in events][1:] == [{"frequency": "weekly"}]


def test_an_ended_flow_stays_readable_and_cannot_be_changed(town, dossier, flow):
    analyst = town.actor("data_analyst")
    end_data_flow(analyst, flow)
    view = data_view(dossier, TODAY, ("", "", ""))

    assert (view.is_empty, len(view.ended)) == (True, 1)
    with pytest.raises(Conflict):
        end_data_flow(analyst, flow)
    with pytest.raises(Conflict):
        keep_data_flow(analyst, dossier, BRP, flow)


def test_who_has_nothing_to_do_with_the_data_does_not_describe_it(town, dossier, flow):
    for role in ("user", "council", "ciso", "procurement_officer"):
        with pytest.raises(NotAllowed):
            keep_data_flow(town.actor(role), dossier, BRP)
        with pytest.raises(NotAllowed):
            check_data_quality(town.actor(role), flow, QualityInput(TODAY, NEXT_YEAR, GOOD))


def test_a_check_is_kept_and_asked_again_when_its_day_comes(town, dossier, flow):
    check_data_quality(town.actor("data_analyst"), flow, QualityInput(TODAY, NEXT_YEAR, GOOD))

    assert not data_view(dossier, TODAY, ("", "", "")).into[0].is_check_due
    assert data_view(dossier, NEXT_YEAR, ("", "", "")).into[0].is_check_due


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (QualityInput(TODAY, NEXT_YEAR, {**GOOD, "correct": "fine"}, "Goed."), "aspect-correct"),
        (QualityInput(TODAY + timedelta(days=1), NEXT_YEAR, GOOD), "on"),
        (QualityInput(None, NEXT_YEAR, GOOD), "on"),
        (QualityInput(TODAY, TODAY, GOOD), "next_on"),
        (QualityInput(TODAY, TODAY + timedelta(days=900), GOOD), "next_on"),
        (QualityInput(TODAY, NEXT_YEAR, {**GOOD, "complete": "poor"}), "note"),
    ],
)
def test_a_check_that_is_not_whole_is_refused(town, flow, given, field):
    with pytest.raises(InvalidInput) as error:
        check_data_quality(town.actor("data_analyst"), flow, given)

    assert list(error.value.errors) == [field]
    assert not flow.checks.exists()


def test_a_check_cannot_be_changed_afterwards(town, flow):
    row = check_data_quality(town.actor("data_analyst"), flow, QualityInput(TODAY, NEXT_YEAR, GOOD))

    with pytest.raises(Exception, match="check of quality"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE store_qualitycheck SET note = 'x' WHERE id = %s", [row.pk])


def test_an_assessment_knows_what_the_flows_say_and_a_statement_goes_first(town, dossier, flow):
    form = questionnaires_in_force(TODAY)["dpia"]
    known = known_of(dossier, form, TODAY)

    assert known["law"].value == BRP.law
    assert known["law"].proposed
    assert "12" in known["retention"].value
    assert "transfer_safeguards" not in known
    assert "Burgerservicenummer" in known["data"].value

    end_data_flow(town.actor("data_analyst"), flow)
    assert "law" not in known_of(dossier, form, TODAY)


def test_the_linter_asks_for_a_description_and_for_a_check_in_time(town, dossier):
    Dossier.objects.filter(pk=dossier.pk).update(use="in_use")

    def codes(now):
        refresh_findings(now)
        open_now = Finding.objects.filter(dossier=dossier, solved_at__isnull=True, code__startswith="V-DAT")
        return set(open_now.values_list("code", flat=True))

    assert codes(NOW) == {"V-DAT-01"}
    flow = builders.data_flow(town, dossier)
    assert codes(NOW) == set()
    good = QualityInput(on=TODAY, next_on=NEXT_YEAR, results=GOOD, note="")
    check_data_quality(town.actor("data_analyst"), flow, good)
    assert codes(NOW) == set()
    assert codes(NOW + timedelta(days=366)) == {"V-DAT-02"}
    poor = QualityInput(on=TODAY, next_on=NEXT_YEAR, results={**GOOD, "correct": "poor"}, note="Oude adressen.")
    check_data_quality(town.actor("data_analyst"), flow, poor)
    assert codes(NOW) == {"V-DAT-03"}
