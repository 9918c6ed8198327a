"""Concerns on screen: from the dossier to an answer, with what people type never run."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from tests.suppliers import shop
from vijfspoor.store.models import Concern, SupplierNotice

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> \x00 {{ 7|add:1 }} %(name)s \u202e"


def client_of(person):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def dossier(town):
    return builders.reported(town, builders.SPELL_CHECKER)


def _report(town, application, **values):
    given = {"dossier": str(application.number), "what": "Verkeerde datum in de brief."} | values
    return client_of(town.holders["user"]).post(reverse("concern_report"), given)


def test_from_the_dossier_the_application_is_filled_in(town, dossier):
    client = client_of(town.holders["user"])
    tab = client.get(reverse("dossier_concerns", args=[dossier.number])).content.decode()
    assert f"toepassing={dossier.number}" in tab

    form = client.get(reverse("concern_report"), {"toepassing": dossier.number}).content.decode()
    assert f'<option value="{dossier.number}" selected>' in form


def test_wrong_input_loses_nothing(town, dossier):
    page = _report(town, dossier, dossier="", what="Wat ik zag.", since="gisteren")
    assert page.status_code == 422
    assert "Wat ik zag." in page.content.decode()
    assert not Concern.objects.exists()


def test_an_unknown_application_is_reported_and_passed_on(town, dossier):
    _report(town, dossier, dossier="unknown", about="De telefoonhulp")
    concern = Concern.objects.get()
    manager = client_of(town.holders["application_manager"])
    assert "De telefoonhulp" in manager.get(reverse("concerns")).content.decode()

    manager.post(reverse("concern_place", args=[concern.pk]), {"dossier": str(dossier.number)})

    concern.refresh_from_db()
    assert concern.dossier == dossier


def test_the_task_on_the_desk_opens_the_concern_and_it_is_settled_there(town, dossier):
    _report(town, dossier)
    concern = Concern.objects.get()
    manager = client_of(town.holders["application_manager"])
    opened = manager.get(reverse("task", args=[concern.task_id]))
    assert opened.headers["Location"] == reverse("concern", args=[concern.pk])

    empty = manager.post(reverse("concern_answer", args=[concern.pk]), {"text": "", "then": "settle"})
    assert empty.status_code == 422
    manager.post(reverse("concern_answer", args=[concern.pk]), {"text": "Hersteld.", "then": "settle"})

    reporter = client_of(town.holders["user"])
    assert "Hersteld." in reporter.get(reverse("concern", args=[concern.pk])).content.decode()


def test_alike_concerns_are_proposed_and_joined(town, dossier):
    _report(town, dossier)
    _report(town, dossier, what="Opnieuw een verkeerde datum in mijn brief.")
    first, second = Concern.objects.order_by("pk")
    manager = client_of(town.holders["application_manager"])
    assert 'name="others"' in manager.get(reverse("concern", args=[first.pk])).content.decode()

    manager.post(reverse("concern_merge", args=[first.pk]), {"others": [str(second.pk), "abc", "9" * 30]})

    second.refresh_from_db()
    assert second.part_of == first


def test_it_is_put_to_the_supplier_and_the_answer_written_down(town, dossier):
    supplier = shop(town).supplier
    _report(town, dossier)
    concern = Concern.objects.get()
    manager = client_of(town.holders["application_manager"])
    address = reverse("concern_pass_on", args=[concern.pk])
    assert "Spraakwerk BV: ik vertel het zelf" in manager.get(reverse("concern", args=[concern.pk])).content.decode()

    wrong = manager.post(address, {"to": f"s{supplier.pk}", "ask": "Herstelt u dit?", "answer_by": "gisteren"})
    assert wrong.status_code == 422
    assert "Herstelt u dit?" in wrong.content.decode()
    assert f'value="s{supplier.pk}" selected' in wrong.content.decode()
    manager.post(address, {"to": f"s{supplier.pk}", "ask": HOSTILE, "answer_by": "2026-12-18"})

    notice = SupplierNotice.objects.get()
    task = manager.get(reverse("task", args=[notice.task.pk]))
    assert task.url == reverse("concern", args=[concern.pk])
    page = manager.get(task.url).content.decode()
    assert "wacht op antwoord" in page
    assert "<script>alert(1)" not in page
    answer = reverse("concern_supplier_answer", args=[concern.pk, notice.pk])
    assert manager.post(answer, {"answer": " "}).status_code == 422
    manager.post(answer, {"answer": "Opgelost in versie 5."})
    assert "Opgelost in versie 5." in manager.get(task.url).content.decode()
    reporter = client_of(town.holders["user"]).get(task.url).content.decode()
    assert "Opgelost in versie 5." not in reporter
    assert "aan de leverancier voorgelegd" in reporter
    file = client_of(town.holders["procurement_officer"]).get(reverse("supplier", args=[supplier.pk]))
    assert "beantwoord" in file.content.decode()


def test_what_people_type_is_never_run(town, dossier):
    _report(town, dossier, what=HOSTILE, affected=HOSTILE, dossier="unknown", about=HOSTILE)
    concern = Concern.objects.get()
    manager = client_of(town.holders["application_manager"])
    for address in (reverse("concern", args=[concern.pk]), reverse("concerns"), reverse("desk")):
        page = manager.get(address).content.decode()
        assert "<script>alert(1)" not in page, address
        assert "&lt;script&gt;alert(1)" in page, address


@pytest.mark.parametrize("query", ["?lijst=mijn", "?lijst=alle", "?lijst=gemeld", "?lijst=%00&pagina=-3", "?pagina=x"])
def test_every_list_says_what_to_do_next_when_it_is_empty(town, query):
    page = client_of(town.holders["application_manager"]).get(reverse("concerns") + query)
    assert page.status_code == 200
    assert reverse("concern_report") in page.content.decode()


def test_a_browser_can_read_how_long_a_text_may_be(town, dossier):
    page = client_of(town.holders["user"]).get(reverse("concern_report")).content.decode()
    assert 'maxlength="2500"' in page
