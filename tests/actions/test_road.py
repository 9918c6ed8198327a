"""The road of an application from report to public page, at the level of actions."""

from datetime import date

import pytest

from tests import builders
from vijfspoor.actions.dossier.decide import ConditionInput
from vijfspoor.actions.errors import GateBlocked, InvalidInput
from vijfspoor.actions.ethics.answer_questions import answer_questions
from vijfspoor.queries.organisation.people import verify_chain

pytestmark = pytest.mark.django_db


def test_a_report_makes_a_dossier_with_owner_and_a_task_for_the_information_adviser(town):
    dossier = builders.reported(town, builders.CONVERSATION_REPORT)

    assert dossier.status == "underway"
    assert dossier.gate == "G1"
    assert dossier.accountable == town.holders["department_head"]
    assert dossier.tasks.filter(role="information_adviser", kind="inform", status="open").exists()


def test_the_green_route_is_done_in_two_decisions_of_one_person(town):
    dossier = builders.reported(town, builders.SPELL_CHECKER)

    assert dossier.route == "groen"
    builders.decided(town, dossier)
    builders.decided(town, dossier)

    assert dossier.status == "approved"
    assert dossier.publications.filter(is_current=True).exists()


def test_a_decision_waits_until_everyone_has_answered(town):
    dossier = builders.reported(town, builders.CONVERSATION_REPORT)

    with pytest.raises(GateBlocked) as blocked:
        builders.decided(town, dossier)

    assert "privacy_officer" in {ask.role for ask in blocked.value.waiting_for}


def test_approving_against_negative_advice_needs_reasons_and_conditions(town):
    dossier = to_decision(town)

    with pytest.raises(InvalidInput) as refused:
        builders.decided(town, dossier)
    assert set(refused.value.errors) == {"deviation_reasons", "conditions"}

    owner = town.holders["application_manager"]
    conditions = [ConditionInput(f"Voorwaarde {n}", owner, date(2026, 12, 15)) for n in (1, 2)]
    decision = builders.decided(
        town, dossier, "approve_with_conditions", deviation_reasons="Het risico is klein.", conditions=conditions
    )

    assert dossier.status == "approved"
    assert decision.conditions.count() == 2
    assert dossier.tasks.filter(kind="condition", assignee=owner, status="open").count() == 2
    assert decision.rests_on.filter(role="data_protection_officer", position="negative").exists()
    content = dossier.publications.get(is_current=True).content
    assert len(content["decision"]["conditions"]) == 2
    assert "Onderbouwing" not in str(content)
    assert not verify_chain(town.organisation).breaches


def answer_all(town, dossier):
    """Answer the questions that keep the outcome of a conversation report open."""
    lists = {"N6": ["gezondheid"], "N7": ["kwetsbare_mensen", "nieuwe_techniek"]}
    answer_questions(town.actor("privacy_officer"), dossier, lists)
    answer_questions(town.actor("information_adviser"), dossier, {"T4A": "nee", "T4B": "nee"})
    dossier.refresh_from_db()


def to_decision(town):
    """Bring a conversation report to the decision gate, with a negative advice of the data protection officer."""
    dossier = builders.reported(town, builders.CONVERSATION_REPORT)
    answer_all(town, dossier)
    builders.fulfil(town, dossier)
    builders.decided(town, dossier)
    assert dossier.gate == "G2"
    builders.fulfil(town, dossier)
    builders.decided(town, dossier)
    assert dossier.gate == "G3"
    builders.fulfil(town, dossier, data_protection_officer="negative")
    builders.decided(town, dossier)
    assert dossier.gate == "G4"
    return dossier


def test_a_cv_ranker_is_high_risk_with_the_right_roles_at_work(town):
    dossier = builders.reported(town, builders.CV_RANKER)

    assert dossier.route == "rood"
    row = dossier.classifications.latest("pk")
    assert row.outcomes == ["HR_ANNEX_III"]
    assert row.applies_from == date(2027, 12, 2)
    asked = set(dossier.tasks.filter(kind="advise").values_list("role", flat=True))
    assert asked == {"information_manager", "privacy_officer", "ciso", "legal_adviser"}
