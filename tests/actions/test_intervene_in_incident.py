"""The executive board intervenes in an incident."""

import pytest
from django.db import Error, transaction
from django.test import Client
from django.urls import reverse

from tests import builders
from vijfspoor.actions.errors import InvalidInput, NotAllowed
from vijfspoor.actions.leadership.intervene_in_incident import intervene_in_incident
from vijfspoor.actions.technology.open_incident import IncidentInput, open_incident
from vijfspoor.store.models import AuditEvent, IncidentIntervention, Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(town):
    dossier = builders.in_use(town)
    return open_incident(town.actor("privacy_officer"), dossier, IncidentInput("Lek", "Een lek.", builders.NOW))


def test_the_board_decides_and_who_has_a_part_in_it_hears(town, incident):
    board = town.actor("executive_board")
    row = intervene_in_incident(board, incident, measure="Zet het vandaag uit.", reasons="Te groot risico.")

    told = set(Message.objects.filter(kind="incident_intervened").values_list("recipient", flat=True))
    assert {town.holders[role].pk for role in ("department_head", "application_manager")} <= told
    assert board.person.pk not in told
    assert AuditEvent.objects.filter(action="incident_intervened").exists()
    for change in (lambda rows: rows.update(measure="Niets."), lambda rows: rows.delete()):
        with pytest.raises(Error), transaction.atomic():
            change(IncidentIntervention.objects.filter(pk=row.pk))


@pytest.mark.parametrize(("measure", "reasons", "field"), [(" ", "Zo.", "measure"), ("Uit.", "", "reasons")])
def test_a_decision_says_what_and_why(town, incident, measure, reasons, field):
    with pytest.raises(InvalidInput) as error:
        intervene_in_incident(town.actor("executive_board"), incident, measure=measure, reasons=reasons)

    assert set(error.value.errors) == {field}
    assert not IncidentIntervention.objects.exists()


def test_nobody_but_the_own_board_intervenes(town, other_town, incident):
    for actor in (town.actor("ciso"), town.actor("department_head"), other_town.actor("executive_board")):
        with pytest.raises(NotAllowed):
            intervene_in_incident(actor, incident, measure="Uit.", reasons="Zo.")


def test_the_page_keeps_what_was_typed_and_shows_the_decision(town, incident):
    client = Client()
    client.force_login(town.holders["executive_board"], backend="allauth.account.auth_backends.AuthenticationBackend")
    address = reverse("incident_intervene", args=[incident.pk])

    wrong = client.post(address, {"measure": "Zet het uit.", "reasons": ""})
    assert wrong.status_code == 422
    assert "Zet het uit." in wrong.content.decode()
    client.post(address, {"measure": "Zet het uit.", "reasons": "Te groot risico."})
    page = client.get(reverse("incident", args=[incident.pk])).content.decode()
    assert "Zet het uit." in page
    assert "Te groot risico." in page
