"""Incidents on screen: opened from a concern, facts that raise questions, clocks, and what may not be hidden."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from tests import builders
from vijfspoor.actions.technology.open_incident import IncidentInput, open_incident
from vijfspoor.actions.technology.report_concern import ConcernInput, report_concern
from vijfspoor.actions.technology.update_incident_facts import FactsInput, update_incident_facts
from vijfspoor.queries.actor import actor_for
from vijfspoor.store.models import ClockEntry, Incident
from vijfspoor.web._dates import parse_dutch_moment
from vijfspoor.web.templatetags.operations import time_left

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> \x00 {application} {{ 7|add:1 }} %(time)s"


def client_of(person):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def dossier(town):
    return builders.reported(town, builders.CONVERSATION_REPORT)


def _leak(town, dossier, aware_at=None, **texts):
    now = timezone.now()
    privacy = actor_for(town.holders["privacy_officer"], now)
    incident = open_incident(privacy, dossier, IncidentInput("Lek", "Een lek.", aware_at or now))
    return update_incident_facts(privacy, incident, FactsInput({"personal_breach": "ja"}, {}, texts))


def test_a_concern_becomes_an_incident_and_its_facts_raise_questions_and_clocks(town, dossier):
    concern = report_concern(
        actor_for(town.holders["user"], timezone.now()), ConcernInput("Verslag bij een ander."), dossier
    )
    manager = client_of(town.holders["application_manager"])
    begin = reverse("incident_open", args=[dossier.number])
    assert f"{begin}?signaal={concern.pk}" in manager.get(reverse("concern", args=[concern.pk])).content.decode()
    assert "Verslag bij een ander." in manager.get(begin, {"signaal": concern.pk}).content.decode()

    wrong = manager.post(begin, {"signaal": concern.pk, "title": "Lek", "what_happened": "Wat ik typte."})
    assert wrong.status_code == 422
    assert "Wat ik typte." in wrong.content.decode()
    aware = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    manager.post(begin, {"signaal": concern.pk, "title": "Lek", "what_happened": "Een lek.", "aware_at": aware})
    incident = Incident.objects.get()
    facts = reverse("incident_facts", args=[incident.pk])
    assert 'name="high_risk_people"' not in manager.get(facts).content.decode()

    given = {"aware_at": aware, "personal_breach": "ja", "what_happened": "Een lek."}
    assert manager.post(facts, given).headers["Location"] == facts
    assert 'name="high_risk_people"' in manager.get(facts).content.decode()
    assert manager.post(facts, given).headers["Location"] == reverse("incident", args=[incident.pk])
    page = manager.get(reverse("incident", args=[incident.pk])).content.decode()
    assert reverse("incident_clock", args=[incident.pk, "AVG_33"]) in page
    concern.refresh_from_db()
    assert concern.incident == incident


def test_a_draft_is_filled_in_and_a_notification_is_recorded(town, dossier):
    incident = _leak(town, dossier, people="12 inwoners", consequences="Zij kunnen schrikken.")
    clock = reverse("incident_clock", args=[incident.pk, "AVG_33"])
    client = client_of(town.holders["privacy_officer"])
    page = client.get(clock).content.decode()
    assert "Het gaat om: 12 inwoners. Waarschijnlijke gevolgen: Zij kunnen schrikken." in page
    assert "gemeente testdam over Gespreksverslag" in page

    empty = client.post(clock, {"step": "notify", "at": "", "reference": "", "evidence": "Kopie"})
    assert empty.status_code == 422
    assert "Kopie" in empty.content.decode()
    at = timezone.localtime().strftime("%d-%m-%Y %H:%M")
    sent = client.post(clock, {"step": "notify", "at": at, "reference": "AP-1", "evidence": "Kopie"})
    assert sent.status_code == 302
    assert ClockEntry.objects.get().reference == "AP-1"


def test_the_officer_advises_and_the_accountable_person_decides(town, dossier):
    incident = _leak(town, dossier)
    clock = reverse("incident_clock", args=[incident.pk, "AVG_33"])
    head, officer = client_of(dossier.accountable), client_of(town.holders["data_protection_officer"])
    assert head.post(clock, {"step": "waive", "reasons": "Geen risico."}).status_code == 422
    assert officer.post(clock, {"step": "waive", "reasons": "Geen risico."}).status_code == 403
    assert officer.post(clock, {"step": "advise", "advice": "Weet niet."}).status_code == 422
    assert officer.post(clock, {"step": "advise", "advises": "ja", "advice": "Meld het."}).status_code == 302

    assert head.post(clock, {"step": "waive", "reasons": "Geen risico."}).status_code == 302
    assert ClockEntry.objects.get(kind="not_notified").deviates
    close = reverse("incident_close", args=[incident.pk])
    assert head.post(close, {"lessons": ""}).status_code == 422
    head.post(close, {"lessons": "Controleer het adres."})
    incident.refresh_from_db()
    assert incident.status == "closed"
    assert "Lek" in head.get(reverse("incidents"), {"lijst": "gesloten"}).content.decode()


def test_evidence_is_added_on_the_page_of_the_incident_and_stays_once_it_is_closed(town, dossier):
    incident = _leak(town, dossier)
    page = reverse("incident", args=[incident.pk])
    privacy, head = client_of(town.holders["privacy_officer"]), client_of(dossier.accountable)
    add = reverse("incident_attach", args=[incident.pk])

    wrong = privacy.post(add, {"file": SimpleUploadedFile("a.exe", b"MZ")})
    assert wrong.status_code == 422
    assert 'id="file-error"' in wrong.content.decode()
    assert privacy.post(add).status_code == 422
    shown = privacy.post(add, {"file": SimpleUploadedFile("logboek.txt", b"09:12 verstuurd")}, follow=True)
    kept = incident.attachments.get()
    away = reverse("attachment_take_away", args=[dossier.number, kept.pk])
    assert "logboek.txt" in shown.content.decode()
    assert away in shown.content.decode()
    assert "“Lek”" in head.get(reverse("dossier_decisions", args=[dossier.number])).content.decode()
    kept_address = reverse("attachment", args=[dossier.number, kept.pk])
    assert client_of(town.holders["user"]).get(kept_address).status_code == 404
    assert head.get(kept_address).status_code == 200

    officer = client_of(town.holders["data_protection_officer"])
    clock = reverse("incident_clock", args=[incident.pk, "AVG_33"])
    officer.post(clock, {"step": "advise", "advises": "ja", "advice": "Meld het."})
    head.post(clock, {"step": "waive", "reasons": "Geen risico."})
    head.post(reverse("incident_close", args=[incident.pk]), {"lessons": "Controleer het adres."})
    closed = privacy.get(page).content.decode()
    assert "logboek.txt" in closed
    assert away not in closed
    assert add not in closed
    privacy.post(away)
    assert incident.attachments.get().removed_at is None
    assert privacy.get(kept_address).status_code == 200


def test_taking_evidence_away_leads_back_to_the_incident(town, dossier):
    incident = _leak(town, dossier)
    privacy = client_of(town.holders["privacy_officer"])
    privacy.post(reverse("incident_attach", args=[incident.pk]), {"file": SimpleUploadedFile("a.txt", b"x")})

    taken = privacy.post(reverse("attachment_take_away", args=[dossier.number, incident.attachments.get().pk]))

    assert taken.headers["Location"] == reverse("incident", args=[incident.pk])


def test_what_is_late_shows_everywhere(town, dossier):
    incident = _leak(town, dossier, aware_at=timezone.now() - timedelta(days=4))
    client = client_of(town.holders["privacy_officer"])
    addresses = (
        reverse("incident", args=[incident.pk]),
        reverse("incidents"),
        reverse("dossier_concerns", args=[dossier.number]),
        reverse("incident_clock", args=[incident.pk, "AVG_33"]),
    )
    for address in addresses:
        assert "vs-tag--bad" in client.get(address).content.decode(), address


def test_what_people_type_is_never_run_or_filled_in_again(town, dossier):
    incident = _leak(town, dossier, people=HOSTILE)
    page = client_of(town.holders["privacy_officer"]).get(reverse("incident_clock", args=[incident.pk, "AVG_33"]))
    assert "<script>alert(1)" not in page.content.decode()
    assert "{application}" in page.content.decode()
    typed = {"aware_at": HOSTILE, "personal_breach": HOSTILE, "what_happened": HOSTILE}
    wrong = client_of(town.holders["privacy_officer"]).post(reverse("incident_facts", args=[incident.pk]), typed)
    assert wrong.status_code == 422
    assert "<script>alert(1)" not in wrong.content.decode()


def test_who_has_no_governance_role_reads_no_incident(town, dossier):
    incident = _leak(town, dossier)
    for role in ("user", "council"):
        client = client_of(town.holders[role])
        assert client.get(reverse("incident", args=[incident.pk])).status_code == 404
        assert "Lek" not in client.get(reverse("incidents")).content.decode()


def test_a_moment_is_read_in_dutch_time():
    assert parse_dutch_moment("23-11-2026 14:05").isoformat() == "2026-11-23T14:05:00+01:00"
    assert parse_dutch_moment("2026-07-01T14:05").isoformat() == "2026-07-01T14:05:00+02:00"
    assert parse_dutch_moment("2026-10-25T02:30").isoformat() == "2026-10-25T02:30:00+02:00"
    assert parse_dutch_moment("2026-03-29T02:30") is None
    assert parse_dutch_moment("31-02-2026 10:00") is None


def test_time_left_is_told_in_two_units():
    with translation.override("en"):
        told = [
            time_left(left)
            for left in (
                timedelta(days=2, hours=3, minutes=59),
                timedelta(hours=1),
                timedelta(seconds=30),
                timedelta(hours=-26),
            )
        ]
    assert told == ["2 days and 3 hours left", "1 hour left", "0 minutes left", "1 day and 2 hours too late"]
