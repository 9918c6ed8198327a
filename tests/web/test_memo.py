"""The memo to the management team: two pages at most, every position in it, and no dissent ever dropped."""

import io
from dataclasses import replace
from datetime import date

import odfdo
import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from tests.actions.test_road import to_decision
from tests.pdf_text import pdf_text
from tests.suppliers import shop
from vijfspoor.actions.dossier.contribute import correct_contribution
from vijfspoor.actions.dossier.describe_application import describe_application, particulars_of
from vijfspoor.queries.actor import actor_for
from vijfspoor.queries.dossier.dossier import find
from vijfspoor.queries.dossier.memo import memo
from vijfspoor.queries.wording import role_name

pytestmark = pytest.mark.django_db

LONG = "Dit advies is erg lang en gaat over alles wat er mis kan gaan. " * 70


@pytest.fixture
def scene(town):
    """A conversation report before the decision on its use, advised against by the data protection officer."""
    return {"town": town, "dossier": to_decision(town)}


def _get(scene, form="pdf", role="information_manager", **query):
    client = Client()
    client.force_login(scene["town"].holders[role], backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.get(reverse(f"memo_{form}", args=[scene["dossier"].number]), query)


def _plain(text):
    return "".join(letter for letter in text if letter.isalnum())


def _pages(response):
    return len(pikepdf.open(io.BytesIO(response.content)).pages)


def test_it_says_what_the_contracts_in_force_cost_a_year_and_else_that_this_is_not_on_file(scene):
    assert _plain("Kosten staat niet in het dossier") in _plain(pdf_text(_get(scene, taal="nl").content))
    bought = shop(scene["town"])
    bought.contract(scene["dossier"], yearly_cost=24_000)
    bought.contract(scene["dossier"], yearly_cost=1_500)
    bought.contract(scene["dossier"], yearly_cost=9_000, ends_on=date(2026, 2, 1))
    assert _plain("25.500 euro per jaar volgens contract") in _plain(pdf_text(_get(scene, taal="nl").content))


def test_it_says_what_is_asked_with_every_position_and_the_article(scene):
    found = memo(scene["town"].actor("information_manager"), find(scene["town"].actor("ciso"), scene["dossier"].number))
    response = _get(scene, taal="nl")
    text = _plain(pdf_text(response.content))

    assert response.status_code == 200
    assert _pages(response) <= 2
    assert len(found.dissents) == 1
    for voice in found.voices:
        assert _plain(role_name(voice.advice.role)) in text
    for code in found.law.outcomes:
        assert _plain(found.law.book.outcomes[code].reference) in text
    for words in ("Memo: Gespreksverslag", "Gevraagd", "Een fout verslag", "Onderbouwing."):
        assert _plain(words) in text, words


def test_however_much_was_said_it_stays_within_two_pages_and_no_dissent_is_dropped(scene):
    town, dossier = scene["town"], scene["dossier"]
    for number, row in enumerate(dossier.contributions.filter(kind="advises", corrected_by__isnull=True)):
        actor = actor_for(row.person, builders.NOW)
        text = f"Tegenstem nummer {number} van mij. {LONG}"
        correct_contribution(actor, row, text=text, position="negative", conditions=[])
    actor = town.actor("information_adviser")
    describe_application(actor, dossier, replace(particulars_of(dossier), purpose=LONG[:2400]))

    response = _get(scene)
    text = _plain(pdf_text(response.content))
    rows = dossier.contributions.filter(kind="advises", corrected_by__isnull=True)
    assert rows.count() >= 6
    assert _pages(response) == 2
    for row in rows:
        assert _plain(row.text.split(".")[0]) in text
    assert _plain("Dehele tekst staat in dossier") in text


def test_an_earlier_dissent_of_who_spoke_again_is_still_in_it(scene):
    town, dossier = scene["town"], scene["dossier"]
    row = dossier.contributions.filter(kind="advises", position="negative", corrected_by__isnull=True).get()
    later = dossier.contributions.model.objects.create(
        **{
            name: getattr(row, name)
            for name in ("organisation", "dossier", "task", "activity", "role", "kind", "person", "person_name", "at")
        },
        gate="G4",
        position="positive",
        text="Nu wel.",
    )
    found = memo(town.actor("information_manager"), find(town.actor("ciso"), dossier.number))

    assert [voice.advice for voice in found.dissents] == [row]
    assert later in [voice.advice for voice in found.voices]


def test_the_odt_says_the_same(scene):
    text = _plain(odfdo.Document(io.BytesIO(_get(scene, "odt").content)).get_formatted_text())

    for words in ("Gespreksverslag", "Functionaris gegevensbescherming: negatief", "Onderbouwing."):
        assert _plain(words) in text, words


@pytest.mark.parametrize(("role", "status"), [("user", 404), ("council", 404), ("executive_board", 200)])
def test_only_who_may_read_advice_gets_it(scene, role, status):
    assert _get(scene, role=role).status_code == status


def test_the_page_of_the_application_has_it_in_one_click(scene):
    client = Client()
    manager = scene["town"].holders["information_manager"]
    client.force_login(manager, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse("dossier", args=[scene["dossier"].number])).content.decode()

    assert reverse("memo_pdf", args=[scene["dossier"].number]) in page
