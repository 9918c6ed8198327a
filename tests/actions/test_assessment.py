"""The road of an assessment: started with what is known, filled in together, overseen, and holding the gate."""

from datetime import date, timedelta

import pytest

from tests import builders
from vijfspoor.actions.dossier.contribute import contribute
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.ethics.fill_in_assessment import fill_in_assessment
from vijfspoor.actions.ethics.oversee_assessment import accept_assessment, send_back_assessment
from vijfspoor.actions.ethics.start_assessment import start_assessment
from vijfspoor.actions.ethics.submit_assessment import answer_demand, submit_assessment
from vijfspoor.actions.ethics.weigh_risk import RiskInput, drop_risk, weigh_risk
from vijfspoor.queries.actor import actor_for
from vijfspoor.queries.dossier.gate import asks_at
from vijfspoor.queries.ethics.assessment import is_expired, sheet
from vijfspoor.store.models import AuditEvent, RoleAssignment, Statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(town):
    return builders.at_the_assessments(town)


@pytest.fixture
def dpia(town, dossier):
    return start_assessment(town.actor("privacy_officer"), dossier, "dpia")


def _waits_for_privacy(dossier):
    return [ask.role for ask in asks_at(dossier, "G2") if ask.subject == "M10" and not ask.given]


def test_a_dpia_starts_at_least_sixty_percent_filled(dpia):
    assert dpia.prefilled >= 60


def test_the_data_protection_officer_never_performs(town, dossier):
    with pytest.raises(NotAllowed):
        start_assessment(town.actor("data_protection_officer"), dossier, "dpia")
    both = town.holders["privacy_officer"]
    RoleAssignment.objects.create(
        organisation=town.organisation, person=both, role="data_protection_officer", valid_from=date(2020, 1, 1)
    )
    with pytest.raises(NotAllowed):
        start_assessment(actor_for(both, builders.NOW), dossier, "dpia")


def test_one_assessment_at_a_time(town, dossier, dpia):
    with pytest.raises(Conflict):
        start_assessment(town.actor("privacy_officer"), dossier, "dpia")


def test_an_answer_is_shared_with_every_assessment_that_asks_it(town, dossier, dpia):
    fill_in_assessment(town.actor("privacy_officer"), dpia, {"purpose": "Verslagen maken."}, {})
    prescan = start_assessment(town.actor("privacy_officer"), dossier, "iama")

    texts = [
        row.known.value
        for view in sheet(prescan, builders.NOW.date()).sections
        for row in view.rows
        if row.question.subject == "purpose"
    ]
    assert texts == ["Verslagen maken."]


def test_an_answer_to_a_question_of_the_law_classifies_again(town, dossier, dpia):
    before = dossier.classifications.count()

    fill_in_assessment(town.actor("privacy_officer"), dpia, {"transfer": "ja"}, {})

    assert dossier.classifications.count() == before + 1
    assert dossier.answers.get(question="N10", is_current=True).value == "ja"


def test_two_people_on_one_question_lose_nothing(town, dossier, dpia):
    privacy, legal = town.actor("privacy_officer"), town.actor("legal_adviser")
    fill_in_assessment(privacy, dpia, {"necessary": "Kan met minder."}, {})

    conflicts = fill_in_assessment(legal, dpia, {"necessary": "Kan niet met minder."}, {})

    kept = set(Statement.objects.filter(subject="necessity").values_list("value", "is_current", "in_conflict"))
    assert conflicts == ["necessary"]
    assert kept == {("Kan met minder.", True, False), ("Kan niet met minder.", False, True)}
    assert sheet(dpia, privacy.today).has_conflicts

    seen = Statement.objects.get(subject="necessity", is_current=True).pk
    fill_in_assessment(legal, dpia, {"necessary": "Kan deels met minder."}, {"necessary": seen})
    assert not sheet(dpia, privacy.today).has_conflicts


def test_choosing_the_text_that_stands_settles_it_too(town, dossier, dpia):
    privacy, legal = town.actor("privacy_officer"), town.actor("legal_adviser")
    fill_in_assessment(privacy, dpia, {"necessary": "Kan met minder."}, {})
    fill_in_assessment(legal, dpia, {"necessary": "Kan niet met minder."}, {})
    seen = Statement.objects.get(subject="necessity", is_current=True).pk

    fill_in_assessment(privacy, dpia, {"necessary": "Kan met minder."}, {"necessary": seen}, chosen=["necessary"])

    assert not sheet(dpia, privacy.today).has_conflicts


def test_who_oversees_does_not_fill_in(town, dpia):
    with pytest.raises(NotAllowed):
        fill_in_assessment(town.actor("data_protection_officer"), dpia, {"necessary": "Nee."}, {})


def test_a_wrong_choice_is_named_and_nothing_is_saved(town, dpia):
    with pytest.raises(InvalidInput) as raised:
        fill_in_assessment(town.actor("privacy_officer"), dpia, {"necessary": "Ja.", "basis": "f"}, {})

    assert set(raised.value.errors) == {"basis"}
    assert not Statement.objects.exists()


def test_it_is_handed_in_when_complete_only(town, dpia):
    with pytest.raises(InvalidInput) as raised:
        submit_assessment(town.actor("privacy_officer"), dpia, summary="")

    assert set(raised.value.errors) == {"missing", "risks", "summary"}


def test_the_gate_waits_for_acceptance(town, dossier, dpia):
    submitted = builders.handed_in(town, dpia)
    assert submitted.status == "submitted"
    assert "privacy_officer" not in _waits_for_privacy(dossier)
    assert "data_protection_officer" in _waits_for_privacy(dossier)

    accepted = accept_assessment(town.actor("data_protection_officer"), submitted, reasons="Volledig.")

    assert "data_protection_officer" not in _waits_for_privacy(dossier)
    assert accepted.valid_until == date(2029, 11, 23)
    assert is_expired(accepted, date(2029, 11, 24))
    assert not is_expired(accepted, date(2029, 11, 23))


def test_sent_back_with_demands_the_gate_stays_shut_until_they_are_met(town, dossier, dpia):
    overseer, performer = town.actor("data_protection_officer"), town.actor("privacy_officer")
    submitted = builders.handed_in(town, dpia)
    sent_back = send_back_assessment(overseer, submitted, demands=["Noem de termijn.", " ", "Toets de leverancier."])
    assert [demand.number for demand in sent_back.demands.all()] == [1, 2]
    assert {"privacy_officer", "data_protection_officer"} <= set(_waits_for_privacy(dossier))

    with pytest.raises(InvalidInput):
        submit_assessment(performer, sent_back, summary="Opnieuw.")
    for demand in sent_back.demands.all():
        answer_demand(performer, demand, answer="Gedaan, zie bijlage 2.")
    again = submit_assessment(performer, sent_back, summary="Opnieuw.")

    with pytest.raises(InvalidInput) as raised:
        accept_assessment(overseer, again, reasons="Goed.", met=[1])
    assert "2" in raised.value.errors["met"][0]
    accept_assessment(overseer, again, reasons="Goed.", met=[1, 2])
    assert "data_protection_officer" not in _waits_for_privacy(dossier)
    actions = list(AuditEvent.objects.filter(action__startswith="assessment_").values_list("action", flat=True))
    assert actions[-2:] == ["assessment_submitted", "assessment_accepted"]


def test_sending_back_asks_for_a_demand(town, dpia):
    with pytest.raises(InvalidInput):
        send_back_assessment(town.actor("data_protection_officer"), builders.handed_in(town, dpia), demands=["  "])


def test_an_assessment_under_way_cannot_be_passed_by(town, dossier, dpia):
    task = dossier.tasks.get(activity="M10", role="privacy_officer", status="open")
    with pytest.raises(Conflict):
        contribute(town.actor("privacy_officer"), task, text="Ik heb ernaar gekeken.")


def test_a_high_risk_that_is_left_asks_for_prior_consultation(town, dossier, dpia):
    builders.fill(town, dpia)
    weigh_risk(town.actor("privacy_officer"), dpia, RiskInput("Lek", "Cliënten", 3, 4, 3, 4))
    submitted = submit_assessment(town.actor("privacy_officer"), dpia, summary="Er blijft een hoog risico.")

    accept_assessment(town.actor("data_protection_officer"), submitted, reasons="Volledig, maar hoog.")

    task = dossier.tasks.get(activity="M10", role="privacy_officer", status="open")
    assert task.due_on == builders.NOW.date() + timedelta(weeks=14)
    assert _waits_for_privacy(dossier) == ["privacy_officer"]


def test_a_measure_is_a_task_for_its_owner(town, dossier, dpia):
    owner = town.holders["application_manager"]
    given = RiskInput("Lek", "Cliënten", 3, 4, 1, 4, "Zet opslag uit", owner, date(2026, 12, 31))

    risk = weigh_risk(town.actor("privacy_officer"), dpia, given)

    assert (risk.score, risk.score_after) == (12, 4)
    assert dossier.tasks.get(kind="condition").assignee == owner
    drop_risk(town.actor("privacy_officer"), risk)
    assert dossier.tasks.get(kind="condition").status == "withdrawn"


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        (RiskInput("", "", 0, 5, 1, 1), {"what", "whom", "likelihood", "impact"}),
        (RiskInput("Lek", "Cliënten", 2, 2, 3, 3), {"likelihood_after"}),
        (RiskInput("Lek", "Cliënten", 3, 3, 1, 1), {"measure"}),
        (RiskInput("Lek", "Cliënten", 3, 3, 1, 1, "Zet uit"), {"owner", "due_on"}),
        (RiskInput("Lek", "Cliënten", 3, 3, 1, 1, "Zet uit", None, date(2020, 1, 1)), {"owner", "due_on"}),
    ],
)
def test_a_wrong_risk_is_named_at_its_field(town, dpia, given, fields):
    with pytest.raises(InvalidInput) as raised:
        weigh_risk(town.actor("privacy_officer"), dpia, given)

    assert set(raised.value.errors) == fields


def test_a_changed_answer_reopens_what_rested_on_it(town, dossier, dpia):
    accepted = accept_assessment(
        town.actor("data_protection_officer"), builders.handed_in(town, dpia), reasons="Volledig."
    )
    iama = start_assessment(town.actor("privacy_officer"), dossier, "iama")

    fill_in_assessment(town.actor("privacy_officer"), iama, {"transfer": "nee"}, {})
    accepted.refresh_from_db()
    assert accepted.renewal_asked_at is None
    code = next(q.code for q in sheet(iama, builders.NOW.date()).questionnaire.questions() if q.subject == "purpose")
    fill_in_assessment(town.actor("privacy_officer"), iama, {code: "Iets heel anders."}, {})

    accepted.refresh_from_db()
    assert accepted.renewal_asked_at is not None
    assert dossier.tasks.filter(activity="M10", role="privacy_officer", status="open").exists()
