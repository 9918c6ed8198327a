"""Assessments on screen: started, filled in with autosave, handed in, overseen; wrong input loses nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from vijfspoor.actions.ethics.fill_in_assessment import fill_in_assessment
from vijfspoor.actions.ethics.oversee_assessment import accept_assessment
from vijfspoor.actions.ethics.start_assessment import start_assessment
from vijfspoor.actions.ethics.weigh_risk import weigh_risk
from vijfspoor.actions.organisation.keep_terms import keep_terms
from vijfspoor.store.models import Assessment, Dossier, RoleAssignment, Statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(town):
    return builders.at_the_assessments(town)


@pytest.fixture
def dpia(town, dossier):
    return start_assessment(town.actor("privacy_officer"), dossier, "dpia")


@pytest.fixture
def sign_in(town):
    def signed_in(role):
        client = Client()
        client.force_login(town.holders[role], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in


def _at(name, dossier, *more, **named):
    return reverse(name, args=[dossier.number, *more], kwargs=named or None)


def test_the_performer_starts_it_from_the_list_and_sees_how_much_is_known(dossier, sign_in):
    client = sign_in("privacy_officer")
    assert "DPIA" in client.get(_at("assessments", dossier)).content.decode()

    page = client.post(_at("assessment_start", dossier), {"code": "dpia"}, follow=True)

    begun = Assessment.objects.get()
    assert page.redirect_chain[-1][0] == _at("assessment", dossier, begun.pk)
    assert f"{begun.prefilled}% is al ingevuld" in page.content.decode()


def test_the_overseer_cannot_start_it(dossier, sign_in):
    assert (
        sign_in("data_protection_officer").post(_at("assessment_start", dossier), {"code": "dpia"}).status_code == 403
    )
    assert not Assessment.objects.exists()


def test_the_task_leads_to_the_assessment(dossier, dpia, sign_in):
    task = dossier.tasks.get(activity="M10", role="privacy_officer", status="open")

    response = sign_in("privacy_officer").get(reverse("task", args=[task.pk]))

    assert response.headers["Location"] == _at("assessment", dossier, dpia.pk)


def test_a_section_is_saved_and_leads_to_the_next(dossier, dpia, sign_in):
    address = _at("assessment_section", dossier, dpia.pk, "d")

    response = sign_in("privacy_officer").post(address, {"q-necessary": "Kan met minder.", "then": "next"})

    assert response.headers["Location"] == _at("assessment_section", dossier, dpia.pk, "e")
    assert Statement.objects.get(subject="necessity").value == "Kan met minder."


def test_a_wrong_choice_keeps_what_was_typed(dossier, dpia, sign_in):
    address = _at("assessment_section", dossier, dpia.pk, "d")

    response = sign_in("privacy_officer").post(address, {"q-necessary": "Lang verhaal", "q-basis": "zomaar"})

    assert response.status_code == 422
    assert "Lang verhaal" in response.content.decode()
    assert not Statement.objects.exists()


def test_a_field_saves_by_itself_and_returns_the_row_it_stands_on(dossier, dpia, sign_in):
    client = sign_in("privacy_officer")
    address = _at("assessment_section", dossier, dpia.pk, "d")

    first = client.post(address, {"q-necessary": "Eerst."}, headers={"X-Autosave": "necessary"}).json()
    again = client.post(
        address, {"q-necessary": "Later.", "seen-necessary": first["seen"]}, headers={"X-Autosave": "necessary"}
    ).json()
    blind = client.post(address, {"q-necessary": "Blind."}, headers={"X-Autosave": "necessary"}).json()

    assert first["conflicts"] == again["conflicts"] == []
    assert blind["conflicts"] == ["necessary"]
    assert Statement.objects.get(subject="necessity", is_current=True).value == "Later."
    assert client.post(address, {}, headers={"X-Autosave": "nonsense"}).status_code == 404


def test_two_texts_are_shown_side_by_side_with_the_name_of_the_colleague(town, dossier, dpia, sign_in):
    fill_in_assessment(town.actor("privacy_officer"), dpia, {"necessary": "Van mij."}, {})
    fill_in_assessment(town.actor("legal_adviser"), dpia, {"necessary": "Van Tjitte."}, {})

    page = sign_in("privacy_officer").get(_at("assessment_section", dossier, dpia.pk, "d")).content.decode()

    assert "Van mij." in page
    assert "Van Tjitte." in page
    assert f"{town.holders['legal_adviser'].name} heeft iets anders opgeslagen" in page


def test_handing_in_too_early_says_what_is_missing_and_keeps_the_summary(dossier, dpia, sign_in):
    response = sign_in("privacy_officer").post(
        _at("assessment_submit", dossier, dpia.pk), {"summary": "Mijn samenvatting"}
    )

    assert response.status_code == 422
    assert "Mijn samenvatting" in response.content.decode()
    assert "verplichte vragen hebben nog geen antwoord" in response.content.decode()


def test_the_road_from_hand_in_through_a_demand_to_acceptance(town, dossier, dpia, sign_in):
    builders.fill(town, dpia)
    weigh_risk(town.actor("privacy_officer"), dpia, builders.A_RISK)
    performer, overseer = sign_in("privacy_officer"), sign_in("data_protection_officer")
    oversee = _at("assessment_oversee", dossier, dpia.pk)

    performer.post(_at("assessment_submit", dossier, dpia.pk), {"summary": "Het kan."})
    assert overseer.post(oversee, {"reasons": "Goed."}).status_code == 422
    assert overseer.post(oversee, {"verdict": "send_back", "demands": [""]}).status_code == 422
    overseer.post(oversee, {"verdict": "send_back", "demands": ["Noem de termijn.", ""]})
    page = performer.get(_at("assessment", dossier, dpia.pk)).content.decode()
    assert "Noem de termijn." in page

    assert performer.post(_at("assessment_demand", dossier, dpia.pk, 1), {"answer": " "}).status_code == 422
    performer.post(_at("assessment_demand", dossier, dpia.pk, 1), {"answer": "Zes weken; bewijs in het werkdossier."})
    performer.post(_at("assessment_submit", dossier, dpia.pk), {"summary": "Nu met termijn."})
    assert overseer.post(oversee, {"verdict": "accept", "reasons": "Goed."}).status_code == 422
    overseer.post(oversee, {"verdict": "accept", "reasons": "Goed.", "met": ["1"]})

    dpia.refresh_from_db()
    assert dpia.status == "accepted"
    assert "aanvaard" in performer.get(_at("assessments", dossier)).content.decode()


def test_a_risk_is_added_and_taken_out(town, dossier, dpia, sign_in):
    client = sign_in("privacy_officer")
    address = _at("assessment_risks", dossier, dpia.pk)
    scores = {"likelihood": "3", "impact": "3", "likelihood_after": "1", "impact_after": "3"}
    given = {"what": "Lek", "whom": "Inwoners", "measure": "Versleutel", "due_on": "31-12-2026", **scores}

    assert client.post(address, {**given, "due_on": "morgen"}).status_code == 422
    assert client.post(address, {**given, "owner": "999999"}).status_code == 422
    client.post(address, {**given, "owner": str(town.holders["ciso"].pk)})
    risk = dpia.risks.get()
    assert "Versleutel" in client.get(address).content.decode()

    client.post(_at("assessment_risk_drop", dossier, dpia.pk, risk.pk))
    assert not dpia.risks.exists()


def test_the_overseer_as_performer_is_refused_on_every_page(town, dossier, dpia, sign_in):
    both = town.holders["privacy_officer"]
    RoleAssignment.objects.create(
        organisation=town.organisation, person=both, role="data_protection_officer", valid_from=builders.NOW.date()
    )
    client = sign_in("privacy_officer")

    for name, arguments, data in [
        ("assessment_section", ["d"], {"q-necessary": "Ja."}),
        ("assessment_risks", [], {"what": "x"}),
        ("assessment_submit", [], {"summary": "x"}),
    ]:
        assert client.post(_at(name, dossier, dpia.pk, *arguments), data).status_code == 403, name


def test_an_expired_assessment_is_a_red_mark_and_a_task(town, dossier, dpia, sign_in):
    accepted = accept_assessment(
        town.actor("data_protection_officer"), builders.handed_in(town, dpia), reasons="Volledig."
    )
    assert keep_terms(builders.NOW)["renewals"] == 0
    ahead = builders.NOW + (accepted.valid_until - builders.NOW.date()) - timedelta(days=60)

    assert keep_terms(ahead)["renewals"] == 1
    assert keep_terms(ahead)["renewals"] == 0
    assert dossier.tasks.filter(activity="M10", role="privacy_officer", status="open").exists()

    Assessment.objects.filter(pk=dpia.pk).update(valid_until=builders.NOW.date() - timedelta(days=800))
    page = sign_in("privacy_officer").get(reverse("dossier", args=[dossier.number])).content.decode()
    assert "is verlopen" in page
    Dossier.objects.filter(pk=dossier.pk).update(use="ended")
    page = sign_in("privacy_officer").get(reverse("dossier", args=[dossier.number])).content.decode()
    assert "is verlopen" not in page


def test_who_only_uses_applications_reads_no_assessment(dossier, dpia, sign_in):
    client = sign_in("user")

    assert client.get(_at("assessment", dossier, dpia.pk)).status_code == 404
    assert "mensen met een rol" in client.get(_at("assessments", dossier)).content.decode()
