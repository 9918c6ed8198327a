"""The REST API: the same rules as the pages, and the NL API Design Rules."""

import json
from datetime import timedelta

import pytest
import schemathesis
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from tests import builders
from vijfspoor.actions.organisation.issue_token import issue_token
from vijfspoor.actions.organisation.revoke_token import revoke_token
from vijfspoor.api import api
from vijfspoor.config.wsgi import application
from vijfspoor.domain.ethics.assessment import valid_until
from vijfspoor.queries.actor import actor_for
from vijfspoor.queries.organisation.tokens import SCOPES

pytestmark = pytest.mark.django_db


class Program:
    """A program with an access key."""

    def __init__(self, person, scopes=SCOPES):
        self.actor = actor_for(person, timezone.now())
        self.token = issue_token(
            self.actor, person, name="Proef", scopes=scopes, expires_at=timezone.now() + timedelta(days=30)
        )
        self._client = Client()

    def send(self, method, path, body=None, **headers):
        """Send a request and return the response."""
        return self._client.generic(
            method,
            f"/api/v1{path}",
            json.dumps(body) if body is not None else "",
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.token.secret}", **headers},
        )


REPORT = {
    "name": "Taalhulp",
    "summary": "Verbetert brieven.",
    "choices": builders.SPELL_CHECKER,
    "risk": {"what": "Een fout", "whom": "Lezers", "severity": 1, "likelihood": 1},
}


def test_a_program_reports_and_decides_under_the_same_rules(town):
    reporter = Program(town.holders["user"])
    made = reporter.send("POST", "/dossiers", REPORT)
    assert made.status_code == 201, made.content
    number = made.json()["number"]
    assert made["Location"] == f"/api/v1/dossiers/{number}"
    assert made.json()["route"] == "groen"
    assert made.json()["createdAt"].endswith("Z")

    head = Program(town.holders["department_head"])
    task = head.send("GET", "/tasks").json()["items"][0]
    refused = head.send("POST", f"/tasks/{task['id']}/decisions", {"outcome": "approve", "reasons": ""})
    assert refused.status_code == 400
    assert "reasons" in refused.json()["errors"]
    assert (
        head.send("POST", f"/tasks/{task['id']}/decisions", {"outcome": "approve", "reasons": "Goed."}).status_code
        == 201
    )
    assert (
        reporter.send("POST", f"/tasks/{task['id']}/decisions", {"outcome": "approve", "reasons": "x"}).status_code
        == 403
    )


def test_a_shut_gate_says_what_it_waits_for(town):
    dossier = builders.reported(town, builders.CV_RANKER)
    task = dossier.tasks.get(kind="decide")
    head = Program(town.holders["department_head"])

    refused = head.send("POST", f"/tasks/{task.pk}/decisions", {"outcome": "approve", "reasons": "Ja."})

    assert refused.status_code == 409
    assert {"role": "ciso", "contribution": "advises"} in refused.json()["waitingFor"]


def test_advice_is_given_corrected_and_read(town):
    dossier = builders.reported(town, builders.CV_RANKER)
    ciso = Program(town.holders["ciso"])
    [task] = ciso.send("GET", "/tasks").json()["items"]

    given = ciso.send("POST", f"/tasks/{task['id']}/contributions", {"text": "Goed.", "position": "positive"})
    assert given.status_code == 201
    again = ciso.send(
        "POST", f"/contributions/{given.json()['id']}/corrections", {"text": "Toch niet.", "position": "negative"}
    )
    assert again.json()["corrects"] == given.json()["id"]
    read = ciso.send("GET", f"/dossiers/{dossier.number}/contributions").json()
    assert [item["position"] for item in read] == ["positive", "negative"]


def test_answers_and_classification(town):
    dossier = builders.reported(town, builders.CV_RANKER)
    officer = Program(town.holders["privacy_officer"])

    changed = officer.send("PATCH", f"/dossiers/{dossier.number}/answers", {"answers": {"N10": "ja"}})
    assert changed.status_code == 200
    found = officer.send("GET", f"/dossiers/{dossier.number}/classification?asOf=2026-11-23").json()
    assert found["outcomes"] == ["HR_ANNEX_III"]
    assert found["requires"]["dtia"] == "verplicht"
    wrong = officer.send("PATCH", f"/dossiers/{dossier.number}/answers", {"answers": {"N99": "ja"}})
    assert wrong.status_code == 400
    assert officer.send("GET", f"/dossiers/{dossier.number}/classification?asOf=2020-01-01").status_code == 400
    loose = officer.send("POST", "/classifications", {"answers": {"S2": "ja"}, "default": "nee", "asOf": "2026-11-23"})
    assert loose.json()["outcomes"] == ["NOT_AI"]


def test_an_assessment_under_the_same_rules(town):
    dossier = builders.at_the_assessments(town)
    performer, overseer = Program(town.holders["privacy_officer"]), Program(town.holders["data_protection_officer"])
    base = f"/dossiers/{dossier.number}/assessments"
    assert overseer.send("POST", base, {"code": "dpia"}).status_code == 403
    begun = performer.send("POST", base, {"code": "dpia"})
    one = begun["Location"].removeprefix("/api/v1")
    assert begun.json()["prefilled"] >= 60

    first = performer.send("PATCH", f"{one}/answers", {"answers": {"necessary": "Kan met minder."}})
    assert first.json() == {"conflicts": []}
    legal = Program(town.holders["legal_adviser"])
    assert legal.send("PATCH", f"{one}/answers", {"answers": {"necessary": "Nee."}}).json() == {
        "conflicts": ["necessary"]
    }
    sheet = performer.send("GET", one).json()
    question = next(item for item in sheet["questions"] if item["code"] == "necessary")
    assert (question["value"], question["others"]) == ("Kan met minder.", ["Nee."])
    chosen = {"answers": {"necessary": "Deels."}, "seen": {"necessary": question["seen"]}}
    assert performer.send("PATCH", f"{one}/answers", chosen).json() == {"conflicts": []}

    early = performer.send("POST", f"{one}/submissions", {"summary": "Klaar"})
    assert set(early.json()["errors"]) == {"missing", "risks"}
    builders.fill(town, dossier.assessments.get())
    scores = {"likelihood": 2, "impact": 2, "likelihoodAfter": 2, "impactAfter": 2}
    assert performer.send("POST", f"{one}/risks", {"what": "Lek", "whom": "Inwoners", **scores}).json()["score"] == 4
    assert performer.send("POST", f"{one}/submissions", {"summary": "Klaar"}).json()["status"] == "submitted"

    back = overseer.send("POST", f"{one}/verdicts", {"verdict": "send_back", "demands": ["Noem de termijn."]})
    assert back.json()["status"] == "sent_back"
    assert performer.send("PUT", f"{one}/demands/1", {"answer": "Zes weken."}).json()["answer"] == "Zes weken."
    performer.send("POST", f"{one}/submissions", {"summary": "Klaar"})
    assert performer.send("POST", f"{one}/verdicts", {"verdict": "accept", "reasons": "x"}).status_code == 403
    accepted = overseer.send("POST", f"{one}/verdicts", {"verdict": "accept", "reasons": "Goed.", "met": [1]})
    assert accepted.json()["validUntil"] == valid_until(timezone.localdate(), 36).isoformat()
    assert [row["status"] for row in performer.send("GET", base).json()] == ["accepted"]


def test_the_legal_adviser_and_obligations_under_the_same_rules(town):
    dossier = builders.reported(town, builders.CV_RANKER)
    base = f"/dossiers/{dossier.number}"
    seen = dossier.classifications.get().pk
    lawyer, head = Program(town.holders["legal_adviser"]), Program(town.holders["department_head"])
    word = {"classification": seen, "verdict": "confirm", "reference": "Annex III, 4(a)", "reasons": "Klopt."}
    assert head.send("POST", f"{base}/legal-reviews", word).status_code == 403
    assert lawyer.send("POST", f"{base}/legal-reviews", {**word, "reasons": " "}).status_code == 400
    assert lawyer.send("POST", f"{base}/legal-reviews", word).json()["result"] == seen
    assert [row["verdict"] for row in lawyer.send("GET", f"{base}/legal-reviews").json()] == ["confirm"]

    code = lawyer.send("GET", f"{base}/obligations").json()[0]["code"]
    owner = town.holders["application_manager"]
    later = (timezone.localdate() + timedelta(days=30)).isoformat()
    given = lawyer.send("POST", f"{base}/obligations/{code}/tasks", {"owner": owner.pk, "dueOn": later})
    assert given.json()["kind"] == "obligation"
    settled = Program(owner).send(
        "POST", f"{base}/obligations/{code}/settlements", {"status": "met", "evidence": "Werkdossier 12"}
    )
    assert (settled.status_code, settled.json()["status"]) == (201, "met")
    assert (
        lawyer.send(
            "POST", f"{base}/obligations/OB-NONSENSE/settlements", {"status": "met", "evidence": "x"}
        ).status_code
        == 404
    )


def test_another_organisation_finds_nothing(town, other_town):
    dossier = builders.reported(town, builders.CV_RANKER)
    task = dossier.tasks.first()
    stranger = Program(other_town.holders["executive_board"])

    for path in (f"/dossiers/{dossier.number}", f"/dossiers/{dossier.number}/answers", f"/tasks/{task.pk}"):
        assert stranger.send("GET", path).status_code == 404
    assert stranger.send("GET", "/dossiers").json()["total"] == 0
    assert stranger.send("POST", f"/tasks/{task.pk}/contributions", {"text": "x"}).status_code == 404


def test_a_key_must_be_valid_and_have_the_scope(town):
    reader = Program(town.holders["user"], scopes=["read"])
    assert reader.send("POST", "/dossiers", REPORT).status_code == 403

    revoke_token(reader.actor, reader.token.token)
    refused = reader.send("GET", "/dossiers")
    assert refused.status_code == 401
    assert refused["WWW-Authenticate"] == "Bearer"
    assert refused["Content-Type"] == "application/problem+json"
    assert Client().get("/api/v1/dossiers").status_code == 401


def test_lists_are_paged_with_links_and_constant_statements(town):
    for _ in range(3):
        builders.reported(town, builders.SPELL_CHECKER)
    reader = Program(town.holders["ciso"])

    page = reader.send("GET", "/dossiers?pageSize=2")
    assert page.json()["total"] == 3
    assert 'rel="next"' in page["Link"]
    assert page.json()["_links"]["next"].endswith("page=2")
    assert reader.send("GET", "/dossiers?pageSize=101").status_code == 400

    counts = []
    for size in (1, 3):
        with CaptureQueriesContext(connection) as captured:
            reader.send("GET", f"/dossiers?pageSize={size}")
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_nl_api_design_rules_hold(town):
    document = api.get_openapi_schema()
    operations = [(path, verb, spec) for path, verbs in document["paths"].items() for verb, spec in verbs.items()]

    assert document["openapi"].startswith("3.")
    assert {"name", "url", "email"} <= set(document["info"]["contact"])
    assert document["servers"][0]["url"] == "/api/v1"
    for path, verb, spec in operations:
        parts = [part for part in path.removeprefix("/api/v1/").split("/") if not part.startswith("{")]
        assert not path.endswith("/"), path
        assert all(part == part.lower() and "_" not in part for part in parts), path
        assert verb in {"get", "post", "put", "patch", "delete"}
        assert {400, 401, 403, 404} <= {int(code) for code in spec["responses"]}, path
        for parameter in spec.get("parameters", []):
            assert "_" not in parameter["name"], (path, parameter["name"])
    response = Program(town.holders["ciso"]).send("GET", "/me")
    assert response["API-Version"] == document["info"]["version"]
    assert Program(town.holders["ciso"]).send("GET", "/me/").status_code == 404


def test_the_api_keeps_to_its_own_document(town):
    program = Program(town.holders["department_head"])
    builders.reported(town, builders.CV_RANKER)
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    failures = []
    for operation in schema.get_all_operations():
        found = _try_out(operation.ok(), program.token.secret)
        failures.extend(found)
    assert not failures, failures[:5]


def _try_out(operation, secret):
    """Send drawn cases of one operation; collect answers that are a server error or not in its document."""
    found = []

    @given(case=operation.as_strategy())
    @settings(max_examples=12, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    def send(case):
        response = case.call(headers={"Authorization": f"Bearer {secret}"})
        declared = {int(code) for code in operation.definition.raw["responses"]}
        if response.status_code >= 500 or response.status_code not in declared | {404, 405}:
            found.append((operation.label, response.status_code, str(case.body)[:200], response.text[:200]))

    send()
    return found
