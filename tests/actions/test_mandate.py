"""Mandates: given by who decides, held within their limits, said on the decision, and taken back."""

from datetime import timedelta

import pytest
from django.db import Error, transaction

from tests import builders
from tests.builders import NOW
from vijfspoor.actions.dossier.decide import DecisionInput, decide
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.organisation.keep_mandate import MandateInput, give_mandate, revoke_mandate
from vijfspoor.queries.dossier.desk import desk
from vijfspoor.store.models import Decision, Mandate

pytestmark = pytest.mark.django_db

LAST = NOW.date() + timedelta(days=30)


def given(town, **fields):
    holder = {} if "holder_role" in fields else {"holder": town.holders["information_adviser"]}
    wanted = {"gate": "G1", "valid_until": LAST} | holder | fields
    return give_mandate(town.actor("department_head"), MandateInput(**wanted))


def asked(town):
    """Return a task to decide at triage of the lightest route, where nobody else is asked first."""
    return builders.task_of(builders.reported(town, builders.SPELL_CHECKER), kind="decide")


@pytest.mark.parametrize("to", [{}, {"holder_role": "information_adviser"}, {"route": "groen"}])
def test_who_holds_it_decides_in_the_name_of_who_was_asked_and_the_decision_says_so(town, to):
    mandate, task = given(town, **to), asked(town)
    holder = town.actor("information_adviser")
    [row] = [row for row in desk(holder).tasks if row.task.pk == task.pk]
    assert row.mandate_of == town.holders["department_head"].name

    decision = decide(holder, task, DecisionInput("approve", "Dit kan."))
    assert (decision.mandate, decision.on_behalf_of) == (mandate, town.holders["department_head"])
    assert (decision.person, decision.role) == (town.holders["information_adviser"], "department_head")


@pytest.mark.parametrize("limits", [{"route": "rood"}, {"gate": "G4"}, {"valid_from": NOW.date() + timedelta(days=2)}])
def test_outside_its_limits_it_gives_no_right(town, limits):
    given(town, **limits)
    with pytest.raises(NotAllowed):
        decide(town.actor("information_adviser"), asked(town), DecisionInput("approve", "Dit kan."))
    assert not Decision.objects.exists()


def test_it_ends_on_its_last_day_and_when_it_is_taken_back(town):
    mandate, task = given(town), asked(town)
    later = town.actor("information_adviser", NOW + timedelta(days=31))
    with pytest.raises(NotAllowed):
        decide(later, task, DecisionInput("approve", "Dit kan."))
    revoke_mandate(town.actor("department_head"), mandate)
    with pytest.raises(NotAllowed):
        decide(town.actor("information_adviser"), task, DecisionInput("approve", "Dit kan."))
    with pytest.raises(Conflict):
        revoke_mandate(town.actor("department_head"), mandate)
    with pytest.raises(Error), transaction.atomic():
        Mandate.objects.filter(pk=mandate.pk).update(revoked_at=None)


def test_who_was_asked_still_decides_and_then_no_mandate_is_recorded(town):
    given(town)
    decision = decide(town.actor("department_head"), asked(town), DecisionInput("approve", "Dit kan."))
    assert (decision.mandate, decision.on_behalf_of) == (None, None)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"gate": "G3"}, "gate"),
        ({"gate": "G99"}, "gate"),
        ({"gate": "G4", "route": "rood"}, "gate"),
        ({"route": "paars"}, "route"),
        ({"holder_role": "mayor"}, "holder_role"),
        ({"holder_role": "user"}, "holder_role"),
        ({"holder_role": "data_protection_officer"}, "holder_role"),
        ({"holder": None}, "holder"),
        ({"valid_until": None}, "valid_until"),
        ({"valid_until": NOW.date() + timedelta(days=800)}, "valid_until"),
        ({"valid_from": NOW.date() - timedelta(days=1)}, "valid_from"),
        ({"limits": "x" * 1001}, "limits"),
    ],
)
def test_a_mandate_that_cannot_be_is_said_at_its_field(town, wrong, field):
    with pytest.raises(InvalidInput) as error:
        given(town, **wrong)
    assert set(error.value.errors) == {field}


def test_not_to_oneself_not_to_who_oversees_and_not_to_a_stranger(town, other_town):
    for holder in (
        town.holders["department_head"],
        town.holders["data_protection_officer"],
        other_town.holders["ciso"],
    ):
        with pytest.raises(InvalidInput):
            given(town, holder=holder)


def test_only_who_decides_gives_one_and_only_they_or_the_board_take_it_back(town, other_town):
    with pytest.raises(NotAllowed):
        give_mandate(town.actor("ciso"), MandateInput("G1", holder=town.holders["user"], valid_until=LAST))
    mandate = given(town)
    with pytest.raises(NotAllowed):
        revoke_mandate(town.actor("information_adviser"), mandate)
    with pytest.raises(NotAllowed):
        revoke_mandate(other_town.actor("executive_board"), mandate)
    revoke_mandate(town.actor("executive_board"), mandate)
