"""Costs and alternatives: who writes them, what is refused, and who reads them beside a decision."""

import pytest
from django.db import DatabaseError, transaction

from tests import builders
from vijfspoor.actions.dossier.write_business_case import AlternativeInput, BusinessCaseInput, write_business_case
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.queries.dossier.business_case import costs_and_ways
from vijfspoor.store.models import AuditEvent, BusinessCase, Dossier

pytestmark = pytest.mark.django_db
GOOD = {"once_euros": 1200, "yearly_euros": None, "basis": "Een offerte.", "without": "Alles blijft met de hand."}
WAY = AlternativeInput("Een formulier", "Inwoners vullen het niet in.")


@pytest.fixture
def dossier(town):
    return builders.reported(town, builders.SPELL_CHECKER, name="Brievenhulp")


def given(**changed):
    return BusinessCaseInput(**{**GOOD, "alternatives": [WAY], **changed})


def test_the_accountable_person_writes_it_and_who_may_read_advice_reads_it(town, dossier):
    write_business_case(town.actor("department_head"), dossier, given())

    found = costs_and_ways(town.actor("executive_board"), dossier)

    assert (found.written.once_euros, found.written.yearly_euros, found.contract_euros) == (1200, None, None)
    assert found.written.alternatives == [{"what": "Een formulier", "why_not": "Inwoners vullen het niet in."}]
    assert AuditEvent.objects.filter(action="business_case_written", dossier=dossier).count() == 1
    assert costs_and_ways(town.actor("user"), dossier) is None


def test_a_next_version_comes_on_top_and_the_earlier_one_stays(town, dossier):
    first = write_business_case(town.actor("department_head"), dossier, given())
    second = write_business_case(town.actor("procurement_officer"), dossier, given(yearly_euros=300, alternatives=()))

    assert costs_and_ways(town.actor("executive_board"), dossier).written == second
    with pytest.raises(DatabaseError), transaction.atomic():
        BusinessCase.objects.filter(pk=first.pk).update(without="niets")


@pytest.mark.parametrize(("changed", "field"), [
    ({"basis": " "}, "basis"), ({"without": ""}, "without"), ({"without": "x" * 1001}, "without"),
    ({"once_euros": -1}, "once_euros"), ({"yearly_euros": 1_000_000_001}, "yearly_euros"),
    ({"alternatives": [AlternativeInput("Anders", " ")]}, "alternatives"),
    ({"alternatives": [AlternativeInput("\x00", "Omdat.")]}, "alternatives"),
    ({"alternatives": [AlternativeInput("x" * 301, "Omdat.")]}, "alternatives"),
    ({"alternatives": [WAY] * 6}, "alternatives"),
])  # fmt: skip
def test_what_is_missing_or_wrong_is_said_at_its_field(town, dossier, changed, field):
    with pytest.raises(InvalidInput) as refused:
        write_business_case(town.actor("department_head"), dossier, given(**changed))

    assert set(refused.value.errors) == {field}
    assert not BusinessCase.objects.exists()


def test_everything_wrong_is_said_at_once(town, dossier):
    with pytest.raises(InvalidInput) as refused:
        write_business_case(town.actor("department_head"), dossier, given(basis="", once_euros=-1))

    assert set(refused.value.errors) == {"basis", "once_euros"}


def test_who_only_uses_or_oversees_it_may_not_write_it(town, dossier):
    for role in ("user", "data_protection_officer", "executive_board"):
        with pytest.raises(NotAllowed):
            write_business_case(town.actor(role), dossier, given())


def test_a_report_that_was_not_handed_in_has_no_costs_yet(town, dossier):
    Dossier.objects.filter(pk=dossier.pk).update(status="draft")
    dossier.refresh_from_db()

    with pytest.raises(Conflict):
        write_business_case(town.actor("information_manager"), dossier, given())
