"""The architecture guidelines on screen: judging, refusing, excepting, and the red mark."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import builders
from vijfspoor.actions.technology.keep_exceptions import keep_exceptions
from vijfspoor.store.models import GuidelineException

pytestmark = pytest.mark.django_db

REUSE = "REUSE_FIRST"


@pytest.fixture
def dossier(town):
    found = builders.reported(town, builders.CV_RANKER)
    found.accountable = town.holders["department_head"]
    found.save()
    return found


def _client(town, role):
    client = Client()
    client.force_login(town.holders[role], backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _judge(client, dossier, meets="nee", note="Er is al zoiets."):
    address = reverse("dossier_guidelines", args=[dossier.number])
    return client.post(address, {f"meets-{REUSE}": meets, f"note-{REUSE}": note})


def test_a_deviation_without_words_comes_back_with_what_was_typed(town, dossier):
    answer = _judge(_client(town, "architect"), dossier, note="")

    assert answer.status_code == 422
    assert list(answer.context["errors"]) == [REUSE]
    assert answer.context["given"][REUSE].meets is False


def test_who_is_no_architect_sees_no_form_and_is_refused(town, dossier):
    client = _client(town, "ciso")

    page = client.get(reverse("dossier_guidelines", args=[dossier.number]))
    assert f'name="meets-{REUSE}"' not in page.content.decode()
    assert _judge(client, dossier).status_code == 403
    assert client.get(reverse("guideline_exception", args=[dossier.number, REUSE])).status_code == 403


def test_an_exception_is_granted_and_the_dossier_turns_red_when_it_ends(town, dossier):
    client = _client(town, "architect")
    _judge(client, dossier)
    until = timezone.localdate() + timedelta(days=10)
    address = reverse("guideline_exception", args=[dossier.number, REUSE])

    wrong = client.post(address, {"reason": "Contract loopt.", "until": "volgend jaar"})
    assert (wrong.status_code, list(wrong.context["errors"])) == (422, ["until"])
    client.post(address, {"reason": "Contract loopt.", "until": until.strftime("%d-%m-%Y")})
    assert GuidelineException.objects.get().until == until

    overview = reverse("dossier", args=[dossier.number])
    assert client.get(overview).context["off_guideline"] == []
    keep_exceptions(datetime.now(UTC) + timedelta(days=12))
    page = _client(town, "department_head").get(overview)
    assert [task.subject for task in page.context["off_guideline"]] == ["Eerst hergebruiken"]
    task = page.context["off_guideline"][0]
    assert _client(town, "department_head").get(reverse("task", args=[task.pk])).url.endswith("/architectuur")


def test_hostile_words_are_shown_as_words(town, dossier):
    client = _client(town, "architect")
    _judge(client, dossier, note="<script>alert(1)</script>")

    page = client.get(reverse("dossier_guidelines", args=[dossier.number])).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_overview_names_who_deviates(town, dossier):
    client = _client(town, "architect")
    _judge(client, dossier)

    page = client.get(reverse("guidelines"))
    row = next(row for row in page.context["overview"].rows if row.guideline.code == REUSE)
    assert row.deviating == (dossier,)


def test_a_guideline_that_does_not_exist_is_not_found(town, dossier):
    address = reverse("guideline_exception", args=[dossier.number, "TOVERIJ"])

    assert _client(town, "architect").get(address).status_code == 404
