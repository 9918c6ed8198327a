"""The integral picture: every figure opens a list of exactly that many, now and as of a day; who may see it."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import builders, life
from tests.suppliers import shop
from vijfspoor.actions.ethics.keep_obligation import hand_out
from vijfspoor.queries.dossier.register import UNKNOWN, Filters, rows
from vijfspoor.queries.ethics.facts import classify_dossier
from vijfspoor.queries.organisation.duty_counts import duties
from vijfspoor.queries.organisation.insight import Figure, portfolio
from vijfspoor.queries.organisation.lead_times import approvals, waiting
from vijfspoor.queries.organisation.spending import SHARED, Chosen, contract_list, spending
from vijfspoor.store.models import Dossier, Unit

pytestmark = pytest.mark.django_db
LIVE = Filters(live=True)


def client_of(person):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def full(town):
    """A town with applications on several routes, gates, departments and suppliers, a draft and a rejected one."""
    builders.draft(town.actor("user"), builders.SPELL_CHECKER, name="Concept")
    speller = builders.reported(town, builders.SPELL_CHECKER, name="Spelling")
    builders.decided(town, speller)
    builders.decided(town, speller)
    builders.reported(town, builders.CV_RANKER, name="Sollicitaties")
    turned_down = builders.reported(town, builders.SPELL_CHECKER, name="Nee")
    builders.decided(town, turned_down, "reject")
    approved = life.approved(town)
    ruimte = Unit.objects.create(organisation=town.organisation, name="Afdeling Ruimte", kind="department")
    other = builders.reported(town, builders.CONVERSATION_REPORT, name="Verslag ruimte")
    Dossier.objects.filter(pk=other.pk).update(
        department=ruimte, accountable=None, supplier="", value="low", stopped_at=builders.NOW
    )
    owner = town.holders["department_head"]
    today = town.actor("legal_adviser").today
    for item in classify_dossier(approved, today).obligations:
        if item.applies_from and item.applies_from <= today:
            hand_out(town.actor("legal_adviser"), approved, item.rule.code, owner, today + timedelta(days=30))
    approved.kept_obligations.filter(pk=approved.kept_obligations.first().pk).update(due_on=today - timedelta(days=1))
    return town


def every_figure(actor, filters):
    """All figures on the pages of the picture."""
    found = portfolio(actor, filters)
    yield found.total
    yield from (*found.tiles, *found.phases, *found.suppliers)
    for grid in (found.departments, found.risks):
        for row in grid.rows:
            yield from (*row.cells, row.total)
    for line in (*approvals(actor, replace(filters, live=False)), *waiting(actor, filters)):
        yield Figure("time", line.count, line.filters)
    if not filters.on:
        for duty in duties(actor, filters).lines:
            yield from duty.figures


def check_every_list(actor, filters):
    figures = list(every_figure(actor, filters))
    for figure in figures:
        assert rows(actor, figure.filters).count() == figure.count, figure
    return figures


def test_every_figure_has_a_list_of_exactly_that_many(full):
    actor = full.actor("information_manager")

    figures = check_every_list(actor, LIVE)

    assert figures[0].count == 4
    assert sum(1 for figure in figures if figure.count) > 30
    assert {figure.filters.facets.get("duty_state") for figure in figures if figure.count} >= {"late", "open", UNKNOWN}
    assert any("waits" in figure.filters.facets for figure in figures)
    assert any("approved" in figure.filters.facets for figure in figures)


@pytest.mark.parametrize("later", [0, 30])
def test_as_of_a_past_day_every_figure_has_its_list_too(full, later):
    """Also when that day everything stood otherwise than now."""
    Dossier.objects.filter(name="Sollicitaties").update(
        gate="G4", route="groen", status="approved", changed_at=builders.NOW + timedelta(days=20)
    )
    actor = full.actor("information_manager", builders.NOW + timedelta(days=60))
    on = (builders.NOW + timedelta(days=later)).date()

    figures = check_every_list(actor, Filters(live=True, on=on))

    assert figures[0].count == 4
    approved = rows(actor, Filters(live=True, on=on, facets={"status": "approved"})).values_list("name", flat=True)
    assert ("Sollicitaties" in approved) == bool(later)


def test_it_is_narrowed_to_a_department(full):
    unit = Unit.objects.get(name="Afdeling Ruimte")
    narrowed = Filters(live=True, facets={"department": str(unit.pk)})

    figures = check_every_list(full.actor("information_manager"), narrowed)

    assert figures[0].count == 1


def links(text):
    """The addresses of the register on a page with the number each link shows."""
    return re.findall(r'href="(/toepassingen\?[^"]+)"[^>]*>(\d+)</a>', text)


def test_each_link_on_the_page_opens_a_page_with_that_many(full):
    client = client_of(full.holders["information_manager"])
    text = client.get(reverse("insight")).content.decode()

    found = links(text)
    assert len(found) > 30
    for address, number in found:
        listed = client.get(address.replace("&amp;", "&")).content.decode()
        shown = re.search(r"<b>(\d+) (toepassing|AI-toepassing)", listed)
        assert shown, address
        assert shown[1] == number, address


def test_a_past_day_lives_in_the_address_and_reaches_the_lists(full):
    tomorrow = timezone.localdate() + timedelta(days=1)
    client = client_of(full.holders["information_manager"])
    text = client.get(reverse("insight") + f"?peildatum={builders.NOW:%d-%m-%Y}").content.decode()

    found = links(text)
    assert found
    assert all(f"peildatum={builders.NOW:%d-%m-%Y}" in address for address, _number in found)
    for address, number in found[:6]:
        listed = client.get(address.replace("&amp;", "&")).content.decode()
        assert re.search(rf"<b>{number} (toepassing|AI-toepassing)", listed), address
    export = client.get(f"{reverse('register_export')}?peildatum={builders.NOW:%d-%m-%Y}")
    assert b"Sollicitaties" in b"".join(export.streaming_content)
    assert "peildatum-error" in client.get(reverse("insight") + "?peildatum=gisteren").content.decode()
    assert "peildatum-error" in client.get(reverse("insight") + f"?peildatum={tomorrow:%d-%m-%Y}").content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "department=x", "department=-", "department=99999999999", "plicht=OB__x&plichtstand=open", "plicht=OB-LIT-1",
        "plicht=OB-LIT-1&plichtstand=zomaar", "risico=zomaar", "waarde=-", "wacht=G2", "wacht=G2:ciso", "wetsdatum=x",
        "wetsdatum=02-12-2027", "leverancier=-", "peildatum=01-01-2020", "peildatum=01-01-0001", "goedgekeurd=1",
        "route=%00", "leverancier=%00",
    ],
)  # fmt: skip
def test_no_filter_breaks_the_register(full, query):
    client = client_of(full.holders["information_manager"])
    for address in ("register", "register_export", "insight", "lead_times"):
        response = client.get(f"{reverse(address)}?{query}")
        assert response.status_code == 200, (address, query)
        if response.streaming:
            b"".join(response.streaming_content)


def test_a_date_of_the_law_opens_the_applications_it_touches(full):
    client = client_of(full.holders["information_manager"])
    text = client.get(reverse("law_calendar")).content.decode()

    found = re.findall(r'href="(/toepassingen\?[^"]*wetsdatum[^"]*)"[^>]*>(\d+) ', text)
    assert found
    for address, number in found:
        assert re.search(rf"<b>{number} ", client.get(address.replace("&amp;", "&")).content.decode()), address


def test_a_pair_is_judged_on_screen_and_what_was_typed_is_kept(full):
    one = builders.reported(full, builders.SPELL_CHECKER, name="Dubbel")
    two = builders.reported(full, builders.SPELL_CHECKER, name="Dubbel")
    client = client_of(full.holders["information_manager"])
    address = reverse("duplicate", args=[one.number, two.number])
    assert address in client.get(reverse("duplicates")).content.decode()

    refused = client.post(address, {"reason": "Zelfde team.", "verdict": ""})
    assert refused.status_code == 422
    assert "Zelfde team." in refused.content.decode()
    assert client.post(address, {"reason": "Zelfde team.", "verdict": "into_first"}).status_code == 302
    assert Dossier.objects.get(pk=two.pk).merged_into == one
    assert client.get(address).status_code == 404
    assert reverse("dossier", args=[one.number]) in client.get(reverse("dossier", args=[two.number])).content.decode()
    listed = client.get(reverse("duplicates")).content.decode()
    assert "Zelfde team." in listed
    assert address not in listed


def test_the_value_is_estimated_on_screen(full):
    dossier = Dossier.objects.get(name="Spelling")
    address = reverse("value", args=[dossier.number])
    assert client_of(full.holders["ciso"]).get(address).status_code == 403
    client = client_of(full.holders["department_head"])

    refused = client.post(address, {"value": "high", "reasons": ""})
    assert refused.status_code == 422
    assert client.post(address, {"value": "high", "reasons": "Minder fouten."}).status_code == 302
    assert "Minder fouten." in client.get(reverse("dossier_facts", args=[dossier.number])).content.decode()


def test_who_does_not_look_over_everything_has_no_picture(full):
    for role in ("information_manager", "executive_board", "department_head", "auditor"):
        if role in full.holders:
            assert client_of(full.holders[role]).get(reverse("insight")).status_code == 200
    for role in ("user", "council", "legal_adviser"):
        for page in ("insight", "lead_times", "insight_contracts"):
            assert client_of(full.holders[role]).get(reverse(page)).status_code == 403


def test_another_organisation_is_not_counted(full, other_town):
    assert portfolio(other_town.actor("information_manager"), LIVE).total.count == 0
    page = client_of(other_town.holders["information_manager"]).get(reverse("insight")).content.decode()
    assert "Geen toepassing was onderweg of goedgekeurd" in page
    assert reverse("intake_start") in page


def test_what_is_spent_is_for_who_may_read_suppliers(full):
    bought = shop(full, "Spraakwerk BV")
    bought.contract(yearly_cost=24_000)
    bought.contract()
    text = client_of(full.holders["information_manager"]).get(reverse("insight")).content.decode()
    assert "24.000 euro" in text
    listed = client_of(full.holders["information_manager"]).get(reverse("insight_contracts")).content.decode()
    assert "24.000 euro" in listed
    assert "24.000 euro" not in client_of(full.holders["executive_board"]).get(reverse("insight")).content.decode()


def _lines(lines):
    return {line.key: (line.euros, line.contracts, line.unknown) for line in lines}


def test_a_contract_counts_with_the_department_that_uses_it_and_once(full):
    here = Dossier.objects.get(name="Spelling")
    other = Unit.objects.create(organisation=full.organisation, name="Andere afdeling", kind="department")
    there = builders.reported(full, builders.SPELL_CHECKER, name="Elders")
    Dossier.objects.filter(pk=there.pk).update(department=other)
    bought = shop(full, "Spraakwerk BV")
    bought.contract(here, yearly_cost=10_000, products=[])
    bought.contract(here, products=[])
    both = bought.contract(here, yearly_cost=4_000, products=[])
    both.dossiers.add(there)
    bought.contract(yearly_cost=500)
    manager = full.actor("information_manager")
    today = manager.today

    found = spending(manager, today)

    mine = str(here.department_id)
    assert _lines(found.departments) == {mine: (10_000, 2, 1), SHARED: (4_000, 1, 0), UNKNOWN: (500, 1, 0)}
    assert (found.euros, found.contracts, found.unknown) == (14_500, 4, 1)
    assert sum(line.contracts for line in found.departments) == sum(line.contracts for line in found.suppliers) == 4
    for key, (euros, contracts, _unknown) in _lines(found.departments).items():
        listed = contract_list(manager, today, Chosen(department=key), 1)
        assert (listed.euros, listed.page.paginator.count) == (euros, contracts)
        only = spending(manager, today, key)
        assert (only.euros, only.contracts) == (euros, contracts)
    Dossier.objects.filter(pk=there.pk).update(product=bought.product)
    assert _lines(spending(manager, today).departments)[str(other.pk)] == (500, 1, 0)
    Dossier.objects.filter(pk=there.pk).update(status=Dossier.Status.RETIRED)
    assert _lines(spending(manager, today).departments)[mine] == (14_000, 3, 1)


def test_spending_is_read_on_screen_by_department_and_supplier(full):
    here = Dossier.objects.get(name="Spelling")
    shop(full, "Spraakwerk BV").contract(here, yearly_cost=24_000, products=[])
    shop(full, "Andere BV").contract(yearly_cost=7_000)
    client = client_of(full.holders["information_manager"])
    overview, listed = reverse("insight"), reverse("insight_contracts")
    page = client.get(overview).content.decode()
    assert f"{listed}?department={here.department_id}" in page
    assert "31.000 euro" in page

    page = client.get(overview, {"department": here.department_id}).content.decode()
    assert "31.000 euro" not in page
    assert "24.000 euro" in page
    page = client.get(listed, {"department": here.department_id}).content.decode()
    assert "samen 24.000 euro per jaar" in page
    assert f'<option value="{here.department_id}" selected>' in page
    assert "samen 7.000 euro per jaar" in client.get(listed, {"department": "-"}).content.decode()
    for department in ("onzin", "9" * 40, "\x00"):
        found = client.get(listed, {"department": department, "leverancier": department, "pagina": department})
        assert "samen 31.000 euro per jaar" in found.content.decode()
