"""After the decision: contract, go-live, pilot, reassessment, in the right order and by the right people."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests import builders, life
from tests.builders import NOW
from tests.suppliers import shop
from vijfspoor.actions.dossier.decide import DecisionInput, decide
from vijfspoor.actions.dossier.give_evidence import give_evidence
from vijfspoor.actions.dossier.keep_life import keep_life
from vijfspoor.actions.dossier.reopen_triage import reopen_triage
from vijfspoor.actions.errors import Conflict, GateBlocked, InvalidInput, NotAllowed
from vijfspoor.actions.ethics.answer_questions import answer_questions
from vijfspoor.actions.technology.handle_concern import merge_concerns
from vijfspoor.actions.technology.keep_contract import check_clause
from vijfspoor.actions.technology.keep_product import link_product
from vijfspoor.actions.technology.keep_user_group import UserGroupInput, keep_user_group
from vijfspoor.actions.technology.record_release import ReleaseInput, judge_release, record_release
from vijfspoor.actions.technology.record_setting import SettingInput, record_setting
from vijfspoor.actions.technology.report_concern import ConcernInput, report_concern
from vijfspoor.actions.technology.stop_application import resume_application
from vijfspoor.queries.dossier.dossier import stations
from vijfspoor.queries.dossier.go_live import checklist_view
from vijfspoor.queries.organisation.people import verify_chain
from vijfspoor.queries.technology.operation import releases_of
from vijfspoor.store.models import Contract, Dossier, Message, Release

pytestmark = pytest.mark.django_db

PILOT = {"pilot_until": life.PILOT_ENDS, "pilot_measures": "Tijd per gesprek"}
RELEASE = ReleaseInput("4.2", date(2026, 11, 20), "Vat nu zelf samen.", "yes")


def test_a_bought_application_goes_to_its_contract_and_a_used_one_does_not(town):
    dossier = life.approved(town)

    asked = set(dossier.tasks.filter(gate="G5", status="open").values_list("role", "kind"))
    assert ("procurement_officer", "advise") in asked
    assert ("department_head", "decide") in asked

    used = builders.reported(town, {**builders.SPELL_CHECKER, "use": "in_use"}, "Speller")
    builders.decided(town, used)
    builders.decided(town, used)
    assert (used.status, used.gate) == ("approved", "G8")
    assert not used.tasks.filter(status="open", kind="decide").exists()
    assert used.reassess_on == date(2029, 11, 23)


def test_without_a_contract_or_with_a_clause_missing_the_contract_gate_stays_shut(town):
    dossier = life.approved(town)
    builders.fulfil(town, dossier)
    with pytest.raises(GateBlocked) as blocked:
        builders.decided(town, dossier)
    assert blocked.value.open_items == ("Er is geen contract voor deze toepassing",)

    life.agree(town, dossier, without="EXIT")
    with pytest.raises(GateBlocked) as blocked:
        builders.decided(town, dossier)
    (named,) = blocked.value.open_items
    assert named.startswith("Het contract mist: ")

    contract = Contract.objects.get(dossiers=dossier)
    check_clause(town.actor("procurement_officer"), contract, "EXIT", finding="present")
    builders.decided(town, dossier)
    assert dossier.gate == "G6"


def test_a_negative_advice_before_the_decision_is_not_weighed_again_at_the_contract(town):
    dossier = life.approved(town)
    life.agree(town, dossier)
    builders.fulfil(town, dossier)

    decision = builders.decided(town, dossier)

    assert {row.gate for row in decision.rests_on.all()} == {"G5"}


def test_go_live_is_refused_until_every_blocking_point_is_settled(town):
    dossier = life.contracted(town)
    manager = town.actor("application_manager")
    keep_user_group(manager, dossier, UserGroupInput("Consulenten", 12, "Verslagen nalezen", 3))

    with pytest.raises(GateBlocked) as blocked:
        life.decide_at(dossier, "approve")
    assert {"Alle gebruikers zijn getraind", "Er is een werkinstructie in gewone taal"} <= set(blocked.value.open_items)
    assert "De tekst staat in het Algoritmeregister" in blocked.value.open_items
    assert dossier.tasks.filter(kind="checklist", status="open", role="hr_adviser").exists()

    group = dossier.user_groups.get()
    keep_user_group(manager, dossier, UserGroupInput("Consulenten", 12, "Verslagen nalezen", 12), group)
    life.published(town, dossier)
    life.keep_duties(town, dossier)
    life.settle(town, dossier, "G6")
    assert not dossier.tasks.filter(kind="checklist", status="open").exists()
    life.decide_at(dossier, "approve")

    assert (dossier.status, dossier.use, dossier.in_use_since) == ("approved", "in_use", date(2026, 11, 23))
    assert dossier.gate == "G8"
    assert dossier.reassess_on == date(2027, 11, 23)
    assert dossier.publications.get(is_current=True).content["status"] == "In gebruik"
    assert not verify_chain(town.organisation).breaches


def test_nobody_goes_live_twice_or_for_another(town):
    dossier = life.contracted(town)
    task = builders.task_of(dossier, kind="decide")
    with pytest.raises(NotAllowed):
        decide(town.actor("application_manager"), task, DecisionInput("approve", "Ja."))
    life.published(town, dossier)
    life.keep_duties(town, dossier)
    life.settle(town, dossier, "G6")
    head = town.actor("department_head")
    decide(head, task, DecisionInput("approve", "Ja."))
    with pytest.raises(Conflict):
        decide(head, task, DecisionInput("approve", "Ja."))


def test_evidence_is_refused_from_a_stranger_empty_too_early_and_against_a_fact(town, other_town):
    dossier = life.contracted(town)
    head = town.actor("department_head")

    with pytest.raises(NotAllowed):
        give_evidence(town.actor("user"), dossier, "G6", "instruction", text="Zie bijlage.")
    with pytest.raises(NotAllowed):
        give_evidence(other_town.actor("department_head"), dossier, "G6", "instruction", text="Zie bijlage.")
    with pytest.raises(InvalidInput) as refused:
        give_evidence(head, dossier, "G6", "instruction", text=" ")
    assert set(refused.value.errors) == {"text"}
    with pytest.raises(Conflict):
        give_evidence(head, dossier, "G9", "switched_off", text="Uit.")
    with pytest.raises(Conflict):
        give_evidence(head, dossier, "G6", "publication", text="Staat er echt op.")
    with pytest.raises(Conflict):
        give_evidence(head, dossier, "G6", "accessibility", text="Niet van toepassing hier.")


def test_evidence_names_who_and_when(town):
    dossier = life.contracted(town)
    give_evidence(town.actor("department_head"), dossier, "G6", "instruction", text="Werkinstructie versie 3.")

    line = checklist_view(dossier, "G6", date(2026, 11, 23)).line("instruction")

    assert line.reason is None
    assert (line.evidence.by_name, line.evidence.at) == ("Test department_head", NOW)


def test_a_pilot_needs_a_last_day_and_what_is_measured_together(town):
    dossier = builders.reported(town, builders.SPELL_CHECKER)
    builders.decided(town, dossier)
    for wrong in (
        {"pilot_until": date(2027, 1, 1)},
        {"pilot_measures": "x"},
        {**PILOT, "pilot_until": date(2026, 11, 23)},
    ):
        with pytest.raises(InvalidInput) as refused:
            builders.decided(town, dossier, **wrong)
        assert set(refused.value.errors) <= {"pilot_until", "pilot_measures"}
    with pytest.raises(InvalidInput):
        builders.decided(town, dossier, "reject", **PILOT)

    builders.decided(town, dossier, **PILOT)
    assert dossier.pilots.get().ends_on == life.PILOT_ENDS


def test_a_pilot_goes_live_waits_for_its_decision_and_is_decided(town):
    dossier = life.live(town, **PILOT)

    assert (dossier.use, dossier.gate) == ("pilot", "G7")
    task = builders.task_of(dossier, kind="decide", gate="G7")
    assert (task.role, task.due_on) == ("executive_board", life.PILOT_ENDS)
    with pytest.raises(GateBlocked):
        life.decide_at(dossier, "approve")

    life.settle(town, dossier, "G7")
    life.decide_at(dossier, "approve")
    assert (dossier.use, dossier.gate) == ("in_use", "G8")
    assert dossier.pilots.get().closed_at is not None


def test_a_pilot_without_a_decision_ends_by_itself_and_everyone_hears(town):
    dossier = life.live(town, **PILOT)

    near = datetime(2027, 1, 19, 9, tzinfo=UTC)
    assert keep_life(near)["pilots reminded"] == 1
    assert keep_life(near)["pilots reminded"] == 0
    assert keep_life(datetime(2027, 2, 1, 22, tzinfo=UTC))["pilots ended"] == 0
    after = datetime(2027, 2, 2, 9, tzinfo=UTC)
    assert keep_life(after)["pilots ended"] == 1
    assert keep_life(after)["pilots ended"] == 0

    dossier.refresh_from_db()
    assert (dossier.use, dossier.gate, dossier.status) == ("ended", "G8", "approved")
    assert dossier.stopped_at == after
    assert "01-02-2027" in dossier.suspensions.get().reason
    told = set(Message.objects.filter(kind="application_stopped").values_list("recipient", flat=True))
    assert {town.holders[role].pk for role in ("user", "department_head", "executive_board")} <= told
    assert dossier.audit_events.filter(action="pilot_ended").count() == 1
    assert not dossier.tasks.filter(gate="G7", status="open").exists()
    with pytest.raises(Conflict):
        resume_application(town.actor("department_head", after), dossier, reason="Toch wel.")

    builders.fulfil(town, dossier)
    life.decide_at(dossier, "approve", after + timedelta(days=3))
    assert (dossier.use, dossier.stopped_at, dossier.reassessing_since) == ("in_use", None, None)
    assert not verify_chain(town.organisation).breaches


def test_a_release_with_ai_impact_reopens_triage_and_the_decision_stands(town):
    dossier = life.live(town)

    record_release(town.actor("application_manager"), dossier, RELEASE)

    dossier.refresh_from_db()
    assert (dossier.status, dossier.use, dossier.gate) == ("approved", "in_use", "G8")
    assert dossier.publications.filter(is_current=True).exists()
    asked = set(dossier.tasks.filter(gate="G8", status="open").values_list("activity", flat=True))
    assert {"M07", "M25"} <= asked
    assert next(s.phase.code for s in stations(dossier) if s.state == "now") == "reassessment"
    assert dossier.reassessments.get().causes[0]["trigger"] == "release"


def test_a_reassessment_ends_in_going_on_and_the_next_one_asks_again(town):
    dossier = life.live(town)
    reopen_triage(town.actor("data_analyst"), dossier, trigger="threshold", text="Meer fouten bij een groep.")
    dossier.refresh_from_db()
    builders.fulfil(town, dossier)
    life.decide_at(dossier, "approve")
    assert (dossier.gate, dossier.reassessing_since, dossier.use) == ("G8", None, "in_use")
    assert dossier.reassessments.get().decision.outcome == "approve"

    later = NOW + timedelta(days=30)
    reopen_triage(town.actor("ciso", later), dossier, trigger="incident", text="Een datalek.", stop=True)
    dossier.refresh_from_db()
    assert dossier.stopped_at == later
    with pytest.raises(GateBlocked):
        life.decide_at(dossier, "approve", later)


def test_a_second_cause_joins_the_reassessment_that_runs(town):
    dossier = life.live(town)
    for trigger in ("concerns", "purpose"):
        reopen_triage(town.actor("application_manager"), dossier, trigger=trigger, text="Dit viel op.")

    running = dossier.reassessments.get()
    assert [cause["trigger"] for cause in running.causes] == ["concerns", "purpose"]
    assert running.reopens == "G1"
    assert dossier.tasks.filter(gate="G8", kind="decide", status="open").count() == 1


def test_stopping_at_a_reassessment_stops_at_once_and_begins_the_end(town):
    dossier = life.live(town)
    reopen_triage(town.actor("department_head"), dossier, trigger="incident", text="Het ging mis.")
    dossier.refresh_from_db()
    builders.fulfil(town, dossier, data_protection_officer="negative")

    life.decide_at(dossier, "reject")

    assert (dossier.status, dossier.gate) == ("approved", "G9")
    assert dossier.stopped_at == NOW
    assert dossier.retirements.get().decision.gate == "G8"
    assert dossier.tasks.filter(kind="checklist", gate="G9", status="open").exists()


def test_reassessment_comes_by_itself_when_its_day_comes(town):
    dossier = life.live(town)

    assert keep_life(datetime(2027, 11, 22, 9, tzinfo=UTC))["reassessments"] == 0
    due = datetime(2027, 11, 23, 9, tzinfo=UTC)
    assert keep_life(due)["reassessments"] == 1
    assert keep_life(due)["reassessments"] == 0
    dossier.refresh_from_db()
    assert dossier.reassessments.get().causes[0]["trigger"] == "due"


def test_who_may_not_and_what_is_not_in_use_is_not_reassessed(town):
    dossier = life.contracted(town)
    with pytest.raises(Conflict):
        reopen_triage(town.actor("department_head"), dossier, trigger="incident", text="Mis.")
    with pytest.raises(NotAllowed):
        reopen_triage(town.actor("user"), dossier, trigger="incident", text="Mis.")
    with pytest.raises(InvalidInput) as refused:
        reopen_triage(town.actor("department_head"), dossier, trigger="moon", text="Mis.")
    assert set(refused.value.errors) == {"trigger"}


def test_a_release_reaches_every_application_with_the_same_product_and_waits_while_its_impact_is_unknown(
    town, other_town
):
    first, elsewhere = life.live(town), life.live(other_town)
    second = life.live(town)
    manager = town.actor("application_manager")
    unknown = record_release(manager, first, ReleaseInput("5.0", date(2026, 11, 20), "Nieuw.", "unknown"))
    first.refresh_from_db()
    assert first.reassessing_since is None

    judge_release(manager, unknown, ai_impact="yes")
    for dossier, reopened in ((first, True), (second, True), (elsewhere, False)):
        dossier.refresh_from_db()
        assert (dossier.reassessing_since is not None) is reopened
    with pytest.raises(Conflict):
        judge_release(manager, unknown, ai_impact="no")


def test_a_release_reaches_every_application_linked_to_the_product_whatever_it_is_called(town, other_town):
    first, second, unlinked = life.live(town), life.live(town), life.live(town)
    product = shop(town).product
    for dossier, name in ((first, "Wmo-verslag"), (second, "Notulist"), (unlinked, "Iets anders")):
        Dossier.objects.filter(pk=dossier.pk).update(name=name, supplier="")
        dossier.refresh_from_db()
    manager = town.actor("application_manager")
    for dossier in (first, second):
        link_product(manager, dossier, product)
        dossier.refresh_from_db()

    record_release(manager, first, RELEASE)

    for dossier, reopened in ((first, True), (second, True), (unlinked, False)):
        dossier.refresh_from_db()
        assert (dossier.reassessing_since is not None) is reopened, dossier.name
    assert "Verslagmaker" in second.reassessments.get().causes[0]["text"]
    assert [row.version for row in releases_of(manager, second)] == [RELEASE.version]
    assert not releases_of(manager, unlinked)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"version": ""}, "version"),
        ({"notes": ""}, "notes"),
        ({"released_on": None}, "released_on"),
        ({"ai_impact": "maybe"}, "ai_impact"),
    ],
)
def test_a_wrong_release_is_refused_at_its_field(town, wrong, field):
    dossier = builders.reported(town, builders.SPELL_CHECKER)
    with pytest.raises(InvalidInput) as refused:
        record_release(town.actor("application_manager"), dossier, replace(RELEASE, **wrong))
    assert set(refused.value.errors) == {field}


def test_a_release_is_recorded_once_by_who_follows_the_product(town):
    dossier = builders.reported(town, builders.SPELL_CHECKER)
    with pytest.raises(NotAllowed):
        record_release(town.actor("user"), dossier, RELEASE)
    record_release(town.actor("application_manager"), dossier, RELEASE)
    with pytest.raises(Conflict):
        record_release(town.actor("application_manager"), dossier, RELEASE)
    assert Release.objects.count() == 1


def test_settings_are_kept_over_time_and_a_substantial_change_reopens_triage(town):
    dossier = life.live(town)
    manager = town.actor("application_manager")
    given = SettingInput("setting", "Drempel", "0,7", date(2026, 11, 1), "Minder meldingen.")
    record_setting(manager, dossier, given)
    dossier.refresh_from_db()
    assert dossier.reassessing_since is None

    record_setting(manager, dossier, SettingInput("model", "Model", "GPT-9", date(2026, 11, 20), "Nieuw.", True))
    dossier.refresh_from_db()
    assert dossier.reassessments.get().causes[0]["trigger"] == "model"
    with pytest.raises(InvalidInput):
        record_setting(manager, dossier, SettingInput("model", "", "", None, ""))
    with pytest.raises(NotAllowed):
        record_setting(town.actor("user"), dossier, given)


def test_a_group_is_never_more_than_trained(town):
    dossier = life.contracted(town)
    manager = town.actor("team_manager")
    for wrong, field in (
        (UserGroupInput("", 3, "Les", 0), "name"),
        (UserGroupInput("A", None, "Les", 0), "size"),
        (UserGroupInput("A", 3, "", 0), "training"),
        (UserGroupInput("A", 3, "Les", 4), "trained"),
    ):
        with pytest.raises(InvalidInput) as refused:
            keep_user_group(manager, dossier, wrong)
        assert set(refused.value.errors) == {field}
    keep_user_group(manager, dossier, UserGroupInput("A", 3, "Les", 1))
    with pytest.raises(Conflict):
        keep_user_group(manager, dossier, UserGroupInput("A", 3, "Les", 1))
    with pytest.raises(NotAllowed):
        keep_user_group(town.actor("user"), dossier, UserGroupInput("B", 3, "Les", 1))


def test_three_alike_concerns_reopen_what_is_in_use(town):
    dossier = life.live(town)
    first, *others = [report_concern(town.actor("user"), ConcernInput("Verkeerd."), dossier) for _ in range(3)]

    merge_concerns(town.actor("application_manager"), first, others)

    dossier.refresh_from_db()
    assert dossier.reassessments.get().causes[0]["trigger"] == "concerns"


def test_another_outcome_of_the_law_reopens_what_is_in_use(town):
    dossier = builders.reported(town, {**builders.SPELL_CHECKER, "use": "in_use"})
    builders.decided(town, dossier)
    builders.decided(town, dossier)

    answer_questions(town.actor("privacy_officer"), dossier, {"N1": "ja", "N8": "ja"})

    dossier.refresh_from_db()
    assert dossier.route != "groen"
    assert (dossier.status, dossier.gate) == ("approved", "G8")
    assert dossier.reassessments.get().causes[0]["trigger"] == "law"
