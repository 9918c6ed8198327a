"""Every operation of the API: closed without a key, and for a stranger from another organisation.

Generated from the API's own document: a new operation is tried without anyone thinking of it.
"""

import json
import re

import pytest
from django.test import Client

from tests import builders
from tests.api.test_api import Program
from vijfspoor.actions.ethics.start_assessment import start_assessment
from vijfspoor.api import api
from vijfspoor.queries.organisation.tokens import SCOPES

pytestmark = pytest.mark.django_db


def _operations():
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method, operation in methods.items():
            yield pytest.param(path, method.upper(), operation, id=f"{method.upper()} {path}")


@pytest.fixture
def scene(town):
    dossier = builders.at_the_assessments(town)
    dpia = start_assessment(town.actor("privacy_officer"), dossier, "dpia")
    return {"number": dossier.number, "pk": dpia.pk, "demand": 1, "code": "OB-LIT-1"}


def _address(path, scene):
    filled = re.sub(r"\{(\w+)\}", lambda found: str(scene.get(found[1], 1)), path)
    return filled.removeprefix("/api/v1")


def _body(operation):
    """An empty object where a body is wanted: its shape is refused, or the file is not found, whichever comes first."""
    return {} if "requestBody" in operation else None


@pytest.mark.parametrize(("path", "method", "operation"), _operations())
def test_without_a_key_nothing_opens(scene, path, method, operation):
    response = Client().generic(
        method, f"/api/v1{_address(path, scene)}", json.dumps(_body(operation) or {}), content_type="application/json"
    )

    assert response.status_code == 401


@pytest.mark.parametrize(("path", "method", "operation"), _operations())
def test_a_key_without_scopes_that_fit_opens_nothing(scene, town, path, method, operation):
    scopes = [scope for scope in SCOPES if scope != "read"] if method == "GET" else ["read"]
    program = Program(town.holders["privacy_officer"], scopes)

    response = program.send(method, _address(path, scene), _body(operation))

    assert response.status_code in (400, 403, 404, 422) or path.endswith("/classifications")
    assert response.status_code != 200 or method == "POST"


@pytest.mark.parametrize(("path", "method", "operation"), [item for item in _operations() if "{" in item.values[0]])
def test_a_stranger_finds_no_file_of_another_organisation(scene, other_town, path, method, operation):
    for role in ("privacy_officer", "executive_board", "data_protection_officer"):
        response = Program(other_town.holders[role]).send(method, _address(path, scene), _body(operation))
        refused = (404,) if method == "GET" else (400, 404, 422)
        assert response.status_code in refused, (role, response.content[:200])
