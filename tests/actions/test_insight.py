"""Estimating the value, judging likely duplicates, and how the database keeps how applications stood."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.db import DatabaseError, transaction

from tests import builders, life
from tests.builders import NOW
from tests.suppliers import shop
from vijfspoor.actions.dossier.estimate_value import estimate_value
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.organisation.judge_duplicate import merge_into, say_different
from vijfspoor.actions.technology.report_concern import ConcernInput, report_concern
from vijfspoor.domain.dossier.likeness import Sign
from vijfspoor.queries.dossier.register import Filters, register
from vijfspoor.queries.organisation.duplicates import duplicates
from vijfspoor.queries.organisation.insight import portfolio
from vijfspoor.store.history import KEPT
from vijfspoor.store.models import AuditEvent, Dossier, DossierState, DuplicateJudgement, Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def twice(town):
    """One application that two colleagues reported under the same name."""
    first = builders.reported(town, builders.SPELL_CHECKER, name="Gespreksverslag")
    second = builders.reported(town, builders.SPELL_CHECKER, name="gespreksverslag ")
    return first, second


def keeper(town):
    return town.actor("information_manager")


def pairs(town):
    return [(pair.first.pk, pair.second.pk, pair.sign) for pair in duplicates(keeper(town)).pairs]


def test_the_accountable_person_estimates_the_value(town, twice):
    dossier = twice[0]
    head = town.actor("department_head")

    estimate_value(head, dossier, value="high", reasons="Scheelt een half uur per gesprek.")

    dossier.refresh_from_db()
    assert (dossier.value, dossier.value_reasons) == ("high", "Scheelt een half uur per gesprek.")
    assert AuditEvent.objects.filter(action="value_estimated", dossier=dossier).exists()
    assert dossier.states.order_by("-pk").first().value == "high"


@pytest.mark.parametrize(("value", "reasons", "field"), [
    ("", "Tijd.", "value"), ("enorm", "Tijd.", "value"), ("low", " ", "reasons"), ("low", "x" * 1001, "reasons"),
])  # fmt: skip
def test_an_estimate_without_level_or_reason_is_refused(town, twice, value, reasons, field):
    with pytest.raises(InvalidInput) as refused:
        estimate_value(town.actor("department_head"), twice[0], value=value, reasons=reasons)
    assert field in refused.value.errors


def test_nobody_else_estimates_the_value(town, other_town, twice):
    for actor in (keeper(town), town.actor("user"), other_town.actor("department_head")):
        with pytest.raises(NotAllowed):
            estimate_value(actor, twice[0], value="low", reasons="Tijd.")


def test_the_same_name_is_proposed_once_and_not_again_after_a_no(town, twice):
    assert pairs(town) == [(twice[0].pk, twice[1].pk, Sign.NAME)]

    say_different(keeper(town), twice[1], twice[0], reason="De een is voor de balie.")

    assert pairs(town) == []
    judged = duplicates(keeper(town)).judged
    assert [(row.first_id, row.second_id, row.verdict) for row in judged] == [(twice[0].pk, twice[1].pk, "different")]
    assert set(AuditEvent.objects.filter(action="duplicate_denied").values_list("dossier", flat=True)) == {
        row.pk for row in twice
    }
    with pytest.raises(Conflict):
        merge_into(keeper(town), twice[0], twice[1], reason="Toch wel.")


def test_merging_closes_the_duplicate_with_its_tasks_and_refers_to_the_other(town, twice):
    first, second = twice
    assert second.tasks.filter(status="open").exists()

    merge_into(keeper(town), second, first, reason="Zelfde leverancier, zelfde team.")

    second.refresh_from_db()
    assert (second.status, second.use, second.merged_into) == ("merged", "ended", first)
    assert not second.tasks.filter(status="open").exists()
    assert first.tasks.filter(status="open").exists()
    assert pairs(town) == []
    told = Message.objects.filter(kind="merged")
    assert {message.recipient for message in told} == {town.holders["user"], town.holders["department_head"]}
    assert {event.action for event in AuditEvent.objects.filter(dossier__in=twice)} >= {
        "duplicate_merged", "duplicate_taken_in",
    }  # fmt: skip
    with pytest.raises(NotAllowed):
        estimate_value(town.actor("department_head"), second, value="low", reasons="Te laat.")


def test_the_later_one_can_go_on_too(town, twice):
    merge_into(keeper(town), twice[0], twice[1], reason="De tweede is vollediger.")

    assert Dossier.objects.get(pk=twice[0].pk).merged_into == twice[1]
    assert DuplicateJudgement.objects.get().first == twice[0]


def test_what_may_not_be_merged(town, twice):
    approved = life.approved(town)
    with pytest.raises(Conflict):
        merge_into(keeper(town), approved, twice[0], reason="Zelfde.")
    report_concern(town.actor("user"), ConcernInput("Verkeerde datum."), twice[1])
    with pytest.raises(Conflict):
        merge_into(keeper(town), twice[1], twice[0], reason="Zelfde.")
    with pytest.raises(Conflict):
        merge_into(keeper(town), twice[0], twice[0], reason="Zelfde.")
    builders.decided(town, twice[1], "reject")
    with pytest.raises(Conflict):
        merge_into(keeper(town), twice[0], twice[1], reason="Zelfde.")
    assert not DuplicateJudgement.objects.exists()


def test_who_may_not_judge_and_a_reason_is_needed(town, other_town, twice):
    for actor in (town.actor("user"), town.actor("department_head"), other_town.actor("information_manager")):
        with pytest.raises(NotAllowed):
            say_different(actor, *twice, reason="Anders.")
    for verb in (say_different, merge_into):
        with pytest.raises(InvalidInput) as refused:
            verb(keeper(town), *twice, reason="  ")
        assert "reason" in refused.value.errors


def test_one_product_in_one_department_is_proposed(town):
    made = shop(town)
    one = builders.reported(town, builders.SPELL_CHECKER, name="Hulp een")
    two = builders.reported(town, builders.SPELL_CHECKER, name="Assistent twee")
    Dossier.objects.filter(pk__in=[one.pk, two.pk]).update(product=made.product)

    assert (one.pk, two.pk, Sign.PRODUCT) in pairs(town)


def test_the_database_keeps_how_an_application_stood(town):
    dossier = life.live(town)
    Dossier.objects.filter(pk=dossier.pk).update(supplier="Ander BV")

    kept = list(dossier.states.order_by("pk"))
    dossier.refresh_from_db()
    assert all(getattr(kept[-1], name) == getattr(dossier, name) for name in KEPT)
    assert next(state.gate for state in kept if state.status == "underway") in ("G0", "G1")
    assert {"draft", "underway", "approved"} == {state.status for state in kept}
    number = len(kept)
    Dossier.objects.filter(pk=dossier.pk).update(name="Andere naam")
    assert dossier.states.count() == number


def test_how_it_stood_cannot_be_changed_or_removed(town, twice):
    for change in (lambda rows: rows.update(gate="G9"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(DossierState.objects.all())
    say_different(keeper(town), *twice, reason="Anders.")
    with pytest.raises(DatabaseError), transaction.atomic():
        DuplicateJudgement.objects.update(reason="")


def test_the_picture_of_a_past_day_is_that_of_then(town, twice):
    """A week later one of two is rejected; the day itself reads as before, in figures and in the list."""
    dossier, other = twice
    later = NOW + timedelta(days=7)
    before = Filters(live=True, on=NOW.date())
    then = portfolio(town.actor("information_manager", later), before)
    assert then.total.count == 2
    life.decide_at(dossier, "reject", later)

    actor = town.actor("information_manager", later)
    now = portfolio(actor, Filters(live=True))
    assert now.total.count == 1
    assert portfolio(actor, before).total.count == 2
    assert portfolio(actor, before).phases == then.phases
    listed = register(actor, Filters(on=NOW.date(), facets={"status": "underway"}))
    assert {row.name: row.status for row in listed.page} == {dossier.name: "underway", other.name: "underway"}
    assert portfolio(actor, Filters(live=True, on=NOW.date() - timedelta(days=1))).total.count == 0


def test_what_came_before_is_told_from_tasks_and_decisions(town):
    """The migration tells of an older database what the triggers would have kept, as far as it was recorded."""
    dossier = life.approved(town)
    told = import_module("vijfspoor.store.migrations.0047_insight_kept")

    states = told.states(dossier, told.changes(dossier))

    assert states[0][1]["status"] == "draft"
    assert states[-1][1] == {name: getattr(dossier, name) for name in KEPT}
    gates = list(dict.fromkeys(state["gate"] for _at, state in states))
    assert gates == ["G0", "G1", "G2", "G3", "G4", "G5"]
    assert [at for at, _state in states] == sorted(at for at, _state in states)


def test_a_contract_has_a_yearly_cost_in_whole_euros(town):
    made = shop(town)
    assert made.contract(yearly_cost=24_000).yearly_cost == 24_000
    assert made.contract(ends_on=date(2027, 1, 1)).yearly_cost is None
    with pytest.raises(InvalidInput) as refused:
        made.contract(yearly_cost=-1)
    assert "yearly_cost" in refused.value.errors
