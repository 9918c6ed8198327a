"""Screens of AI literacy: levels, sending, taking the scan, results from elsewhere, publishing, plan and reports."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import builders
from tests.pdf_text import pdf_text
from vijfspoor.actions.people.send_scan import RoundInput, send_scan
from vijfspoor.content.literacy.loader import folder_of
from vijfspoor.content.literacy.scan import load_scan
from vijfspoor.queries.actor import actor_for
from vijfspoor.queries.people.self_scan import sitting
from vijfspoor.store.models import LiteracyPlan, PlanAdoption, ScanResult, ScanRound

pytestmark = pytest.mark.django_db
SCAN = load_scan(folder_of("2026-11-01"))
CSV = "email;team;understand;use;people;rules\n{email};;2;2;2;2\n;Wmo;1;1;1;1\n;Nergens;1;1;1;1\n"


@pytest.fixture
def sign_in(town):
    def sign_in(role):
        client = Client()
        client.force_login(town.holders[role], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


@pytest.fixture
def adopted(town, sign_in):
    sent = sign_in("executive_board").post(
        reverse("literacy_framework"), {"version": "2026-11-01", "reasons": "Past bij ons."}
    )
    assert sent.status_code == 302


def _open_round(town, **fields):
    hr = actor_for(town.holders["hr_adviser"], timezone.now())
    return send_scan(hr, RoundInput("Ronde", "everyone", hr.today, hr.today + timedelta(days=9), **fields))


def _take(client, town, round_):
    """Answer every question as a browser without JavaScript would; return the last answer of the site."""
    invitation = round_.invitations.get(person=town.holders["user"])
    address = reverse("self_scan", args=[round_.pk])
    for _ in range(17):
        item = sitting(invitation).item
        right = next((option.code for option in item.options if option.is_right), "level_2")
        response = client.post(address, {"item": item.code, "option": right})
        invitation.refresh_from_db()
        if invitation.is_done:
            return response
        assert response.status_code == 302
    raise AssertionError("the scan does not end")


def test_levels_are_read_by_everyone_and_adopted_with_reasons(town, sign_in):
    page = sign_in("user").get(reverse("literacy_framework"))
    assert page.status_code == 200
    assert b"<textarea" not in page.content
    board = sign_in("executive_board")
    assert board.post(reverse("literacy_framework"), {"version": "2026-11-01"}).status_code == 422
    board.post(reverse("literacy_framework"), {"version": "2026-11-01", "reasons": "Past bij ons."})
    assert "Past bij ons." in board.get(reverse("literacy_framework")).content.decode()
    assert sign_in("user").post(reverse("literacy_framework"), {"version": "x", "reasons": "y"}).status_code == 403


def test_hr_sends_the_scan_and_everyone_finds_it_on_the_desk(town, sign_in, adopted):
    hr, today = sign_in("hr_adviser"), timezone.localdate()
    given = {"name": "Eerste", "target": "everyone", "is_anonymous": "yes", "reminds": "yes"}
    wrong = hr.post(reverse("scan_round_new"), given | {"opens_on": "gisteren", "closes_on": ""})
    assert wrong.status_code == 422
    assert 'value="Eerste"' in wrong.content.decode()
    days = {"opens_on": f"{today:%d-%m-%Y}", "closes_on": f"{today + timedelta(days=20):%d-%m-%Y}"}
    sent = hr.post(reverse("scan_round_new"), given | days, follow=True)

    round_ = ScanRound.objects.get()
    assert str(round_.invited) in sent.content.decode()
    assert reverse("self_scan", args=[round_.pk]) in sign_in("ciso").get(reverse("desk")).content.decode()
    assert sign_in("user").get(reverse("scan_round_new")).status_code == 403


def test_an_anonymous_result_is_seen_once_by_the_person_only(town, sign_in, adopted):
    round_, client = _open_round(town), sign_in("user")
    address = reverse("self_scan", args=[round_.pk])
    first = client.get(address).content.decode()
    assert 'type="radio"' in first
    item = sitting(round_.invitations.get(person=town.holders["user"])).item
    assert client.post(address, {"item": item.code}).status_code == 422
    assert client.post(address, {"item": "use_4", "option": "x"}, follow=True).status_code == 200

    last = _take(client, town, round_)

    assert last.status_code == 200
    assert last.headers["Cache-Control"] == "private, no-store"
    again = client.get(reverse("self_scan_result", args=[round_.pk])).content.decode()
    assert "vs-scroll" not in again, "no table of levels is left"
    assert client.get(address).status_code == 302
    assert str(round_.name) in client.get(reverse("self_scans")).content.decode()


def test_a_result_by_name_can_be_looked_up_by_the_person_alone(town, sign_in, adopted):
    round_, client = _open_round(town, is_anonymous=False), sign_in("user")
    last = _take(client, town, round_)

    assert last.status_code == 302
    assert "vs-scroll" in client.get(last.headers["Location"]).content.decode()
    hr = sign_in("hr_adviser").get(reverse("self_scan_result", args=[round_.pk]), follow=True)
    assert "vs-scroll" not in hr.content.decode()


def test_results_are_checked_first_and_stored_only_after_confirming(town, sign_in, adopted):
    hr = sign_in("hr_adviser")
    text = CSV.format(email=town.holders["user"].email)
    given = {"name": "Cursus", "measured_on": "01-11-2026", "is_anonymous": "no"}
    seen = hr.post(reverse("literacy_import"), given | {"file": SimpleUploadedFile("a.csv", text.encode())})
    page = seen.content.decode()
    assert seen.status_code == 200
    assert seen.headers["Cache-Control"] == "private, no-store"
    assert "Nergens" in page
    assert '<th scope="row">4</th>' in page
    assert not ScanRound.objects.exists()

    carried = page.split('name="carried" value="')[1].split('"')[0]
    done = hr.post(reverse("literacy_import"), given | {"carried": carried, "confirm": "yes"})
    assert done.status_code == 302
    assert ScanResult.objects.count() == 2
    forged = hr.post(reverse("literacy_import"), given | {"carried": carried[:-2] + "xx", "confirm": "yes"})
    assert forged.status_code == 422
    assert sign_in("ciso").get(reverse("literacy_import")).status_code == 403


@pytest.mark.parametrize(
    "file", [None, ("a.exe", b"x"), ("a.csv", b"niets"), ("a.xlsx", b"x"), ("a.csv", b"," * 2_000_001)]
)
def test_a_file_that_cannot_be_read_is_explained(town, sign_in, adopted, file):
    given = {"file": SimpleUploadedFile(*file)} if file else {}
    answer = sign_in("hr_adviser").post(reverse("literacy_import"), given | {"name": "Cursus"})

    assert answer.status_code == 422
    assert 'value="Cursus"' in answer.content.decode()


def test_figures_show_the_team_under_the_target_and_the_manager_sees_only_the_own_team(town, sign_in):
    other = builders.Unit.objects.create(
        organisation=town.organisation, name="Ruimte", kind="team", parent=town.department
    )
    town.holders["team_manager"].role_assignments.update(unit=town.team)
    builders.measured(town, [(town.team, 30, 10), (other, 20, 10)])
    for role, post in (("hr_adviser", "write"), ("executive_board", "adopt")):
        client = sign_in(role)
        if post == "write":
            fields = {
                "first_year": "2026",
                "last_year": "2029",
                "target_share": "80",
                "goals": "Meer.",
                "evaluation": "Elk jaar.",
            }
            assert client.post(reverse("literacy_plan"), fields | {"target_share": "veel"}).status_code == 422
            client.post(reverse("literacy_plan"), fields | {"budget-2026": "25.000"})
        else:
            address = reverse("literacy_plan_adopt", args=[LiteracyPlan.objects.get().pk])
            assert client.post(address, {"reasons": ""}).status_code == 422
            client.post(address, {"reasons": "Haalbaar."})
    assert LiteracyPlan.objects.get().budget == {"2026": 25000}
    assert PlanAdoption.objects.get().reasons == "Haalbaar."

    page = sign_in("hr_adviser").get(reverse("literacy")).content.decode()
    assert page.count("vs-heat--bad") >= 8
    assert "Ruimte" in page
    manager = sign_in("team_manager").get(reverse("literacy")).content.decode()
    assert "Wmo" in manager
    assert "Ruimte" not in manager
    assert sign_in("team_manager").get(reverse("scan_rounds")).status_code == 403


def test_growth_is_shown_between_the_first_and_the_newest_measurement(town, sign_in):
    builders.measured(town, [(town.team, 60, 10)])
    builders.measured(town, [(town.team, 70, 60)], builders.NOW + timedelta(days=60))

    page = sign_in("hr_adviser").get(reverse("literacy")).content.decode()
    assert "+70" in page
    assert page.count("+70") >= 8, "per competence, and for the team"
    csv = sign_in("hr_adviser").get(reverse("literacy_export")).content.decode()
    assert csv.count("85%") >= 4


def test_reports_come_as_pdf_and_odt_in_two_languages(town, sign_in):
    builders.measured(town, [(town.team, 30, 10)])
    hr = sign_in("hr_adviser")
    pdf = hr.get(reverse("literacy_year_pdf", args=[2026]) + "?taal=en")
    assert "AI literacy: yearly report 2026" in pdf_text(pdf.content)
    assert "Wmo" in pdf_text(hr.get(reverse("literacy_quarter_pdf", args=[2026, 4])).content)
    assert hr.get(reverse("literacy_quarter_odt", args=[2026, 4])).content[:2] == b"PK"
    for wrong in ((2020, 1), (2026, 9), (2090, 1)):
        assert hr.get(reverse("literacy_quarter_pdf", args=wrong)).status_code == 404


def test_everyone_reads_what_is_measured(town, sign_in):
    for role in ("user", "council", "ciso"):
        assert sign_in(role).get(reverse("literacy_measured")).status_code == 200
