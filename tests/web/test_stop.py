"""Stop on screen: red on the dossier, in the register and on the public page; only the accountable person resumes."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from vijfspoor.store.models import Dossier

pytestmark = pytest.mark.django_db


def client_of(person):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def dossier(town):
    found = builders.reported(town, builders.SPELL_CHECKER)
    builders.decided(town, found)
    builders.decided(town, found)
    Dossier.objects.filter(pk=found.pk).update(use="in_use")
    found.refresh_from_db()
    return found


def test_it_is_stopped_with_a_reason_and_shows_in_red_everywhere(town, dossier):
    manager = client_of(town.holders["application_manager"])
    stop = reverse("application_stop", args=[dossier.number])
    assert stop in manager.get(reverse("dossier_concerns", args=[dossier.number])).content.decode()
    assert manager.post(stop, {"reason": " "}).status_code == 422
    manager.post(stop, {"reason": "<b>Het klopt niet.</b>"})

    page = manager.get(reverse("dossier", args=[dossier.number])).content.decode()
    assert "&lt;b&gt;Het klopt niet.&lt;/b&gt;" in page
    assert reverse("application_resume", args=[dossier.number]) not in page
    assert "vs-tag--bad" in manager.get(reverse("register")).content.decode()
    public = Client().get(reverse("public_application", args=[town.organisation.slug, dossier.number])).content.decode()
    assert "vs-alert--error" in public
    assert "Het klopt niet" not in public
    assert "vs-tag--bad" in Client().get(reverse("public_register", args=[town.organisation.slug])).content.decode()


def test_the_accountable_person_resumes_with_a_reason(town, dossier):
    head = client_of(dossier.accountable)
    head.post(reverse("application_stop", args=[dossier.number]), {"reason": "Het klopt niet."})
    resume = reverse("application_resume", args=[dossier.number])
    assert resume in head.get(reverse("dossier", args=[dossier.number])).content.decode()
    assert "Het klopt niet." in head.get(resume).content.decode()
    assert client_of(town.holders["application_manager"]).post(resume, {"reason": "Weer goed."}).status_code == 403

    head.post(resume, {"reason": "Weer goed."})

    dossier.refresh_from_db()
    assert dossier.stopped_at is None
