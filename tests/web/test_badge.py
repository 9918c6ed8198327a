"""Certificates others can verify: only for the learner, genuine by the public key alone, and nothing secret out."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string

from tests import builders
from vijfspoor.actions.errors import NotAllowed
from vijfspoor.actions.people.sign_certificate import sign_certificate
from vijfspoor.integrations.credentials.open_badge import identity_hash
from vijfspoor.integrations.credentials.signature import key_address, verify
from vijfspoor.queries.actor import actor_for
from vijfspoor.queries.people.credential import lesson_of, verified
from vijfspoor.store.models import AuditEvent, LessonPass, SigningKey

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


@pytest.fixture
def learner(town):
    client = Client()
    client.force_login(town.holders["user"], backend="allauth.account.auth_backends.AuthenticationBackend")
    builders.understood(actor_for(town.holders["user"], timezone.now() - timedelta(days=1)))
    return client


def _badge(client):
    response = client.get(reverse("certificate_badge", args=["what-ai-is"]))
    assert response.status_code == 200
    return response.content.decode()


def _json(address):
    assert address.startswith(SITE)
    response = Client().get(address.removeprefix(SITE))
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    return json.loads(response.content)


def test_anyone_verifies_it_with_what_is_public(town, learner):
    token = _badge(learner)
    key = _json(key_address(token))
    said = verify(token, key)

    assert key["kid"] == key_address(token)
    assert not {"d", "p", "q", "dp", "dq", "qi"} & set(key)
    issuer = _json(said["issuer"]["id"])
    assert {name: issuer[name] for name in said["issuer"]} == said["issuer"]
    assert said["iss"] == said["issuer"]["id"]
    lesson = said["credentialSubject"]["achievement"]
    assert _json(lesson["id"])["name"] == lesson["name"] == "Wat is AI, en wat is het niet?"
    holder = said["credentialSubject"]["identifier"][0]
    assert holder["identityHash"] == identity_hash(town.holders["user"].email, holder["salt"])
    assert town.holders["user"].name not in json.dumps(said)


def test_the_page_says_whether_it_is_real_and_keeps_nothing(town, learner):
    token, address = _badge(learner), reverse("badges", args=[town.organisation.slug])
    before = AuditEvent.objects.count()
    assert "Dit certificaat is echt." in Client().post(address, {"certificate": f" {token}\n"}).content.decode()
    for other in (token[:-8] + "AAAAAAAA", "iets anders", ""):
        page = Client().post(address, {"certificate": other}).content.decode()
        assert "niet van deze gemeente" in page
    assert AuditEvent.objects.count() == before


def test_a_certificate_of_one_municipality_is_not_of_another(town, other_town, learner):
    assert verified(town.organisation, _badge(learner)) is not None
    assert verified(other_town.organisation, _badge(learner)) is None


def test_the_key_is_made_once_and_the_trail_names_only_its_number(town, learner):
    first, second = _badge(learner), _badge(learner)
    key = SigningKey.objects.get()
    event = AuditEvent.objects.get(action="signing_key_made")
    assert key_address(first) == key_address(second)
    assert event.content["data"] == {"key": str(key.key_id)}
    assert key.sealed not in json.dumps([row.content for row in AuditEvent.objects.all()])


def test_after_another_secret_a_new_key_signs_and_the_old_one_still_verifies(town, learner, settings):
    before = _badge(learner)
    settings.SECRET_KEY = get_random_string(50)
    learner.force_login(town.holders["user"], backend="allauth.account.auth_backends.AuthenticationBackend")
    after = _badge(learner)

    assert key_address(before) != key_address(after)
    assert SigningKey.objects.filter(ended_at__isnull=True).count() == 1
    assert all(verified(town.organisation, token) for token in (before, after))


def test_nobody_gets_the_certificate_of_somebody_else(town, learner):
    row = LessonPass.objects.select_related("person__organisation").get()
    for role in ("hr_adviser", "team_manager"):
        with pytest.raises(NotAllowed):
            sign_certificate(town.actor(role), row, lesson_of(row.lesson, row.version))


def test_what_does_not_exist_is_not_found(town):
    slug = town.organisation.slug
    for name, args in (
        ("badge_achievement", [slug, "no-lesson", "2026-11-01"]),
        ("badge_achievement", [slug, "what-ai-is", "2020-01-01"]),
        ("badge_key", [slug, "0b0f6a5e-0000-4000-8000-000000000001"]),
        ("badge_issuer", ["geen-gemeente"]),
        ("badges", ["geen-gemeente"]),
    ):
        assert Client().get(reverse(name, args=args)).status_code == 404, name
