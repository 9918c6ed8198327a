"""Screens of campaigns and dilemmas: what is typed stays, who sees what, files that are only saved, and the report."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import builders
from tests.pdf_text import pdf_text
from vijfspoor.actions.people.run_campaign import close_campaign
from vijfspoor.content.literacy.dilemmas import dilemmas_in_force
from vijfspoor.store.models import Campaign

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(town):
    def as_role(role):
        client = Client()
        client.force_login(town.holders[role], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return as_role


def test_hr_plans_changes_and_withdraws_and_loses_nothing_that_was_typed(town, sign_in):
    hr, later = sign_in("hr_adviser"), date.today() + timedelta(days=30)
    given = {"name": "Week van de AI", "message": "", "competences": ["use"], "starts_on": f"{later:%d-%m-%Y}"}
    refused = hr.post(reverse("campaign_new"), given)
    assert refused.status_code == 422
    assert "Week van de AI" in refused.content.decode()

    given |= {"message": "Praat erover.", "ends_on": f"{later + timedelta(days=9):%d-%m-%Y}"}
    assert hr.post(reverse("campaign_new"), given).status_code == 302
    row = Campaign.objects.get()
    assert "Praat erover." in hr.get(reverse("campaign_change", args=[row.pk])).content.decode()
    hr.post(reverse("campaign_change", args=[row.pk]), given | {"name": "Maand van de AI"})
    assert "Maand van de AI" in hr.get(reverse("campaigns")).content.decode()
    assert sign_in("user").get(reverse("campaign", args=[row.pk])).status_code == 404, "it did not begin"
    hr.post(reverse("campaign_step", args=[row.pk]), {"step": "withdraw"})
    row.refresh_from_db()
    assert row.withdrawn_at
    assert sign_in("ciso").get(reverse("campaign_new")).status_code == 403
    assert hr.post(reverse("campaign_step", args=[row.pk]), {"step": "dance"}).status_code == 404


def test_who_is_asked_sees_the_invitation_and_no_figures(town, sign_in):
    row = builders.campaign(town)
    close_campaign(town.actor("hr_adviser"), builders.campaign(town, name="Eerder"))
    user = sign_in("user")

    page = user.get(reverse("campaign", args=[row.pk])).content.decode()
    assert "Praat over een dilemma." in page
    assert "Bereik" not in page
    assert user.get(reverse("campaigns")).status_code == 403
    for step in ("count", "close", "withdraw"):
        answer = user.post(reverse("campaign_step", args=[row.pk]), {"step": step, "what": "Lunch", "people": "9"})
        assert answer.status_code == 403, step
    over = user.get(reverse("campaign", args=[row.pk + 1])).content.decode()
    assert "%" not in over.partition("<main")[2]


def test_a_file_is_saved_and_never_shown(town, sign_in):
    row = builders.campaign(town)
    hr, user = sign_in("hr_adviser"), sign_in("user")
    address = reverse("campaign_material", args=[row.pk])
    wrong = hr.post(address, {"title": "Poster", "file": SimpleUploadedFile("poster.pdf", b"geen pdf")})
    assert wrong.status_code == 422
    assert "Poster" in wrong.content.decode()
    hr.post(address, {"title": "Poster", "file": SimpleUploadedFile("oud.pdf", b"%PDF-1.7")})
    file = row.materials.get()

    answer = user.get(reverse("campaign_file", args=[row.pk, file.pk]))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7"
    assert answer["Content-Disposition"] == 'attachment; filename="Poster.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert user.post(reverse("campaign_file_away", args=[row.pk, file.pk])).status_code == 403
    assert hr.post(reverse("campaign_file_away", args=[row.pk, file.pk])).status_code == 302
    assert user.get(reverse("campaign_file", args=[row.pk, file.pk])).status_code == 404


def test_the_report_tells_of_campaigns_in_its_period_only(town, sign_in):
    close_campaign(town.actor("hr_adviser"), builders.campaign(town, name="Najaarsweek"))
    hr = sign_in("hr_adviser")

    assert "Najaarsweek" in pdf_text(hr.get(reverse("literacy_quarter_pdf", args=[2026, 4])).content)
    assert "Najaarsweek" in pdf_text(hr.get(reverse("literacy_year_pdf", args=[2026])).content)
    assert "Najaarsweek" not in pdf_text(hr.get(reverse("literacy_year_pdf", args=[2025])).content)


def test_anyone_draws_reads_and_chooses_a_dilemma(town, sign_in):
    user, cards = sign_in("user"), reverse("literacy_dilemmas")
    found = dilemmas_in_force(builders.NOW.date())

    page = user.get(cards).content.decode()
    assert all(item.title.nl in page.replace("&#x27;", "'") for item in found)
    drawn = user.get(cards + "?kies=willekeurig").headers["Location"]
    assert drawn in {reverse("literacy_dilemma", args=[item.code]) for item in found}
    some = user.get(cards + "?over=people").content.decode()
    assert some.count('class="vs-task ') == sum("people" in item.competences for item in found)
    read = user.get(reverse("literacy_dilemma", args=[found[-1].code])).content.decode()
    assert reverse("literacy_dilemma", args=[found[0].code]) in read
    assert user.get(reverse("literacy_dilemma", args=["bestaat-niet"])).status_code == 404
