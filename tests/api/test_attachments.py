"""Evidence over the API, under the same rules as the pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import builders
from tests.api.test_api import Program
from vijfspoor.actions.dossier.take_away_file import take_away_file
from vijfspoor.actions.ethics.start_assessment import start_assessment
from vijfspoor.actions.technology.open_incident import IncidentInput, open_incident
from vijfspoor.store.models import Attachment

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nBewijs."


@pytest.fixture
def dossier(town):
    return builders.at_the_assessments(town)


def send(program, dossier, content=PDF, name="bewijs.pdf", **place):
    """Attach a file as a program does."""
    return Client().post(
        f"/api/v1/dossiers/{dossier.number}/attachments",
        {"file": SimpleUploadedFile(name, content), **place},
        headers={"Authorization": f"Bearer {program.token.secret}"},
    )


def test_a_file_is_attached_listed_and_fetched(town, dossier):
    program = Program(town.holders["privacy_officer"])

    made = send(program, dossier)

    assert made.status_code == 201, made.content
    assert made.json()["mediaType"] == "application/pdf"
    listed = program.send("GET", f"/dossiers/{dossier.number}/attachments").json()
    assert [row["id"] for row in listed] == [made.json()["id"]]
    response = program.send("GET", made["Location"].removeprefix("/api/v1"))
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"] == 'attachment; filename="bewijs.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["API-Version"]


def test_it_goes_to_an_assessment_a_demand_or_a_contribution(town, dossier):
    privacy = town.actor("privacy_officer")
    dpia = builders.handed_in(town, start_assessment(privacy, dossier, "dpia"))
    demand = dpia.demands.create(number=1, text="Toon het.", by=privacy.person, at=privacy.now)
    given = dossier.contributions.first()
    incident = open_incident(privacy, dossier, IncidentInput("Lek", "Een lek.", privacy.now))
    program = Program(town.holders["privacy_officer"])

    assert send(program, dossier, incident=incident.pk).json()["incident"] == incident.pk
    assert send(program, dossier, assessment=dpia.pk).json()["assessment"] == dpia.pk
    assert send(program, dossier, assessment=dpia.pk, demand=1).json()["demand"] == demand.number
    assert send(Program(given.person), dossier, contribution=given.pk).status_code == 409
    for place, field in (
        ({"assessment": 999}, "assessment"),
        ({"assessment": dpia.pk, "demand": 9}, "demand"),
        ({"demand": 1}, "demand"),
        ({"contribution": 999}, "contribution"),
        ({"incident": 999}, "incident"),
        ({"assessment": dpia.pk, "contribution": given.pk}, "contribution"),
        ({"assessment": dpia.pk, "incident": incident.pk}, "incident"),
    ):
        refused = send(program, dossier, b"%PDF-1.7 3", **place)
        assert refused.status_code == 400
        assert set(refused.json()["errors"]) == {field}


def test_what_is_refused(town, other_town, dossier):
    program = Program(town.holders["privacy_officer"])
    kept = Attachment.objects.get(pk=send(program, dossier).json()["id"])
    path = f"/dossiers/{dossier.number}/attachments/{kept.pk}/content"

    wrong = send(program, dossier, b"MZ", "a.exe")
    assert (wrong.status_code, set(wrong.json()["errors"])) == (400, {"file"})
    assert send(Program(town.holders["privacy_officer"], ["read"]), dossier).status_code == 403
    assert send(Program(town.holders["council"]), dossier).status_code == 404
    assert send(Program(other_town.holders["privacy_officer"]), dossier).status_code == 404
    assert Program(other_town.holders["ciso"]).send("GET", path).status_code == 404
    assert program.send("GET", path.replace(str(kept.pk), str(2**70))).status_code == 404
    take_away_file(town.actor("privacy_officer"), kept)
    assert program.send("GET", path).status_code == 404
    assert program.send("GET", f"/dossiers/{dossier.number}/attachments").json()[0]["removedAt"]
