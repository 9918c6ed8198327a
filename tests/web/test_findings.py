"""Findings on screen: who sees which, the filters, the way to the fix, and accepting."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import builders
from vijfspoor.actions.organisation.refresh_findings import refresh_findings
from vijfspoor.content.findings.loader import finding_books
from vijfspoor.domain.organisation.linter import CODES
from vijfspoor.queries.actor import actor_for
from vijfspoor.queries.organisation.findings import lines
from vijfspoor.store.models import Dossier, Finding, Unit
from vijfspoor.web.organisation._finding_links import fix_link

pytestmark = pytest.mark.django_db


def client_of(person):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def dossier(town):
    made = builders.reported(town, builders.CV_RANKER, name="Sollicitatiehulp")
    Dossier.objects.filter(pk=made.pk).update(supplier="", accountable=None)
    refresh_findings(timezone.now())
    return made


def page(town, role, address="findings", query="", args=()):
    return client_of(town.holders[role]).get(reverse(address, args=args) + query).content.decode()


def test_who_looks_over_everything_sees_them_with_their_code(town, dossier):
    for role in ("information_manager", "executive_board", "policy_adviser", "ciso", "data_protection_officer"):
        text = page(town, role)
        assert "V-EV-01" in text
        assert "V-REG-03" in text
        assert "Sollicitatiehulp" in text


def test_a_department_head_sees_the_own_department_only(town, dossier):
    other = Unit.objects.create(organisation=town.organisation, name="Afdeling Ruimte", kind="department")
    town.holders["department_head"].role_assignments.update(unit=town.department)
    assert "V-REG-03" in page(town, "department_head")

    Dossier.objects.filter(pk=dossier.pk).update(department=other, team=None)
    assert "V-REG-03" not in page(town, "department_head")


def test_the_council_sees_none_and_a_user_only_what_is_theirs(town, dossier):
    assert "V-EV-01" not in page(town, "council")
    finding = Finding.objects.get(code="V-EV-01")
    assert client_of(town.holders["council"]).get(reverse("finding", args=[finding.pk])).status_code == 404
    stranger = builders.person(town.organisation, town.team, "user", name="Iemand Anders")
    assert "Sollicitatiehulp" not in client_of(stranger).get(reverse("findings")).content.decode()


def test_nobody_sees_a_finding_about_the_draft_of_another(town):
    draft = builders.draft(town.actor("user"), builders.SPELL_CHECKER, name="Geheim idee")
    refresh_findings(timezone.now() + timedelta(days=60))
    finding = Finding.objects.get(dossier=draft, code="V-REG-04")

    assert "Geheim idee" not in page(town, "information_manager")
    assert client_of(town.holders["information_manager"]).get(reverse("finding", args=[finding.pk])).status_code == 404
    assert "Geheim idee" in page(town, "user")


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("?ernst=fout", "V-EV-01", "V-REG-03"),
        ("?spoor=4", "V-REG-03", "V-EV-01"),
        ("?mijn=1", "V-EV-01", "V-REG-03"),
        ("?stand=opgelost", "", "V-EV-01"),
        ("?ernst=onzin&spoor=9&afdeling=x&pagina=x", "V-EV-01", "V-ORG-01"),
    ],
)
def test_the_filters(town, dossier, query, shown, hidden):
    text = page(town, "information_manager", query=query)

    assert shown in text
    assert hidden not in text


def test_a_code_has_a_page_and_an_unknown_code_has_none(town, dossier):
    text = page(town, "information_manager", "finding_code", args=["V-EV-01"])
    assert "Geen eindverantwoordelijke" in text
    assert "Huisregel 1" in text
    client = client_of(town.holders["information_manager"])
    assert client.get(reverse("finding_code", args=["V-XX-99"])).status_code == 404


def test_every_code_page_opens(town):
    client = client_of(town.holders["information_manager"])

    for code in sorted(CODES):
        assert client.get(reverse("finding_code", args=[code])).status_code == 200, code


def test_accepting_asks_a_reason_and_keeps_what_was_typed(town, dossier):
    finding = Finding.objects.get(code="V-REG-03")
    client = client_of(town.holders["information_manager"])
    address = reverse("finding", args=[finding.pk])

    refused = client.post(address, {"reason": "Contract loopt nog.", "until": "morgen"})
    assert refused.status_code == 422
    assert "Contract loopt nog." in refused.content.decode()
    until = (timezone.localdate() + timedelta(days=30)).strftime("%d-%m-%Y")
    assert client.post(address, {"reason": "Contract loopt nog.", "until": until}).status_code == 302
    assert "V-REG-03" not in page(town, "information_manager")
    assert "V-REG-03" in page(town, "information_manager", query="?stand=aanvaard")
    assert "Contract loopt nog." in client.get(address).content.decode()


def test_who_may_not_accept_sees_no_form_and_is_refused(town, dossier):
    finding = Finding.objects.get(code="V-REG-03")
    client = client_of(town.holders["ciso"])
    address = reverse("finding", args=[finding.pk])

    assert 'name="reason"' not in client.get(address).content.decode()
    assert client.post(address, {"reason": "Ja.", "until": "01-12-2026"}).status_code == 403


def test_the_application_and_the_desk_point_to_them(town, dossier):
    finding = Finding.objects.get(code="V-REG-03")

    assert reverse("finding", args=[finding.pk]) in page(town, "procurement_officer", "dossier", args=[dossier.number])
    assert f"{reverse('findings')}?mijn=1" in page(town, "procurement_officer", "desk")
    assert f"{reverse('findings')}?mijn=1" not in page(town, "legal_adviser", "desk")


SUBJECTS = {"person": "1:ciso", "dossier": "1:dpia"}
VALUES = {
    "role": "ciso", "other": "ciso", "date": "2026-11-01", "assessment": "dpia", "code": "OB-LIT-1", "number": "1",
    "on": "1", "clock": "AVG_33", "text": "x",
}  # fmt: skip


@pytest.mark.parametrize("role", ["information_manager", "ciso", "department_head", "user"])
def test_every_fix_leads_to_an_address_that_exists(town, dossier, role):
    """For every code, whatever its fix and whoever asks; the page behind it is tried in the access tests."""
    person = town.holders[role]
    for code in finding_books()[-1].entries:
        row = Finding(
            organisation=town.organisation, code=code, subject_kind="task", subject="1", dossier=dossier,
            values=VALUES, found_at=timezone.now(),
        )  # fmt: skip
        actor = actor_for(person, timezone.now())
        assert fix_link(actor, lines(actor, [row])[0]).startswith("/")
