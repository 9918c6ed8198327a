"""Deciding: who may, what is refused, corrections, the college, prohibited practices, and two at once."""

from datetime import date

import pytest
from django.db import connection

from tests import builders
from tests.actions.test_road import answer_all, to_decision
from vijfspoor.actions.dossier.decide import ConditionInput, DecisionInput, correct_decision, decide
from vijfspoor.actions.dossier.settle_condition import settle_condition
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.ethics.answer_questions import answer_questions
from vijfspoor.queries.actor import actor_for
from vijfspoor.queries.dossier.gate import latest_advice
from vijfspoor.queries.organisation.people import verify_chain
from vijfspoor.store.models import Decision

pytestmark = pytest.mark.django_db

EMOTIONS = {
    **builders.CV_RANKER, "use": "pilot", "does": ["recognises"], "area": ["recruitment", "biometrics"],
    "data": "sensitive", "who": ["staff"], "alarm": ["emotions"],
}  # fmt: skip


def test_only_the_accountable_person_decides(town, other_town):
    dossier = builders.reported(town, builders.SPELL_CHECKER)
    task = builders.task_of(dossier, kind="decide")

    for actor in (town.actor("user"), town.actor("executive_board"), other_town.actor("department_head")):
        with pytest.raises(NotAllowed):
            decide(actor, task, DecisionInput("approve", "Ja."))


def test_who_is_against_is_read_first(town):
    dossier = builders.reported(town, builders.CV_RANKER)
    builders.answer_all(town, dossier)
    builders.fulfil(town, dossier, legal_adviser="negative", privacy_officer="positive_with_conditions")

    positions = [row.position for row in latest_advice(dossier, dossier.gate)]

    assert len(set(positions)) == 3
    assert positions == [*sorted(set(positions) - {"positive"}), *["positive"] * positions.count("positive")]


def test_the_second_of_two_people_deciding_at_once_is_told(town):
    dossier = builders.reported(town, builders.SPELL_CHECKER)
    task = builders.task_of(dossier, kind="decide")
    decide(town.actor("department_head"), task, DecisionInput("approve", "Ja."))

    with pytest.raises(Conflict):
        decide(town.actor("department_head"), task, DecisionInput("reject", "Nee."))
    assert Decision.objects.filter(task=task).count() == 1


def test_a_decision_is_corrected_by_a_new_one_and_its_old_conditions_lapse(town):
    dossier = to_decision(town)
    wish = ConditionInput("Zet opslag uit", town.holders["ciso"], date(2026, 12, 15))
    earlier = builders.decided(
        town, dossier, "approve_with_conditions", deviation_reasons="Klein risico.", conditions=[wish]
    )

    later = correct_decision(town.actor("executive_board"), earlier, DecisionInput("reject", "Toch niet."))

    dossier.refresh_from_db()
    assert later.corrects == earlier
    assert dossier.status == "rejected"
    assert not dossier.publications.filter(is_current=True).exists()
    assert earlier.conditions.get().task.status == "withdrawn"
    with pytest.raises(Conflict):
        correct_decision(town.actor("executive_board"), earlier, DecisionInput("approve", "Ja."))
    with pytest.raises(NotAllowed):
        correct_decision(town.actor("ciso"), later, DecisionInput("approve", "Ja."))


def test_a_condition_is_settled_by_its_owner_with_evidence(town):
    dossier = to_decision(town)
    wish = ConditionInput("Zet opslag uit", town.holders["ciso"], date(2026, 12, 15))
    builders.decided(town, dossier, "approve_with_conditions", deviation_reasons="Klein.", conditions=[wish])
    task = builders.task_of(dossier, kind="condition")

    with pytest.raises(InvalidInput):
        settle_condition(town.actor("ciso"), task, note=" ")
    with pytest.raises(NotAllowed):
        settle_condition(town.actor("legal_adviser"), task, note="Gedaan")
    settle_condition(town.actor("ciso"), task, note="Uitgezet op 1 december, zie zaak 12.")

    task.refresh_from_db()
    assert task.status == "done"


def test_the_college_decides_after_the_executive_board_where_it_is_switched_on(town):
    town.organisation.additions = ["college"]
    town.organisation.save()
    town.holders["college"] = builders.person(town.organisation, town.team, "college")
    dossier = builders.reported(town, builders.CV_RANKER)
    for gate in ("G1", "G2", "G3"):
        for task in dossier.tasks.filter(kind="answer", status="open"):
            known = {"N6": ["profilering"], "N7": ["beoordelen_of_scoren", "nieuwe_techniek"]}
            answers = {code: known.get(code, "nee") for code in task.questions}
            answer_questions(actor_for(task.assignee, builders.NOW), dossier, answers)
            dossier.refresh_from_db()
        assert dossier.gate == gate
        builders.fulfil(town, dossier)
        builders.decided(town, dossier)

    builders.decided(town, dossier)
    assert dossier.status == "underway"
    assert builders.task_of(dossier, kind="decide").role == "college"
    builders.decided(town, dossier)
    assert dossier.status == "approved"


def test_a_prohibited_practice_cannot_be_approved_and_must_stop_at_once(town):
    dossier = builders.reported(town, EMOTIONS)
    answer_questions(town.actor("legal_adviser"), dossier, {"P5F2": "ja"})
    dossier.refresh_from_db()
    assert dossier.route == "zwart"
    for task in list(dossier.tasks.filter(kind="answer", status="open")):
        answer_questions(actor_for(task.assignee, builders.NOW), dossier, dict.fromkeys(task.questions, "nee"))
    dossier.refresh_from_db()
    builders.fulfil(town, dossier)
    builders.decided(town, dossier)
    builders.fulfil(town, dossier, data_protection_officer="negative", legal_adviser="negative")

    with pytest.raises(InvalidInput) as refused:
        builders.decided(town, dossier)
    assert "outcome" in refused.value.errors
    builders.decided(town, dossier, "reject")

    assert dossier.status == "rejected"
    stop = builders.task_of(dossier, kind="condition")
    assert stop.assignee == town.holders["department_head"]
    assert stop.due_on == date(2026, 11, 23)


def test_tampering_is_found_and_named(town):
    dossier = builders.reported(town, builders.CV_RANKER)
    answer_all(town, dossier)
    assert not verify_chain(town.organisation).breaches

    _without_triggers("DELETE FROM store_auditevent WHERE sequence = 3")

    breaches = verify_chain(town.organisation).breaches
    assert (3, "removed: event 3 is missing") in {(b.sequence, b.reason) for b in breaches}


def _without_triggers(statement):
    """What someone with the password of the database could do; only the chain still tells."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP TRIGGER store_auditevent_append_only ON store_auditevent")
        else:
            cursor.execute("DROP TRIGGER store_auditevent_no_delete")
        cursor.execute(statement)
