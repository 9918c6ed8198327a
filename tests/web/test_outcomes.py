"""Outcomes on screen: a file of half a million rows is measured, and a wrong one is shown row by row and not stored."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import builders
from vijfspoor.store.models import AuditEvent, Concern, OutcomeFigure, OutcomeRound

pytestmark = pytest.mark.django_db
HEADER = b"gekozen;juist;groep_wijk\n"


@pytest.fixture
def send(town):
    """Return a function that sends a file as the data analyst."""
    dossier = builders.reported(town, builders.CONVERSATION_REPORT)
    client = Client()
    client.force_login(town.holders["data_analyst"], backend="allauth.account.auth_backends.AuthenticationBackend")

    def post(content):
        file = SimpleUploadedFile("uitkomsten.csv", content, "text/csv")
        given = {"file": file, "starts_on": "01-10-2026", "ends_on": "31-10-2026"}
        return client.post(reverse("outcomes_upload", args=[dossier.number]), given)

    return post


def test_half_a_million_outcomes_are_uploaded_and_only_counts_are_kept(send):
    answer = send(HEADER + b"ja;nee;Noord\nnee;nee;Zuid\nnee;ja;Noord\nja;ja;West\nnee;;Oost\n" * 100_000)

    assert answer.status_code == 302
    row = OutcomeRound.objects.get()
    assert row.sizes == {"wijk": {"Noord": 200_000, "Oost": 100_000, "West": 100_000, "Zuid": 100_000}}
    assert 0 < OutcomeFigure.objects.filter(round=row).count() < 50


def test_a_wrong_file_names_every_wrong_row_and_stores_nothing(send):
    rows = [b"ja;nee;Noord"] * 500
    for wrong in range(0, 500, 2):
        rows[wrong] = b"misschien;nee;Noord"
    events = AuditEvent.objects.count()

    answer = send(HEADER + b"\n".join(rows))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "250 rijen zijn fout" in page
    assert ", ".join(str(number) for number in range(2, 502, 2)) in page
    assert not OutcomeRound.objects.exists()
    assert not Concern.objects.exists()
    assert AuditEvent.objects.count() == events
