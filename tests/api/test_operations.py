"""Concerns, incidents and stops over the API, under the same rules as the pages."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import builders
from tests.api.test_api import Program
from vijfspoor.store.models import Dossier

pytestmark = pytest.mark.django_db


def test_a_concern_becomes_an_incident_that_is_notified_and_closed(town):
    dossier = builders.reported(town, builders.CONVERSATION_REPORT)
    user, manager = Program(town.holders["user"]), Program(town.holders["application_manager"])
    head, officer = Program(dossier.accountable), Program(town.holders["data_protection_officer"])

    made = user.send("POST", "/concerns", {"what": "Verslag bij een ander.", "dossier": dossier.number})
    assert made.status_code == 201
    concern = made.json()["id"]
    assert user.send("POST", f"/concerns/{concern}/answers", {"text": "Klaar."}).status_code == 403
    aware = (timezone.now() - timedelta(hours=1)).isoformat()
    opened = manager.send(
        "POST",
        f"/dossiers/{dossier.number}/incidents",
        {"title": "Lek", "whatHappened": "Een lek.", "awareAt": aware, "concern": concern},
    )
    assert opened.status_code == 201
    path = f"/incidents/{opened.json()['id']}"

    full = manager.send("PATCH", f"{path}/facts", {"values": {"personal_breach": "ja"}}).json()
    assert [clock["code"] for clock in full["clocks"]] == ["AVG_33"]
    assert full["clocks"][0]["state"] == "running"
    assert 70 * 3600 < full["clocks"][0]["secondsLeft"] <= 72 * 3600
    assert manager.send("PATCH", f"{path}/facts", {"values": {"personal_breach": "x"}}).status_code == 400

    entries = f"{path}/clocks/AVG_33/entries"
    assert head.send("POST", entries, {"kind": "not_notified", "text": "Nee."}).status_code == 409
    advice = officer.send("POST", entries, {"kind": "advice", "text": "Meld het.", "advisesToNotify": True})
    assert advice.status_code == 201
    assert officer.send("POST", entries, {"kind": "not_notified", "text": "Nee."}).status_code == 403
    sent = {"kind": "notified", "text": "Kopie", "reference": "AP-1", "at": timezone.now().isoformat()}
    assert manager.send("POST", entries, sent).status_code == 201
    assert manager.send("POST", f"{path}/closings", {"lessons": "Geleerd."}).status_code == 403
    closed = head.send("POST", f"{path}/closings", {"lessons": "Geleerd."})
    assert (closed.status_code, closed.json()["status"]) == (201, "closed")
    assert user.send("GET", path).status_code == 404
    assert manager.send("GET", "/incidents").json()["total"] == 1
    assert user.send("GET", f"/concerns/{concern}").json()["status"] == "incident"


def test_concerns_are_placed_joined_and_settled(town):
    dossier = builders.reported(town, builders.SPELL_CHECKER)
    user, manager = Program(town.holders["user"]), Program(town.holders["application_manager"])
    first, second = (
        user.send("POST", "/concerns", {"what": "Verkeerde datum.", "about": "Brieven"}).json()["id"] for _ in range(2)
    )
    for concern in (first, second):
        assert manager.send("PUT", f"/concerns/{concern}/dossier", {"dossier": dossier.number}).status_code == 200
    assert manager.send("POST", f"/concerns/{first}/parts", {"others": [second]}).status_code == 201
    assert manager.send("POST", f"/concerns/{first}/answers", {"text": "Klaar.", "settles": True}).status_code == 201

    found = {row["id"]: row for row in user.send("GET", "/concerns?status=settled").json()["items"]}
    assert found[second]["partOf"] == first


def test_stop_and_resume(town, other_town):
    dossier = builders.reported(town, builders.SPELL_CHECKER)
    Dossier.objects.filter(pk=dossier.pk).update(use="in_use")
    manager, head = Program(town.holders["application_manager"]), Program(dossier.accountable)
    path = f"/dossiers/{dossier.number}"
    stranger = Program(other_town.holders["executive_board"])
    assert stranger.send("POST", f"{path}/stops", {"reason": "Stop."}).status_code == 404

    assert manager.send("POST", f"{path}/stops", {"reason": "Stop."}).status_code == 201
    assert manager.send("GET", path).json()["stoppedAt"]
    assert manager.send("POST", f"{path}/stops", {"reason": "Stop."}).status_code == 409
    assert manager.send("POST", f"{path}/resumptions", {"reason": "Goed."}).status_code == 403
    assert head.send("POST", f"{path}/resumptions", {"reason": "Goed."}).status_code == 201
    assert manager.send("GET", path).json()["stoppedAt"] is None
