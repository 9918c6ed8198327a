"""Law on screen: the calendar, the queue, the adviser's word, obligations and the adoption of a rule book."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from vijfspoor.queries.ethics.facts import classify_dossier
from vijfspoor.store.models import KeptObligation, LegalReview

pytestmark = pytest.mark.django_db


@pytest.fixture
def ranker(town):
    return builders.reported(town, builders.CV_RANKER)


@pytest.fixture
def sign_in(town):
    def signed_in(role):
        client = Client()
        client.force_login(town.holders[role], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in


def test_the_calendar_and_the_queue_show_the_application(town, ranker, sign_in):
    lawyer = sign_in("legal_adviser")

    assert "2 december 2027" in lawyer.get(reverse("law_calendar")).content.decode()
    assert ranker.name in lawyer.get(reverse("law_queue")).content.decode()


def test_the_adviser_confirms_and_the_law_page_says_so(town, ranker, sign_in):
    lawyer, address = sign_in("legal_adviser"), reverse("legal_review", args=[ranker.number])
    seen = str(ranker.classifications.get().pk)
    wrong = lawyer.post(address, {"seen": seen, "reference": "Bijlage III", "reasons": "Lang verhaal"})
    assert wrong.status_code == 422
    assert "Lang verhaal" in wrong.content.decode()

    lawyer.post(address, {"seen": seen, "verdict": "confirm", "reference": "Bijlage III, 4(a)", "reasons": "Klopt."})

    page = lawyer.get(reverse("dossier_law", args=[ranker.number])).content.decode()
    assert "bevestigd" in page
    assert town.holders["legal_adviser"].name in page


def test_an_overruled_outcome_shows_both(town, ranker, sign_in):
    lawyer = sign_in("legal_adviser")
    given = {"verdict": "overrule", "outcomes": ["HR_EXEMPT_6_3"], "reference": "art. 6 lid 3 onder d", "reasons": "x"}

    lawyer.post(reverse("legal_review", args=[ranker.number]), {"seen": ranker.classifications.get().pk, **given})

    page = lawyer.get(reverse("dossier_law", args=[ranker.number])).content.decode()
    assert "op gezag van de jurist" in page
    assert "Volgens de regels:" in page
    assert LegalReview.objects.get().verdict == "overrule"


def test_an_obligation_becomes_a_task_and_is_settled_from_the_desk(town, ranker, sign_in):
    code = classify_dossier(ranker, builders.NOW.date()).obligations[0].rule.code
    address = reverse("obligation", args=[ranker.number, code])
    owner = town.holders["application_manager"]
    lawyer = sign_in("legal_adviser")
    assert lawyer.post(address, {"step": "assign", "owner": "", "due_on": "gisteren"}).status_code == 422
    lawyer.post(address, {"step": "assign", "owner": str(owner.pk), "due_on": "15-01-2027"})
    task = ranker.tasks.get(kind="obligation")

    manager = sign_in("application_manager")
    assert manager.get(reverse("task", args=[task.pk])).headers["Location"] == address
    assert manager.post(address, {"step": "settle", "status": "met", "evidence": ""}).status_code == 422
    manager.post(address, {"step": "settle", "status": "met", "evidence": "Werkdossier 12"})
    assert KeptObligation.objects.get().status == "met"
    assert manager.post(address, {"step": "nonsense"}).status_code == 404

    lawyer.post(address, {"step": "reopen", "reasons": "Verlopen"})
    assert KeptObligation.objects.get().status == "open"


def test_a_date_the_law_moved_keeps_its_old_date_in_sight(ranker, sign_in):
    page = sign_in("legal_adviser").get(reverse("dossier_law", args=[ranker.number])).content.decode()

    assert "<del>2 augustus 2026</del>" in page


def test_the_impact_is_shown_before_a_rule_book_is_adopted(town, sign_in):
    town.organisation.rule_book = "2024-08-01"
    town.organisation.save()
    ranker = builders.reported(town, builders.CV_RANKER)
    address = reverse("law_difference", args=["2024-08-01", "2026-07-27"])
    lawyer = sign_in("legal_adviser")

    page = lawyer.get(address).content.decode()
    assert ranker.name in page
    assert "Stel dit regelboek vast" in page
    assert "Stel dit regelboek vast" not in sign_in("ciso").get(address).content.decode()
    assert lawyer.post(address, {"reasons": ""}).status_code == 422
    lawyer.post(address, {"reasons": "Gelezen."})

    town.organisation.refresh_from_db()
    assert town.organisation.rule_book == "2026-07-27"
    assert "Gelezen." in lawyer.get(reverse("law_books")).content.decode()


def test_what_would_change_it_is_worked_out_and_shown(ranker, sign_in):
    page = sign_in("legal_adviser").get(reverse("counterfactual", args=[ranker.number])).content.decode()

    assert "Dit zou de route lichter maken" in page
    assert "Geen: " not in page


def test_who_only_uses_applications_sees_no_impact(ranker, sign_in):
    address = reverse("law_difference", args=["2024-08-01", "2026-07-27"])

    assert sign_in("user").get(address).status_code == 403
    assert sign_in("legal_adviser").get(reverse("law_difference", args=["2024-08-01", "1999"])).status_code == 404
