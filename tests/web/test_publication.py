"""What the registers get from a dossier, on screen and as a file."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from vijfspoor.actions.dossier.describe_application import describe_application, particulars_of
from vijfspoor.store.models import Publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(town):
    dossier = builders.reported(town, builders.SPELL_CHECKER)
    builders.decided(town, dossier)
    builders.decided(town, dossier)
    dossier.refresh_from_db()
    return dossier


def _client(town, role):
    client = Client()
    client.force_login(town.holders[role], backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_missing_fields_are_named_and_nothing_is_made_up(town, published):
    page = _client(town, "information_manager").get(reverse("dossier_publication", args=[published.number]))

    entry = page.context["entry"]
    empty = {row.field.code for row in entry.fields if row.defect == "missing"}
    assert {"category", "proportionality", "methods_and_models", "risks"} <= empty
    assert all(row.value == "" for row in entry.fields if row.defect == "missing")
    assert entry.changes == 0


def test_a_change_shows_until_someone_publishes_again(town, published):
    from dataclasses import replace

    manager = town.actor("information_manager")
    told = replace(particulars_of(published), theme="Werk", proportionality="Het helpt en schaadt niet.")
    describe_application(manager, published, told)
    client = _client(town, "information_manager")
    address = reverse("dossier_publication", args=[published.number])

    changed = {row.field.code for row in client.get(address).context["entry"].fields if row.is_changed}
    assert changed == {"category", "proportionality"}

    client.post(reverse("dossier_publish", args=[published.number]))
    assert client.get(address).context["entry"].changes == 0
    assert Publication.objects.get(dossier=published, is_current=True).content["texts"]["theme"] == "Werk"


def test_the_file_for_the_national_register_has_its_names(town, published):
    answer = _client(town, "user").get(reverse("register_entry", args=[published.number]))

    entry = json.loads(answer.content)
    assert (entry["lang"], entry["standard_version"], entry["source_id"]) == ("nld", "1.0", str(published.number))
    assert entry["website"].endswith(f"/openbaar/{town.organisation.slug}/{published.number}")


def test_a_theme_the_register_does_not_know_is_refused(town, published):
    client = _client(town, "information_manager")
    form = {"summary": "Kijkt na.", "use": "in_use", "in_use_since": "01-02-2025", "theme": "Toverij"}

    answer = client.post(reverse("particulars", args=[published.number]), form)

    assert answer.status_code == 422
    assert "theme" in answer.context["errors"]


def test_a_draft_has_no_entry(town):
    draft = builders.draft(town.actor("user"), builders.SPELL_CHECKER)

    assert _client(town, "user").get(reverse("dossier_publication", args=[draft.number])).status_code == 404
