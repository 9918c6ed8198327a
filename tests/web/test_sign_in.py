"""Signing in: passwords, the second step, and the limit per account."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db

PASSWORD = "-".join(["een", "lang", "wachtwoord", "zonder", "naam"])


@pytest.fixture
def person(town):
    """Somebody with a password."""
    cache.clear()
    found = town.holders["ciso"]
    found.set_password(PASSWORD)
    found.save()
    return found


def _try(email, password):
    return Client().post(reverse("account_login"), {"login": email, "password": password})


def test_the_right_password_lets_in(person):
    assert _try(person.email, PASSWORD).headers.get("Location") == "/bureau"


def test_a_wrong_password_stays_out_and_says_so(person):
    response = _try(person.email, "fout")

    assert response.status_code == 200
    assert "errorlist" in response.content.decode() or "error" in response.content.decode()


def test_too_many_wrong_passwords_shut_the_account_for_a_while_but_not_the_town_hall(person, town):
    for _ in range(6):
        _try(person.email, "fout")
    assert _try(person.email, PASSWORD).headers.get("Location") != "/bureau"

    colleague = town.holders["architect"]
    colleague.set_password(PASSWORD)
    colleague.save()
    assert _try(colleague.email, PASSWORD).headers.get("Location") == "/bureau"


def test_nobody_signs_up(person):
    assert Client().get("/accounts/signup/").status_code == 404


def test_somebody_who_left_no_longer_gets_in(person):
    person.is_active = False
    person.save()

    assert _try(person.email, PASSWORD).headers.get("Location") != "/bureau"


def test_a_second_step_can_be_switched_on(person):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.get(reverse("mfa_activate_totp")).status_code in (200, 302)


def test_a_visitor_chooses_a_language_without_a_token_and_nobody_else_does(town):
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post(reverse("language"), {"language": "en", "next": "/openbaar"})
    assert answer.headers["Location"] == "/openbaar"
    assert set(answer.cookies) == {"django_language"}
    strict.force_login(town.holders["ciso"], backend="allauth.account.auth_backends.AuthenticationBackend")
    assert strict.post(reverse("language"), {"language": "en", "next": "/"}).status_code == 403
