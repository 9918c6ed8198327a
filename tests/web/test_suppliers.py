"""The screens of suppliers, and the page a supplier opens without an account."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import builders
from tests.suppliers import shop
from tests.web.test_access import _client
from vijfspoor.actions.technology.answer_request import SupplierAnswers, hand_in_answers
from vijfspoor.actions.technology.ask_supplier import ask_supplier, revoke_request
from vijfspoor.actions.technology.keep_product import link_product, offer_product
from vijfspoor.queries.actor import actor_for
from vijfspoor.store.models import Certificate, Contract, Product, Supplier, SupplierRequest, Task

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>"
GIVEN = {"answered_by": "Kim", "AI_FUNCTIONS": "on_by_default", "S1": "ja", "note_S1": HOSTILE, "MODELS": HOSTILE}


def _buyer(town):
    return actor_for(town.holders["procurement_officer"], timezone.now())


@pytest.fixture
def link(town):
    """A questionnaire asked just now, with the address of its page."""
    asked = ask_supplier(_buyer(town), shop(town).product, days=14, message="Wilt u dit invullen?")
    return asked.request, reverse("supplier_link", args=[asked.token])


def test_the_menu_names_suppliers_only_for_who_has_a_part_in_buying(town):
    address = reverse("suppliers")
    for role, status in (("ciso", 200), ("legal_adviser", 200), ("user", 403), ("hr_adviser", 403), ("council", 403)):
        client = _client(town.holders[role])
        assert client.get(address).status_code == status, role
        assert (f'href="{address}"' in client.get(reverse("desk")).content.decode()) is (status == 200), role


def test_a_buyer_keeps_a_whole_file(town):
    client = _client(town.holders["procurement_officer"])
    assert client.post(reverse("supplier_new"), {"name": " "}).status_code == 422
    client.post(reverse("supplier_new"), {"name": "Spraakwerk", "subprocessors": "Rekenhal\nModelhuis"})
    supplier = Supplier.objects.get()
    client.post(reverse("supplier_edit", args=[supplier.pk]), {"name": "Spraakwerk BV", "subprocessors": "Rekenhal"})
    client.post(reverse("supplier_contact", args=[supplier.pk]), {"contact_name": HOSTILE, "contact_email": ""})
    wrong = client.post(reverse("supplier_contact", args=[supplier.pk]), {"contact_name": "", "contact_phone": "088"})
    assert (wrong.status_code, b'value="088"' in wrong.content) == (422, True)
    papers = reverse("supplier_certificate", args=[supplier.pk])
    assert client.post(papers, {"certificate_name": "ISO", "certificate_valid_until": "x"}).status_code == 422
    client.post(papers, {"certificate_name": "ISO", "certificate_valid_until": "01-01-2020"})
    page = client.get(reverse("supplier", args=[supplier.pk])).content.decode()
    assert "Spraakwerk BV" in page
    assert HOSTILE not in page
    certificate = Certificate.objects.get()
    client.post(papers, {"certificate": certificate.pk, "certificate_valid_until": "2035-01-01"})
    certificate.refresh_from_db()
    assert (certificate.name, certificate.valid_until.year) == ("ISO", 2035)
    assert client.post(papers, {"certificate": "99", "certificate_valid_until": "2035-01-01"}).status_code == 404
    contact = supplier.contacts.get()
    client.post(reverse("supplier_contact_remove", args=[supplier.pk, contact.pk]))
    assert not supplier.contacts.exists()
    assert client.post(reverse("supplier_contact_remove", args=[supplier.pk, contact.pk])).status_code == 404


def test_a_product_with_ai_on_by_default_opens_a_report_and_says_so(town):
    made = shop(town)
    client = _client(town.holders["procurement_officer"])
    new = reverse("product_new", args=[made.supplier.pk])
    wrong = client.post(new, {"name": "Bonnenlezer", "ai_functions": "soms", "S1": "ja"})
    assert wrong.status_code == 422
    response = client.post(new, {"name": "Bonnenlezer", "ai_functions": "on_by_default", "S1": "ja"}, follow=True)
    product = Product.objects.get(name="Bonnenlezer")
    assert product.dossiers.get().reporter.name in response.content.decode()
    edit = reverse("product_edit", args=[made.supplier.pk, product.pk])
    assert 'value="ja" checked' in client.get(edit).content.decode()
    client.post(edit, {"name": "Bonnenlezer", "ai_functions": "yes", "S1": "onbekend"})
    assert not product.facts.filter(is_current=True).exists()
    adviser = _client(town.holders["information_adviser"])
    task = Task.objects.get(kind="report")
    assert adviser.get(reverse("task", args=[task.pk]), follow=True).status_code == 200


def test_a_contract_is_kept_and_its_clauses_checked_one_by_one(town):
    made = shop(town)
    dossier = builders.reported(town, builders.CONVERSATION_REPORT)
    client = _client(town.holders["procurement_officer"])
    tab = reverse("dossier_supplier", args=[dossier.number])
    assert client.post(reverse("dossier_supplier_link", args=[dossier.number]), {"product": "x"}).status_code == 422
    client.post(reverse("dossier_supplier_link", args=[dossier.number]), {"product": made.product.pk})
    new = reverse("contract_new", args=[made.supplier.pk])
    given = {"name": "Raam", "starts_on": "01-01-2026", "ends_on": "2035-12-31", "notice_months": "3"}
    for wrong in ({"ends_on": "x"}, {"notice_months": "-1"}, {}):
        assert client.post(new, given | wrong).status_code == 422
    client.post(new, given | {"products": made.product.pk})
    contract = Contract.objects.get()
    for clause in ("NO_TRAINING", "EXIT"):
        address = reverse("contract_clause", args=[made.supplier.pk, contract.pk, clause])
        assert client.post(address, {"finding": "accepted_otherwise", "reasons": " "}).status_code == 422
        assert client.post(address, {"finding": "present"}).headers["Location"].endswith(f"#{clause}")
    page = client.get(tab).content.decode()
    assert "Niet trainen met onze gegevens" not in page
    assert "Zeggen waar AI in zit" in page
    assert client.get(reverse("contract", args=[made.supplier.pk, contract.pk])).status_code == 200
    edit = reverse("contract_edit", args=[made.supplier.pk, contract.pk])
    assert 'value="2035-12-31"' in client.get(edit).content.decode()
    client.post(edit, given | {"dossiers": dossier.pk})
    assert list(contract.dossiers.all()) == [dossier]


def test_facts_are_confirmed_on_the_tab_by_who_keeps_the_answers(town):
    made = shop(town, facts={"N10": "ja", "N8": "ja"})
    dossier = builders.reported(town, builders.CONVERSATION_REPORT)
    link_product(made.buyer, dossier, made.product)
    confirm = reverse("dossier_supplier_confirm", args=[dossier.number])
    tab = reverse("dossier_supplier", args=[dossier.number])

    assert _client(town.holders["ciso"]).post(confirm, {"facts": ["N10"]}).status_code == 403
    assert _client(town.holders["council"]).get(tab).status_code == 404
    client = _client(town.holders["privacy_officer"])
    assert client.post(confirm, {"facts": ["S99"]}).status_code == 422
    client.post(confirm, {"facts": ["N10"]})
    answer = dossier.answers.get(question="N10", is_current=True)
    assert (answer.is_proposed, answer.origin, answer.by) == (False, "supplier", town.holders["privacy_officer"])


def test_suppliers_are_searched_and_compared(town):
    for name in ("Alfa", "Beta", "Gamma", "Delta", "Epsilon"):
        shop(town, name)
    client = _client(town.holders["ciso"])
    page = client.get(reverse("suppliers"), {"q": "alf"}).content.decode()
    assert "Alfa" in page
    assert "Beta" not in page
    assert client.get(reverse("suppliers"), {"q": "verslagmaker", "pagina": "x"}).status_code == 200
    some = [str(pk) for pk in Supplier.objects.values_list("pk", flat=True)]
    page = client.get(reverse("suppliers_compare"), {"s": some}).content.decode()
    assert page.count('scope="col"') == 4
    assert client.get(reverse("suppliers_compare"), {"s": some[:1]}).status_code == 302


def test_a_template_of_another_organisation_is_taken_over(town, other_town):
    theirs = shop(other_town, facts={"S1": "ja"})
    client = _client(town.holders["procurement_officer"])
    adopt = reverse("template_adopt", args=[theirs.product.pk])
    assert client.post(adopt).status_code == 404
    offer_product(theirs.buyer, theirs.product, offered=True)
    assert "Verslagmaker" in client.get(reverse("product_templates")).content.decode()
    assert client.post(adopt).status_code == 302
    assert Product.objects.get(organisation=town.organisation).taken_from == other_town.organisation.name
    own = Product.objects.get(organisation=town.organisation)
    client.post(reverse("product_offer", args=[own.supplier_id, own.pk]), {"offered": "yes"})
    own.refresh_from_db()
    assert own.is_offered


def test_the_link_is_shown_once(town):
    made = shop(town)
    client = _client(town.holders["procurement_officer"])
    ask = reverse("product_ask", args=[made.supplier.pk, made.product.pk])
    assert client.post(ask, {"days": "0"}).status_code == 422
    response = client.post(ask, {"days": "14", "message": "Dag"})
    assert "/leverancier/" in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"
    for address in (
        reverse("product", args=[made.supplier.pk, made.product.pk]),
        reverse("supplier_request", args=[1]),
    ):
        assert "/leverancier/" not in client.get(address).content.decode()


def test_a_supplier_saves_comes_back_and_hands_in(town, link):
    request, address = link
    visitor = Client()
    first = visitor.get(address)
    assert first.status_code == 200
    assert first.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert 'name="robots" content="noindex' in first.content.decode()
    assert "vs-nav" not in first.content.decode()
    assert "Set-Cookie" not in str(first.cookies.get("sessionid", ""))

    wrong = visitor.post(address, {"S1": "ja", "MODELS": HOSTILE, "then": "hand_in"})
    assert wrong.status_code == 422
    visitor.post(address, {"S1": "ja", "MODELS": HOSTILE, "then": "save"})
    page = Client().get(address).content.decode()
    assert 'name="S1" value="ja" checked' in page
    assert HOSTILE not in page
    pdf = SimpleUploadedFile("bewijs.pdf", b"%PDF-1.7", "application/pdf")
    assert visitor.post(address, {**GIVEN, "then": "attach", "file": pdf}).status_code == 302
    assert visitor.post(address, {**GIVEN, "then": "attach"}).status_code == 422
    bad = SimpleUploadedFile("bewijs.exe", b"MZ")
    assert visitor.post(address, {**GIVEN, "then": "attach", "file": bad}).status_code == 422
    assert visitor.post(address, {**GIVEN, "then": "remove_99"}).status_code == 302
    assert request.files.filter(removed_at=None).count() == 1

    done = visitor.post(address, {**GIVEN, "then": "hand_in"}, follow=True)
    assert done.status_code == 200
    assert "Taalmodel" not in done.content.decode()
    assert visitor.post(address, {**GIVEN, "S1": "nee", "then": "hand_in"}).status_code == 410
    request.refresh_from_db()
    assert request.answers["S1"] == "ja"

    client = _client(town.holders["procurement_officer"])
    page = client.get(reverse("supplier_request", args=[request.pk])).content.decode()
    assert HOSTILE not in page
    file = reverse("supplier_request_file", args=[request.pk, request.files.get(removed_at=None).pk])
    sent = client.get(file)
    assert sent.headers["Content-Disposition"].startswith("attachment")
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert _client(town.holders["user"]).get(file).status_code == 404


def test_a_dead_link_says_why_and_shows_nothing(town, link):
    request, address = link
    SupplierRequest.objects.filter(pk=request.pk).update(answers={"MODELS": "Geheim model"})
    assert Client().get(address[:-2]).status_code == 404
    assert Client().post(address[:-2], GIVEN).status_code == 404

    SupplierRequest.objects.filter(pk=request.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    for send in (Client().get, Client().post):
        assert send(address).status_code == 410
        assert "Geheim" not in send(address).content.decode()
    SupplierRequest.objects.filter(pk=request.pk).update(expires_at=timezone.now() + timedelta(days=1))
    revoke_request(_buyer(town), SupplierRequest.objects.get(pk=request.pk))
    assert Client().get(address).status_code == 410


def test_answers_are_looked_at_one_by_one(town):
    made = shop(town)
    asked = ask_supplier(_buyer(town), made.product, days=14)
    given = SupplierAnswers("Kim", {"AI_FUNCTIONS": "yes", "S1": "ja"})
    hand_in_answers(asked.token, given, timezone.now())
    address = reverse("supplier_request", args=[asked.request.pk])
    client = _client(town.holders["procurement_officer"])
    task = Task.objects.get(kind="supplier")
    assert client.get(reverse("task", args=[task.pk])).headers["Location"] == address

    assert client.post(address, {}).status_code == 422
    wrong = client.post(address, {"verdict_S1": "refuse", "verdict_AI_FUNCTIONS": "accept"})
    assert wrong.status_code == 422
    assert 'name="verdict_AI_FUNCTIONS" value="accept" checked' in wrong.content.decode()
    assert _client(town.holders["ciso"]).post(address, {"verdict_S1": "accept"}).status_code == 403
    client.post(address, {"verdict_S1": "refuse", "reason_S1": "Nee.", "verdict_AI_FUNCTIONS": "accept"})
    made.product.refresh_from_db()
    assert (made.product.ai_functions, made.product.facts.count()) == ("yes", 0)
    assert client.post(reverse("supplier_request_revoke", args=[asked.request.pk])).status_code == 302
    assert client.get(address).status_code == 200
