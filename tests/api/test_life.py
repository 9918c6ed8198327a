"""Checklists, releases and reassessments over the API, under the same rules as the pages."""

import pytest

from tests import life
from tests.api.test_api import Program

pytestmark = pytest.mark.django_db


def test_a_point_is_settled_by_who_sees_to_it(town):
    dossier = life.contracted(town)
    head, user = Program(town.holders["department_head"]), Program(town.holders["user"])
    path = f"/dossiers/{dossier.number}/checklist"

    found = head.send("GET", path).json()
    assert (found["gate"], found["isAtWork"]) == ("G6", True)
    points = {point["code"]: point for point in found["points"]}
    assert points["instruction"]["holdsBack"]
    assert points["decision"]["isSettled"]

    assert user.send("POST", f"{path}/G6/instruction", {"text": "Klaar."}).status_code == 403
    assert head.send("POST", f"{path}/G6/publication", {"text": "Klaar."}).status_code == 409
    settled = head.send("POST", f"{path}/G6/instruction", {"text": "Versie 3."})
    assert settled.status_code == 201
    given = next(point for point in settled.json()["points"] if point["code"] == "instruction")
    assert given["evidence"]["by"] == "Test department_head"
    seen = next(point for point in user.send("GET", path).json()["points"] if point["code"] == "instruction")
    assert (seen["isSettled"], seen["evidence"]["text"]) == (True, None)


def test_deciding_too_early_names_what_is_open(town):
    dossier = life.contracted(town)
    task = dossier.tasks.get(kind="decide", gate="G6", status="open")
    board = Program(task.assignee)

    refused = board.send("POST", f"/tasks/{task.pk}/decisions", {"outcome": "approve", "reasons": "Ja."})

    assert refused.status_code == 409
    assert "Er is een werkinstructie in gewone taal" in refused.json()["openItems"]


def test_a_release_with_ai_impact_reopens_triage(town):
    dossier = life.live(town)
    manager = Program(town.holders["application_manager"])
    path = f"/dossiers/{dossier.number}/releases"
    body = {"version": "4.2", "releasedOn": "2026-11-20", "notes": "Vat nu zelf samen.", "aiImpact": "yes"}

    assert Program(town.holders["user"]).send("POST", path, body).status_code == 403
    assert manager.send("POST", path, {**body, "aiImpact": "maybe"}).status_code == 400
    assert manager.send("POST", path, body).status_code == 201
    assert manager.send("POST", path, body).status_code == 409
    assert manager.send("GET", path).json()["total"] == 1
    dossier.refresh_from_db()
    assert dossier.gate == "G8"

    again = {"trigger": "concerns", "text": "Drie mensen melden hetzelfde."}
    made = manager.send("POST", f"/dossiers/{dossier.number}/reassessments", again)
    assert made.status_code == 201
    assert [cause["trigger"] for cause in made.json()["causes"]] == ["release", "concerns"]
