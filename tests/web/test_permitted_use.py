"""The page "May I use this?": one word, the rules, and a way on for what is not in the register."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders, life
from vijfspoor.actions.technology.keep_user_group import UserGroupInput, keep_user_group
from vijfspoor.actions.technology.stop_application import stop_application

pytestmark = pytest.mark.django_db
PAGE = reverse("permitted_use")


def _read(person, q=""):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.get(PAGE, {"q": q}).content.decode()


def test_what_is_underway_is_not_yet_allowed_and_what_is_unknown_can_be_reported(town):
    user = town.holders["user"]
    assert "Er is nog niets waarover is besloten dat het mag." in _read(user)

    builders.reported(town, builders.SPELL_CHECKER, "Spelwacht")
    page = _read(user, "spelwacht")
    assert "Nog niet" in page
    assert "Zet er geen gegevens van inwoners of collega" in page
    assert "‘Chatmaatje’ staat niet in ons register." in _read(user, "Chatmaatje")


def test_what_is_in_use_says_the_rules_and_what_was_stopped_says_no(town):
    dossier = life.live(town)
    keep_user_group(town.actor("department_head"), dossier, UserGroupInput("Balie", 5, "De les over verslagen", 5))
    user = town.holders["user"]
    page = _read(user, dossier.name)
    assert "Ja, als" in page
    assert "De les over verslagen" in page
    assert dossier.name in _read(user)
    assert "De les over verslagen" not in _read(user)

    stop_application(town.actor("application_manager"), dossier, reason="Het verzint zinnen.")
    page = _read(user, dossier.name)
    assert "Het gebruik is gestopt." in page
    assert dossier.name not in _read(user)


def test_a_word_is_found_at_its_start_or_in_a_name(town):
    builders.reported(town, {**builders.SPELL_CHECKER}, "Chatmaat")
    builders.reported(town, {**builders.SPELL_CHECKER}, "Schatkaart")
    user = town.holders["user"]
    assert "Schatkaart" in _read(user, "schat")
    assert "Chatmaat" in _read(user, "maat")


def test_another_municipality_and_hostile_words_find_nothing(town, other_town):
    builders.reported(town, builders.SPELL_CHECKER, "Spelwacht")
    assert "staat niet in ons register" in _read(other_town.holders["user"], "spelwacht")
    page = _read(town.holders["user"], "<script>alert(1)</script>" + "x" * 500)
    assert "<script>alert(1)" not in page
    _read(town.holders["user"], "\x00")


def test_the_number_of_statements_does_not_grow(town, django_assert_max_num_queries):
    for number in range(6):
        builders.reported(town, builders.SPELL_CHECKER, f"Spelwacht {number}")
    client = Client()
    client.force_login(town.holders["user"], backend="allauth.account.auth_backends.AuthenticationBackend")
    with django_assert_max_num_queries(12):
        client.get(PAGE, {"q": "spelwacht"})
