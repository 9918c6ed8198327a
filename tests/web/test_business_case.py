"""Costs and alternatives on screen: written by who prepares, read by who decides, nothing typed lost."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from vijfspoor.queries.dossier.business_case import newest_case
from vijfspoor.queries.dossier.memo import memo
from vijfspoor.queries.dossier.memo_document import memo_document
from vijfspoor.store.models import Task

pytestmark = pytest.mark.django_db
TYPED = {
    "once_euros": "€ 1.200", "yearly_euros": "", "basis": "Een offerte.", "without": "Alles met de hand.",
    "what": ["Een formulier", ""], "why_not": ["Niemand vult het in.", ""],
}  # fmt: skip


@pytest.fixture
def dossier(town):
    return builders.reported(town, builders.SPELL_CHECKER)


def client_of(person):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_what_is_written_stands_beside_the_decision_and_in_the_memo(town, dossier):
    builders.decided(town, dossier)
    task = dossier.tasks.get(kind="decide", status="open")
    Task.objects.filter(pk=task.pk).update(role="executive_board", assignee=town.holders["executive_board"])
    board = client_of(town.holders["executive_board"])
    assert "Niemand schreef op wat het kost" in board.get(reverse("board_decision", args=[task.pk])).content.decode()

    client_of(town.holders["department_head"]).post(reverse("business_case", args=[dossier.number]), TYPED)

    for name, key in (("board_decision", task.pk), ("task", task.pk), ("dossier_decisions", dossier.number)):
        page = board.get(reverse(name, args=[key])).content.decode()
        wanted = ("1.200 euro", "Alles met de hand.", "Niemand vult het in.")
        assert [text for text in wanted if text not in page] == [], name
    text = str(memo_document(memo(town.actor("executive_board"), dossier), "nl"))
    assert "1.200 euro eenmalig" in text
    assert "Een formulier: Niemand vult het in." in text


def test_a_wrong_amount_is_said_at_its_field_and_nothing_typed_is_lost(town, dossier):
    head = client_of(town.holders["department_head"])

    answer = head.post(reverse("business_case", args=[dossier.number]), TYPED | {"once_euros": "twaalf"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="once_euros-error"' in page
    assert 'value="twaalf"' in page
    assert "Niemand vult het in." in page
    assert newest_case(dossier) is None


def test_the_next_version_starts_from_the_last(town, dossier):
    head = client_of(town.holders["department_head"])
    head.post(reverse("business_case", args=[dossier.number]), TYPED)

    page = head.get(reverse("business_case", args=[dossier.number])).content.decode()

    assert 'value="1200"' in page
    assert 'value="Een formulier"' in page


def test_who_may_not_read_advice_does_not_read_costs(town, dossier):
    client_of(town.holders["department_head"]).post(reverse("business_case", args=[dossier.number]), TYPED)

    user = client_of(town.holders["user"])

    assert "Alles met de hand." not in user.get(reverse("dossier_decisions", args=[dossier.number])).content.decode()
    assert user.get(reverse("business_case", args=[dossier.number])).status_code == 403
