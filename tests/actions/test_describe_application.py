"""Keeping the particulars of an application: recorded, checked, traced, and only by who keeps the facts."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from vijfspoor.actions.dossier.describe_application import describe_application, particulars_of
from vijfspoor.actions.errors import InvalidInput, NotAllowed
from vijfspoor.actions.leadership.publish import publish
from vijfspoor.store.models import AuditEvent, Dossier

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(town):
    return builders.reported(town, builders.SPELL_CHECKER)


def test_what_was_filled_in_is_on_file_and_in_the_trail(town, dossier):
    given = replace(
        particulars_of(dossier), purpose="Betere brieven.", use="in_use", in_use_since=date(2026, 3, 1), data="Geen."
    )

    describe_application(town.actor("user"), dossier, given)

    dossier.refresh_from_db()
    assert particulars_of(dossier) == given
    event = AuditEvent.objects.get(action="described")
    assert set(event.content["data"]["changed"]) == {"purpose", "use", "in_use_since", "data"}


def test_saving_without_a_change_leaves_no_trace(town, dossier):
    describe_application(town.actor("user"), dossier, particulars_of(dossier))

    assert not AuditEvent.objects.filter(action="described").exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"summary": " "}, "summary"),
        ({"summary": "x" * 401}, "summary"),
        ({"use": "in_use"}, "in_use_since"),
        ({"use": "idea", "in_use_since": date(2027, 1, 1)}, "in_use_since"),
        ({"use": "sometimes"}, "use"),
        ({"risks": "x" * 2501}, "risks"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_changes(town, dossier, change, field):
    with pytest.raises(InvalidInput) as raised:
        describe_application(town.actor("user"), dossier, replace(particulars_of(dossier), **change))

    assert set(raised.value.errors) == {field}
    assert particulars_of(Dossier.objects.get(pk=dossier.pk)) == particulars_of(dossier)


def test_who_does_not_keep_the_facts_may_not(town, dossier):
    for role in ("ciso", "council", "team_manager"):
        with pytest.raises(NotAllowed):
            describe_application(town.actor(role), dossier, particulars_of(dossier))


def test_residents_read_it_after_publishing_again(town, dossier):
    builders.decided(town, dossier)
    builders.decided(town, dossier)
    given = replace(particulars_of(dossier), human_intervention="Een medewerker leest elke brief.")
    describe_application(town.actor("user"), dossier, given)

    row = publish(town.actor("information_manager"), dossier)

    assert row.content["texts"] == {"human_intervention": "Een medewerker leest elke brief."}


def test_a_form_that_is_wrong_keeps_what_was_typed(town, dossier):
    client = Client()
    client.force_login(town.holders["user"], backend="allauth.account.auth_backends.AuthenticationBackend")
    address = reverse("particulars", args=[dossier.number])
    typed = {"summary": "Kort.", "purpose": "Iets langers.", "use": "in_use", "in_use_since": "31-02-2026"}

    wrong = client.post(address, typed)
    right = client.post(address, typed | {"in_use_since": "01-02-2026"})

    assert wrong.status_code == 422
    assert "Iets langers." in wrong.content.decode()
    assert "31-02-2026" in wrong.content.decode()
    assert right.status_code == 302
    assert Dossier.objects.get(pk=dossier.pk).in_use_since == date(2026, 2, 1)
