"""Delivering to the national register, against a stand-in: only when someone asks, and only what is public."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests import builders
from tests.integrations import register_stand_in
from vijfspoor.actions.dossier.describe_application import describe_application, particulars_of
from vijfspoor.actions.errors import Conflict, NotAllowed
from vijfspoor.actions.leadership.deliver_entry import (
    archive_version,
    deliver_concept,
    preview_entry,
    release_entry,
    retract_entry,
)
from vijfspoor.actions.leadership.publish import publish
from vijfspoor.content.publication.loader import standard_in_force
from vijfspoor.domain.leadership.register_standard import PublicationStandard
from vijfspoor.integrations.algoritmeregister.delivery import DeliveryError, HttpRegisterService
from vijfspoor.integrations.algoritmeregister.sheet import sheet
from vijfspoor.store.models import AuditEvent, RegisterDelivery

pytestmark = pytest.mark.django_db
WEBSITE = "https://testdam.example/openbaar/testdam/1"


@pytest.fixture
def register():
    with register_stand_in.running() as found:
        yield found


@pytest.fixture
def service(register):
    return HttpRegisterService(register.address, register_stand_in.ORGANISATION, register_stand_in.TOKEN)


@pytest.fixture
def whole(monkeypatch):
    """Let the standard find nothing missing: what an entry must hold is tested with the standard itself."""
    monkeypatch.setattr(PublicationStandard, "_defects", lambda _self, _entry: iter(()))


@pytest.fixture
def dossier(town):
    made = builders.reported(town, builders.SPELL_CHECKER)
    builders.decided(town, made)
    builders.decided(town, made)
    return made


def test_the_whole_road_of_an_entry(town, dossier, register, service, whole):
    manager = town.actor("information_manager")
    first = deliver_concept(manager, dossier, service, WEBSITE)
    assert register.entries[first.lars]["name"] == dossier.name
    assert first.content == register.entries[first.lars]
    assert preview_entry(manager, dossier, service) == f"https://register.example/preview/{first.lars}"

    release_entry(manager, dossier, service)
    assert register.released == {first.lars}
    with pytest.raises(Conflict):
        release_entry(manager, dossier, service)
    again = deliver_concept(manager, dossier, service, WEBSITE)
    assert again.lars == first.lars
    archive_version(manager, dossier, service, 7)
    assert register.archived == [(first.lars, 7)]
    retract_entry(manager, dossier, service)
    assert not register.released
    with pytest.raises(Conflict):
        retract_entry(manager, dossier, service)
    done = AuditEvent.objects.filter(action__startswith="entry_").order_by("pk").values_list("action", flat=True)
    assert list(done) == ["entry_concept", "entry_release", "entry_concept", "entry_archive", "entry_retract"]


def test_nothing_goes_before_something_is_public_and_whole(town, dossier, register, service):
    manager = town.actor("information_manager")
    assert standard_in_force(manager.today)
    with pytest.raises(Conflict):
        deliver_concept(manager, dossier, service, WEBSITE)
    hidden = builders.reported(town, builders.CV_RANKER)
    for verb in (release_entry, retract_entry, preview_entry):
        with pytest.raises(Conflict):
            verb(manager, hidden, service)
    with pytest.raises(Conflict):
        deliver_concept(manager, hidden, service, WEBSITE)
    assert register.calls == []


@pytest.mark.parametrize("role", ["user", "ciso", "council", "procurement_officer"])
def test_only_who_publishes_delivers(town, dossier, register, service, role):
    for verb in (release_entry, retract_entry, preview_entry):
        with pytest.raises(NotAllowed):
            verb(town.actor(role), dossier, service)
    assert register.calls == []


@pytest.mark.parametrize(
    "answer",
    [
        (401, b'{"detail": "Geen toegang."}', {}),
        (422, b'{"detail": [{"loc": ["name"], "msg": "te lang"}]}', {}),
        (429, b"", {}),
        (500, b"<html>", {}),
        (200, b"geen json", {}),
        (200, b'{"iets": "anders"}', {}),
        (302, b"", {"Location": "http://127.0.0.1:1/elders"}),
    ],
)
def test_what_the_register_refuses_leaves_nothing_behind(town, dossier, register, service, whole, answer):
    register.answer_with = answer
    with pytest.raises(Conflict) as error:
        deliver_concept(town.actor("information_manager"), dossier, service, WEBSITE)
    assert register_stand_in.TOKEN not in str(error.value)
    assert not RegisterDelivery.objects.exists()
    assert len(register.calls) == 1, "the token follows no redirect"


def test_a_register_that_is_away_is_said_in_a_sentence(town, dossier, whole):
    service = HttpRegisterService("http://127.0.0.1:9/v1_0", "x", "y")
    with pytest.raises(Conflict):
        deliver_concept(town.actor("information_manager"), dossier, service, WEBSITE)


@pytest.mark.parametrize("base", ["http://register.example/v1_0", "ftp://x", "file:///etc/passwd", ""])
def test_the_token_goes_over_https_only(base):
    with pytest.raises(ValueError, match="https"):
        HttpRegisterService(base, "x", "y")


def test_a_token_never_shows(service):
    assert register_stand_in.TOKEN not in repr(service)


def test_a_code_with_a_slash_stays_one_part_of_the_address(register, service):
    with pytest.raises(DeliveryError):
        service.release("a/../b")
    assert register.calls[0][1].endswith("/algorithms/a%2F..%2Fb/release")


def client_of(person):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_on_screen_with_the_difference(town, dossier, register, whole, settings):
    page = reverse("dossier_publication", args=[dossier.number])
    send = reverse("register_deliver", args=[dossier.number])
    client = client_of(town.holders["information_manager"])
    client.post(send, {"then": "concept"})
    assert not RegisterDelivery.objects.exists(), "without settings nothing is sent"

    settings.ALGORITMEREGISTER_URL = register.address
    settings.ALGORITMEREGISTER_ORGANISATION = register_stand_in.ORGANISATION
    settings.ALGORITMEREGISTER_TOKEN = register_stand_in.TOKEN
    settings.ALGORITMEREGISTER_MUNICIPALITY = "elders"
    client.post(send, {"then": "concept"})
    assert not RegisterDelivery.objects.exists(), "the connection belongs to another municipality"

    settings.ALGORITMEREGISTER_MUNICIPALITY = town.organisation.slug
    client.post(send, {"then": "concept"})
    client.post(send, {"then": "release"})
    assert RegisterDelivery.objects.count() == 2
    assert client.post(send, {"then": "preview"}).headers["Location"].startswith("https://register.example/")
    assert client.post(send, {"then": "archive", "version": "x"}).status_code == 302
    assert client.post(send, {"then": "x"}).status_code == 404
    assert not client.get(page).context["entry"].fields[0].is_other_there

    manager = town.actor("information_manager")
    describe_application(manager, dossier, replace(particulars_of(dossier), purpose="Een ander doel"))
    dossier.refresh_from_db()
    publish(manager, dossier)
    fields = client.get(page).context["entry"].fields
    assert [row.field.code for row in fields if row.is_other_there] == ["goal"]
    assert client_of(town.holders["user"]).post(send, {"then": "retract"}).status_code == 403


def test_the_spreadsheet_holds_every_field_and_no_formula(town, dossier):
    client = client_of(town.holders["information_manager"])
    manager = town.actor("information_manager")
    describe_application(manager, dossier, replace(particulars_of(dossier), purpose="=1+1"))
    answer = client.get(reverse("register_entry_xlsx", args=[dossier.number]))

    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    found = {row[0]: row[2] for row in rows[1:]}
    assert found["goal"] == "=1+1"
    assert set(found) == {field.code for field in standard_in_force(manager.today).fields}


def test_the_same_entry_gives_the_same_bytes():
    rows = [("name", "Naam", "https://x.example"), ("goal", "Doel", "@SUM(A1)")]
    assert sheet(("a", "b", "c"), rows, builders.NOW) == sheet(("a", "b", "c"), rows, builders.NOW)
