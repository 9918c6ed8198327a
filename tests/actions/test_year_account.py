"""The yearly account: figures that are the length of their list, versions that stay, and one the board made final."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import builders
from tests.pdf_text import pdf_text
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.leadership.register_council_item import CouncilItemInput, register_council_item
from vijfspoor.actions.leadership.write_year_account import adopt_year_account, write_year_account
from vijfspoor.content.year_account.loader import account_sections
from vijfspoor.domain.period import Period, quarter_before, quarter_of, read_period
from vijfspoor.queries.leadership.period_figures import figure_names, period_figures
from vijfspoor.queries.leadership.year_account import account_page, final_account

pytestmark = pytest.mark.django_db

TEXTS = {"summary": "Dit jaar hebben wij veel geleerd."}


@pytest.fixture
def scene(town):
    """One approved application, one that runs, and a motion."""
    approved = builders.reported(town, builders.SPELL_CHECKER)
    builders.decided(town, approved)
    builders.decided(town, approved)
    builders.reported(town, builders.CV_RANKER, name="Voorsorteren")
    day = builders.NOW.date()
    register_council_item(town.actor("council"), CouncilItemInput("motion", "Motie", "Leg uit.", "", day, day))
    return town


def _client(town, role):
    client = Client()
    client.force_login(town.holders[role], backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_period_is_written_and_read():
    assert read_period("2026-4") == Period(2026, 4) == quarter_of(date(2026, 12, 31))
    assert (Period(2026, 4).start, Period(2026, 4).end) == (date(2026, 10, 1), date(2026, 12, 31))
    assert (Period(2026).start, Period(2026).end) == (date(2026, 1, 1), date(2026, 12, 31))
    assert quarter_before(Period(2026, 1)) == Period(2025, 4)
    assert read_period("2026-5") is None
    assert read_period("morgen") is None


def test_every_figure_is_the_length_of_a_list_that_opens(scene):
    # The pages below look at the day of today.
    found = period_figures(scene.actor("information_manager", timezone.now()), Period(2026, 4))
    value = {item.code: item.value for item in found}

    assert (value["reported"], value["approved"], value["rejected"], value["council"]) == (2, 1, 0, 1)
    assert value["route_groen"] == 1
    assert value.keys() == figure_names().keys()
    client = _client(scene, "information_manager")
    for item in found:
        assert f": {item.value}" in client.get(item.path).content.decode(), item.code


def test_nothing_of_another_quarter_or_organisation_is_counted(scene, other_town):
    before = period_figures(scene.actor("information_manager"), Period(2026, 3))
    elsewhere = period_figures(other_town.actor("information_manager"), Period(2026, 4))

    assert [item.code for item in before if item.value] == []
    assert [item.code for item in elsewhere if item.value] == []


def test_the_first_text_is_made_from_the_figures(scene):
    page = account_page(scene.actor("information_manager"), 2026)
    texts = dict((item.code, text) for item, text in page.sections)

    assert "2 toepassingen gemeld" in texts["summary"]
    for section in account_sections(date(2026, 11, 30)):
        assert "{" not in texts[section.code]


def test_every_save_is_a_version_with_the_figures_of_that_moment(scene):
    manager = scene.actor("information_manager")
    first = write_year_account(manager, 2026, TEXTS)
    builders.reported(scene, builders.CONVERSATION_REPORT, name="Nieuw")
    assert [item.code for item in account_page(manager, 2026).moved][:1] == ["reported"]

    second = write_year_account(manager, 2026, TEXTS)
    assert (first.version, second.version) == (1, 2)
    assert (first.figures["reported"], second.figures["reported"]) == (2, 3)


def test_only_the_board_makes_it_final_and_only_the_newest(scene):
    first = write_year_account(scene.actor("policy_adviser"), 2026, TEXTS)
    second = write_year_account(scene.actor("information_manager"), 2026, TEXTS)
    board = scene.actor("executive_board")
    with pytest.raises(NotAllowed):
        adopt_year_account(scene.actor("information_manager"), second)
    with pytest.raises(Conflict):
        adopt_year_account(board, first)
    adopt_year_account(board, second)

    with pytest.raises(Conflict):
        adopt_year_account(board, second)
    assert final_account(scene.organisation, 2026) == second


def test_a_final_account_stays_and_a_correction_is_a_newer_version(scene):
    manager, board = scene.actor("information_manager"), scene.actor("executive_board")
    account = write_year_account(manager, 2026, TEXTS)
    adoption = adopt_year_account(board, account)
    for row in (account, adoption):
        with pytest.raises(DatabaseError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        type(account).objects.filter(pk=account.pk).update(sections={})

    newer = write_year_account(manager, 2026, {"summary": "Verbeterd."})
    assert final_account(scene.organisation, 2026) == account
    adopt_year_account(board, newer)
    assert final_account(scene.organisation, 2026) == newer


def test_wrong_input_is_refused(scene, other_town):
    manager = scene.actor("information_manager")
    with pytest.raises(InvalidInput):
        write_year_account(manager, 2026, {"summary": "  "})
    with pytest.raises(InvalidInput) as refused:
        write_year_account(manager, 2026, {"impact": "x" * 10_001})
    assert set(refused.value.errors) == {"impact"}
    with pytest.raises(Conflict):
        write_year_account(manager, 2027, TEXTS)
    with pytest.raises(NotAllowed):
        write_year_account(scene.actor("ciso"), 2026, TEXTS)
    account = write_year_account(manager, 2026, TEXTS)
    with pytest.raises(NotAllowed):
        adopt_year_account(other_town.actor("executive_board"), account)


def test_a_visitor_reads_it_only_when_it_is_final_and_sees_no_name(scene):
    page = reverse("public_account", args=[scene.organisation.slug, 2026])
    file = reverse("public_account_pdf", args=[scene.organisation.slug, 2026])
    account = write_year_account(scene.actor("information_manager"), 2026, TEXTS)
    assert Client().get(page).status_code == 404
    assert Client().get(file).status_code == 404

    adopt_year_account(scene.actor("executive_board"), account)
    body = Client().get(page).content.decode()
    assert TEXTS["summary"] in body
    assert "Test executive_board" not in body
    assert page in Client().get(reverse("council", args=[scene.organisation.slug])).content.decode()
    text = pdf_text(Client().get(file).content)
    assert "veel geleerd" in text
    assert "/inzicht/cijfers/2026/reported" in text.replace(" ", "").replace("\u2060", "")
    assert "Test executive_board" not in text


@pytest.mark.parametrize(("role", "status"), [("user", 403), ("council", 403), ("ciso", 200), ("executive_board", 200)])
def test_reports_are_for_who_may_read_advice(scene, role, status):
    client = _client(scene, role)
    for address in (
        reverse("reports"),
        reverse("quarter", args=[2026, 4]),
        reverse("quarter_pdf", args=[2026, 4]),
        reverse("quarter_odt", args=[2026, 4]),
        reverse("year_account", args=[2026]),
        reverse("period_figure", args=["2026-4", "reported"]),
        reverse("woo_requests"),
    ):
        assert client.get(address).status_code == status, address


def test_what_was_typed_stays_when_a_section_is_too_long(scene):
    client = _client(scene, "information_manager")
    answer = client.post(reverse("year_account", args=[2026]), {"summary": "Mijn tekst", "impact": "y" * 10_001})

    assert answer.status_code == 422
    assert "Mijn tekst" in answer.content.decode()
