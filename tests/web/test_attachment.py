"""Evidence on screen: added, opened by who may read it, taken away; a wrong file loses nothing that was typed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import builders
from vijfspoor.actions.dossier.attach_file import attach_to_assessment, attach_to_dossier
from vijfspoor.actions.ethics.oversee_assessment import send_back_assessment
from vijfspoor.actions.ethics.start_assessment import start_assessment
from vijfspoor.domain.dossier.attachment import MOST_BYTES
from vijfspoor.store.models import Attachment, Contribution

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nBewijs."


@pytest.fixture
def dossier(town):
    return builders.at_the_assessments(town)


@pytest.fixture
def dpia(town, dossier):
    return start_assessment(town.actor("privacy_officer"), dossier, "dpia")


def sign_in(person):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def upload(content=PDF, name="bewijs.pdf"):
    return SimpleUploadedFile(name, content, content_type="text/html")


def _at(name, dossier, *more):
    return reverse(name, args=[dossier.number, *more])


def test_a_document_is_added_listed_and_saved_to_disk_never_shown(town, dossier):
    client = sign_in(town.holders["privacy_officer"])

    page = client.post(_at("dossier_attach", dossier), {"file": upload(name="Überzicht.pdf")}, follow=True)

    kept = Attachment.objects.get()
    assert _at("attachment", dossier, kept.pk) in page.content.decode()
    assert "Überzicht.pdf" in page.content.decode()
    response = client.get(_at("attachment", dossier, kept.pk))
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename")
    assert "%C3%9Cberzicht.pdf" in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert int(response["Content-Length"]) == len(PDF)


def test_a_stranger_finds_nothing(town, other_town, dossier, dpia):
    on_dossier = attach_to_dossier(town.actor("privacy_officer"), dossier, upload())
    in_dpia = attach_to_assessment(town.actor("privacy_officer"), dpia, upload())
    other = builders.person(town.organisation, town.team, "user", name="Ander")

    for kept in (on_dossier, in_dpia):
        for person in (other_town.holders["ciso"], other_town.administrator, other, town.holders["council"]):
            assert sign_in(person).get(_at("attachment", dossier, kept.pk)).status_code == 404
            assert sign_in(person).post(_at("attachment_take_away", dossier, kept.pk)).status_code == 404
    assert Client().get(_at("attachment", dossier, on_dossier.pk)).status_code == 302
    elsewhere = builders.reported(town, builders.SPELL_CHECKER)
    assert sign_in(town.holders["ciso"]).get(_at("attachment", elsewhere, on_dossier.pk)).status_code == 404


def test_no_address_leads_to_the_stored_file(town, dossier):
    kept = attach_to_dossier(town.actor("privacy_officer"), dossier, upload())
    client = sign_in(town.holders["privacy_officer"])

    for path in (f"/{kept.stored_name}", f"/static/{kept.stored_name}", f"/static/../files/{kept.stored_name}"):
        assert client.get(path).status_code == 404


def test_who_may_not_add_sees_no_form_and_is_refused(town, dossier):
    other = sign_in(builders.person(town.organisation, town.team, "user", name="Ander"))

    assert 'type="file"' not in other.get(_at("dossier_decisions", dossier)).content.decode()
    assert other.post(_at("dossier_attach", dossier), {"file": upload()}).status_code == 403


@pytest.mark.parametrize("given", [{}, {"file": (b"MZ", "a.exe")}, {"file": (b"a" * (MOST_BYTES + 200_000), "a.txt")}])
def test_a_wrong_file_is_told_at_its_field(town, dossier, given):
    files = {field: upload(*value) for field, value in given.items()}

    page = sign_in(town.holders["privacy_officer"]).post(_at("dossier_attach", dossier), files)

    assert page.status_code == 422
    assert 'id="file-error"' in page.content.decode()
    assert 'href="#file"' in page.content.decode()
    assert not Attachment.objects.exists()


def test_taken_away_it_stays_named_and_opens_no_more(town, dossier):
    kept = attach_to_dossier(town.actor("privacy_officer"), dossier, upload())
    client = sign_in(town.holders["privacy_officer"])
    assert (
        _at("attachment_take_away", dossier, kept.pk) in client.get(_at("dossier_decisions", dossier)).content.decode()
    )

    page = client.post(_at("attachment_take_away", dossier, kept.pk), follow=True)

    assert "<s>bewijs.pdf</s>" in page.content.decode()
    assert client.get(_at("attachment", dossier, kept.pk)).status_code == 404
    assert sign_in(town.holders["ciso"]).get(_at("dossier_timeline", dossier)).status_code == 200


def test_who_did_not_bring_it_may_not_take_it_away(town, dossier):
    kept = attach_to_dossier(town.actor("privacy_officer"), dossier, upload())
    client = sign_in(town.holders["ciso"])

    assert (
        _at("attachment_take_away", dossier, kept.pk)
        not in client.get(_at("dossier_decisions", dossier)).content.decode()
    )
    assert client.post(_at("attachment_take_away", dossier, kept.pk)).status_code == 403


def test_a_file_that_is_lost_is_not_found(town, dossier, caplog):
    kept = attach_to_dossier(town.actor("privacy_officer"), dossier, upload())
    from django.core.files.storage import default_storage

    default_storage.delete(kept.stored_name)

    assert sign_in(town.holders["ciso"]).get(_at("attachment", dossier, kept.pk)).status_code == 404
    assert f"attachment {kept.pk} is not in the storage" in caplog.text


def test_a_contribution_with_a_wrong_file_keeps_every_word(town, dossier):
    task = dossier.tasks.filter(status="open", kind="advise").first()
    client = sign_in(task.assignee)
    typed = {"text": "Een lange onderbouwing.", "position": "positive_with_conditions", "conditions": ["Eerst testen."]}

    page = client.post(reverse("task", args=[task.pk]), typed | {"file": upload(b"MZ", "a.exe")})

    html = page.content.decode()
    assert page.status_code == 422
    assert "Een lange onderbouwing." in html
    assert "Eerst testen." in html
    assert 'id="file-error"' in html
    before = Contribution.objects.count()
    client.post(reverse("task", args=[task.pk]), typed | {"file": upload()})
    assert Contribution.objects.count() == before + 1
    kept = Attachment.objects.get()
    assert kept.contribution == Contribution.objects.latest("pk")
    reader = sign_in(town.holders["ciso"])
    assert _at("attachment", dossier, kept.pk) in reader.get(_at("dossier_decisions", dossier)).content.decode()


def test_too_large_a_file_keeps_what_was_typed(town, dossier):
    task = dossier.tasks.filter(status="open", kind="advise").first()

    page = sign_in(task.assignee).post(
        reverse("task", args=[task.pk]),
        {"file": upload(b"a" * (MOST_BYTES + 3_000_000), "a.txt"), "text": "Na het bestand.", "position": "positive"},
    )

    assert page.status_code == 422
    assert "Na het bestand." in page.content.decode()


def test_a_correction_brings_its_own_file(town, dossier):
    given = Contribution.objects.filter(dossier=dossier, kind="advises").first()
    client = sign_in(given.person)

    client.post(
        reverse("contribution_correct", args=[given.pk]),
        {"text": "Beter.", "position": "positive", "file": upload()},
    )

    assert Attachment.objects.get().contribution.corrects == given


def test_evidence_with_an_assessment_and_at_a_demand(town, dossier, dpia):
    privacy, officer = sign_in(town.holders["privacy_officer"]), town.actor("data_protection_officer")
    privacy.post(_at("assessment_attach", dossier, dpia.pk), {"file": upload()})
    assert privacy.post(_at("assessment_attach", dossier, dpia.pk), {"file": upload()}).status_code == 422
    send_back_assessment(officer, builders.handed_in(town, dpia), demands=["Toon het.", "En dit."])

    address = _at("assessment_demand", dossier, dpia.pk, 2)
    page = privacy.post(address, {"answer": "Het staat in de bijlage.", "file": upload(b"", "leeg.pdf")})
    assert page.status_code == 422
    assert "Het staat in de bijlage.</textarea>" in page.content.decode()
    assert 'id="file-2-error"' in page.content.decode()
    privacy.post(address, {"answer": "Het staat in de bijlage.", "file": upload(b"%PDF-1.7 2", "twee.pdf")})

    assert Attachment.objects.get(name="twee.pdf").demand.number == 2
    page = privacy.get(_at("assessment", dossier, dpia.pk)).content.decode()
    assert page.count("twee.pdf</a>") == 2
    taken = privacy.post(_at("attachment_take_away", dossier, Attachment.objects.get(name="twee.pdf").pk))
    assert taken["Location"] == _at("assessment", dossier, dpia.pk)


@pytest.mark.parametrize("page", ["dossier_decisions", "assessment"])
def test_statements_do_not_grow_with_the_number_of_documents(town, dossier, dpia, page):
    privacy = town.actor("privacy_officer")
    client = sign_in(town.holders["ciso"])
    address = _at(page, dossier, *([dpia.pk] if page == "assessment" else []))

    def statements():
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    attach_to_dossier(privacy, dossier, upload())
    attach_to_assessment(privacy, dpia, upload())
    few = statements()
    for n in range(5):
        attach_to_dossier(privacy, dossier, upload(PDF + bytes([65 + n])))
        attach_to_assessment(privacy, dpia, upload(PDF + bytes([65 + n])))
    assert statements() == few
