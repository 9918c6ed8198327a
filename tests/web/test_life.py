"""The life of an application on screen: what is open, forms that lose nothing, and an archive for who may read it."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders, life
from vijfspoor.actions.dossier.retire_application import archive

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def client_of(person):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_before_the_decision_the_page_says_what_comes_first(town):
    dossier = builders.reported(town, builders.SPELL_CHECKER)
    page = client_of(town.holders["user"]).get(reverse("in_use", args=[dossier.number])).content.decode()
    assert reverse("dossier", args=[dossier.number]) in page
    assert 'id="checklist"' not in page


def test_evidence_is_given_on_its_own_page_and_what_was_typed_stays(town):
    dossier = life.contracted(town)
    head, user = client_of(town.holders["department_head"]), client_of(town.holders["user"])
    address = reverse("checklist_evidence", args=[dossier.number, "G6", "instruction"])
    page = reverse("in_use", args=[dossier.number])

    assert address in head.get(page).content.decode()
    assert address not in user.get(page).content.decode()
    assert user.get(address).status_code == 403
    assert head.get(address.replace("instruction", "moon")).status_code == 404
    assert head.post(address, {"text": " "}).status_code == 422
    assert head.post(address, {"text": "<b>Versie 3</b>"}).status_code == 302
    assert "&lt;b&gt;Versie 3&lt;/b&gt;" in head.get(page).content.decode()
    assert "Versie 3" not in user.get(page).content.decode()


def test_the_decision_page_names_what_is_open(town):
    dossier = life.contracted(town)
    task = dossier.tasks.get(kind="decide", status="open", gate="G6")
    client = client_of(task.assignee)

    assert "Er is een werkinstructie in gewone taal" in client.get(reverse("task", args=[task.pk])).content.decode()
    answer = client.post(reverse("task", args=[task.pk]), {"outcome": "approve", "reasons": "Ja."}, follow=True)
    assert "Er is een werkinstructie in gewone taal" in answer.content.decode()
    task.refresh_from_db()
    assert task.status == "open"


def test_an_approval_can_be_a_pilot_on_screen(town):
    dossier = builders.reported(town, builders.SPELL_CHECKER)
    builders.decided(town, dossier)
    task = builders.task_of(dossier, kind="decide")
    client = client_of(task.assignee)
    typed = {"outcome": "approve", "reasons": "Ja.", "pilot_until": "geen datum", "pilot_measures": "Tijd"}

    refused = client.post(reverse("task", args=[task.pk]), typed)
    assert refused.status_code == 422
    assert "geen datum" in refused.content.decode()
    client.post(reverse("task", args=[task.pk]), {**typed, "pilot_until": "01-03-2099"})
    assert dossier.pilots.get().measures == "Tijd"


@pytest.mark.parametrize(
    ("name", "typed", "wrong"),
    [
        ("user_group_add", {"name": "Balie", "size": "3", "training": "Les", "trained": "2"}, {"size": "veel"}),
        (
            "release_add",
            {"version": "2", "released_on": "01-11-2026", "notes": "N", "ai_impact": "no"},
            {"version": ""},
        ),
        (
            "setting_add",
            {"kind": "model", "name": "M", "value": "1", "since": "01-11-2026", "reason": "W", "substantial": "no"},
            {"substantial": ""},
        ),
    ],
)
def test_a_form_refuses_what_is_wrong_and_keeps_what_was_typed(town, name, typed, wrong):
    dossier = life.contracted(town)
    client = client_of(town.holders["application_manager"])
    address = reverse(name, args=[dossier.number])

    assert client.get(address).status_code == 200
    assert client.post(address, {**typed, **wrong}).status_code == 422
    assert client.post(address, typed).status_code == 302
    assert client_of(town.holders["user"]).post(address, typed).status_code == 403


def test_reassessing_and_retiring_begin_on_the_page(town):
    dossier = life.live(town)
    head = client_of(town.holders["department_head"])
    page = head.get(reverse("in_use", args=[dossier.number])).content.decode()
    assert reverse("reassess", args=[dossier.number]) in page
    assert reverse("retire", args=[dossier.number]) in page

    assert head.post(reverse("retire", args=[dossier.number]), {"reason": "Weg", "ends_on": "x"}).status_code == 422
    address = reverse("reassess", args=[dossier.number])
    assert head.post(address, {"trigger": "", "text": "Ja", "stop": "no"}).status_code == 422
    assert head.post(address, {"trigger": "incident", "text": "Mis", "stop": "yes"}).status_code == 302
    dossier.refresh_from_db()
    assert dossier.stopped_at is not None


def test_the_archive_is_made_on_screen_and_read_by_who_may(town):
    dossier = life.ending(town)
    head = client_of(town.holders["department_head"])
    address = reverse("archive", args=[dossier.number])
    assert head.post(address, life.METADATA).status_code == 302
    life.settle(town, dossier, "G9")
    assert head.get(address).status_code == 200
    assert head.post(address, {**life.METADATA, "waardering": "", "then": "archive"}).status_code in (302, 422)
    dossier.refresh_from_db()
    assert dossier.status == "approved"
    assert head.post(address, {**life.METADATA, "then": "archive"}).status_code == 302

    dossier.refresh_from_db()
    assert dossier.status == "retired"
    package = reverse("archive_download", args=[dossier.number])
    assert head.get(package).headers["Content-Type"] == "application/zip"
    assert client_of(town.holders["user"]).get(package).status_code == 404


def test_nothing_is_offered_to_change_on_a_retired_file(town):
    dossier = life.ready_to_archive(town)
    archive(town.actor("department_head"), dossier)
    head = client_of(town.holders["department_head"])
    page = head.get(reverse("in_use", args=[dossier.number])).content.decode()
    for name in ("user_group_add", "release_add", "setting_add", "reassess", "retire"):
        assert reverse(name, args=[dossier.number]) not in page
        assert head.get(reverse(name, args=[dossier.number])).status_code == 403
