"""Means on screen: what the owner asks reaches the board, what was typed stays, and who may not read it does not."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from tests.builders import NOW
from vijfspoor.actions.dossier._conditions import ConditionInput
from vijfspoor.actions.ethics.keep_obligation import assign_obligation
from vijfspoor.actions.leadership.ask_means import ask_means
from vijfspoor.actions.leadership.assign_means import assign_means, refuse_means
from vijfspoor.actions.leadership.keep_means import SourceInput, add_means_source
from vijfspoor.actions.organisation.refresh_findings import refresh_findings
from vijfspoor.domain.leadership.means import Means
from vijfspoor.store.models import Dossier, Finding, MeansRequest, MeansRuling, MeansSource, Task

pytestmark = pytest.mark.django_db


def client_of(person):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def measure(town):
    """A condition of a decision; its owner has no role in governance."""
    dossier = builders.reported(town, builders.SPELL_CHECKER)
    wish = ConditionInput("Zet opslag uit", town.holders["user"], NOW.date() + timedelta(days=60))
    builders.decided(town, dossier, "approve_with_conditions", deviation_reasons="Klein.", conditions=[wish])
    return builders.task_of(dossier, kind="condition")


@pytest.fixture
def source(town):
    this_year = town.actor("executive_board").today.year
    return add_means_source(
        town.actor("executive_board"), SourceInput("Dienstverlening", Means(100, 10_000), this_year)
    )


@pytest.fixture
def board(town):
    return client_of(town.holders["executive_board"])


def test_from_the_task_to_the_board_and_back(town, measure, source, board):
    owner = client_of(town.holders["user"])
    page = owner.get(reverse("task", args=[measure.pk])).content.decode()
    assert reverse("means_ask", args=[measure.pk]) in page

    wrong = owner.post(reverse("means_ask", args=[measure.pk]), {"hours": "veertig", "euros": "5.000", "why": "Zo."})
    assert wrong.status_code == 422
    assert all(typed in wrong.content.decode() for typed in ("veertig", "5.000", "Zo.", "Gebruik hele uren"))
    owner.post(reverse("means_ask", args=[measure.pk]), {"hours": "40", "euros": "€ 5.000", "why": "Ombouw."})
    assert MeansRequest.objects.get().means == Means(40, 5000)

    listed = board.get(reverse("means"), {"lijst": "gevraagd"}).content.decode()
    assert all(text in listed for text in ("Zet opslag uit", "40 uur en 5.000 euro", "Ombouw."))
    assert "Bekijk de aanvragen" in board.get(reverse("desk")).content.decode()
    address = reverse("means_of_measure", args=[measure.pk])
    too_much = board.post(address, {"step": "assign", "source": source.pk, "hours": "40", "euros": "12.000"})
    assert too_much.status_code == 422
    assert "Er is te weinig: nog 10.000 euro over in deze bron." in too_much.content.decode()
    assert 'value="12.000"' in too_much.content.decode()
    assert f'value="{source.pk}" selected' in too_much.content.decode()
    board.post(address, {"step": "assign", "source": source.pk, "hours": "40", "euros": "5000"})

    for page in (reverse("desk"), reverse("task", args=[measure.pk])):
        told = owner.get(page).content.decode()
        assert "40 uur en 5.000 euro" in told, page
        assert "Dienstverlening" in told, page
    dossier = board.get(reverse("dossier", args=[measure.dossier.number])).content.decode()
    assert "40 uur en 5.000 euro" in dossier


def test_a_no_without_a_reason_is_said_at_its_field_and_one_with_a_reason_reaches_the_owner(town, measure, board):
    address = reverse("means_of_measure", args=[measure.pk])
    wrong = board.post(address, {"step": "refuse", "reasons": " "})
    assert wrong.status_code == 422
    assert 'id="reasons-error"' in wrong.content.decode()
    assert board.post(address, {"step": "niets"}).status_code == 404
    board.post(address, {"step": "refuse", "reasons": "Eerst het andere."})
    assert (
        "Eerst het andere." in client_of(town.holders["user"]).get(reverse("task", args=[measure.pk])).content.decode()
    )


def test_taking_back_needs_a_reason_and_then_the_source_is_whole_again(town, measure, source, board):
    assign_means(town.actor("executive_board"), measure, source, Means(5))
    address = reverse("means_of_measure", args=[measure.pk])
    wrong = board.post(address, {"step": "withdraw", "take_back": ""})
    assert wrong.status_code == 422
    assert 'id="take_back-error"' in wrong.content.decode()
    board.post(address, {"step": "withdraw", "take_back": "Het kan zonder."})
    assert MeansRuling.objects.order_by("-pk").first().outcome == "withdrawn"


def test_one_click_says_that_nothing_is_needed(town, measure):
    owner = client_of(town.holders["user"])
    owner.post(reverse("means_ask", args=[measure.pk]), {"step": "none"})

    assert MeansRequest.objects.get().means.is_nothing
    page = owner.get(reverse("task", args=[measure.pk])).content.decode()
    assert "niets nodig" in page


def test_the_board_adds_changes_and_stops_a_source_and_loses_nothing_typed(town, measure, board):
    year = town.actor("executive_board").today.year + 1
    wrong = board.post(reverse("means"), {"name": "Nieuw", "year": "ooit", "hours": "1.200", "euros": ""})
    assert wrong.status_code == 422
    assert all(f'value="{typed}"' in wrong.content.decode() for typed in ("Nieuw", "ooit", "1.200"))
    board.post(reverse("means"), {"name": "Nieuw", "year": year, "hours": "1.200", "euros": ""})
    source = MeansSource.objects.get()
    assert (source.year, source.means) == (year, Means(1200, 0))

    assign_means(town.actor("executive_board"), measure, source, Means(40))
    address = reverse("means_source", args=[source.pk])
    assert "Zet opslag uit" in board.get(address).content.decode()
    refused = board.post(address, {"name": "Nieuw", "hours": "39", "euros": "0"})
    assert refused.status_code == 422
    assert "Er is al 40 uur toegewezen." in refused.content.decode()
    board.post(address, {"name": "Nieuwer", "hours": "1000", "euros": "10"})
    board.post(reverse("means_source_stop", args=[source.pk]))
    source.refresh_from_db()
    assert (source.name, source.means, source.retired_at is not None) == ("Nieuwer", Means(1000, 10), True)
    assert "Deze bron is gestopt" in board.get(address).content.decode()


def test_who_may_not_read_the_agenda_reads_no_means_of_others(town, measure, source):
    assign_means(town.actor("executive_board"), measure, source, Means(40))
    other = client_of(builders.person(town.organisation, town.team, "", name="Collega"))
    for name, arguments in (("means", []), ("means_source", [source.pk]), ("means_of_measure", [measure.pk])):
        assert other.get(reverse(name, args=arguments)).status_code == 403, name
    assert other.get(reverse("means_ask", args=[measure.pk])).status_code == 403
    assert "40 uur" not in other.get(reverse("dossier", args=[measure.dossier.number])).content.decode()


@pytest.mark.parametrize("role", ["ciso", "department_head", "information_manager"])
def test_who_reads_the_agenda_sees_everything_and_changes_nothing(town, measure, source, role):
    client = client_of(town.holders[role])
    for page in (reverse("means"), reverse("means_of_measure", args=[measure.pk])):
        told = client.get(page)
        assert told.status_code == 200
        assert "<form" not in told.content.decode().split("<main")[1], page
    assert client.post(reverse("means"), {"name": "x", "year": "2027", "hours": "1"}).status_code == 403
    given = {"step": "assign", "source": source.pk, "hours": "1"}
    assert client.post(reverse("means_of_measure", args=[measure.pk]), given).status_code == 403


def test_the_page_of_a_decision_says_what_earlier_measures_have_got(town, measure, source, board):
    refuse_means(town.actor("executive_board"), measure, reasons="Nog niet.")
    task = Task.objects.create(
        organisation=town.organisation, dossier=measure.dossier, kind="decide", gate="G4", role="executive_board",
        assignee=town.holders["executive_board"], due_on=NOW.date(), created_at=NOW,
    )  # fmt: skip
    page = board.get(reverse("board_decision", args=[task.pk])).content.decode()
    assert "Zet opslag uit" in page
    assert "Nog niet." in page


def test_an_obligation_with_an_owner_asks_on_its_own_page(town, measure):
    dossier = measure.dossier
    task = assign_obligation(
        town.actor("legal_adviser"), dossier, "OB-LIT-1", owner=town.holders["ciso"], due_on=NOW.date() + timedelta(9)
    )
    owner = client_of(town.holders["ciso"])
    page = owner.get(reverse("obligation", args=[dossier.number, "OB-LIT-1"])).content.decode()
    assert reverse("means_ask", args=[task.pk]) in page
    ask_means(town.actor("ciso"), task, Means(8), why="Les geven.")
    assert "8 uur" in owner.get(reverse("obligation", args=[dossier.number, "OB-LIT-1"])).content.decode()


def test_a_finding_leads_its_owner_to_the_question_and_the_board_to_the_answer(town, measure, board):
    Dossier.objects.filter(pk=measure.dossier_id).update(route="rood")
    refresh_findings(NOW + timedelta(days=40))
    finding = Finding.objects.get(code="V-VW-04")
    owner = client_of(town.holders["user"]).get(reverse("finding", args=[finding.pk])).content.decode()
    assert reverse("means_ask", args=[measure.pk]) in owner

    ask_means(town.actor("user"), measure, Means(8), why="Zo.")
    refresh_findings(NOW + timedelta(days=41))
    assert (
        reverse("means_of_measure", args=[measure.pk])
        in board.get(reverse("finding", args=[finding.pk])).content.decode()
    )


def test_a_task_that_is_no_measure_has_no_means(town, measure, board):
    other = measure.dossier.tasks.exclude(pk=measure.pk).first()
    assert client_of(town.holders["user"]).get(reverse("means_ask", args=[other.pk])).status_code == 404
    assert board.get(reverse("means_of_measure", args=[other.pk])).status_code == 404
