"""Away, recorded by oneself or by the administrator for who cannot: who stands in, who hears, and what is refused."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import builders
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import actor_for
from vijfspoor.store.models import Absence, AuditEvent, Message

pytestmark = pytest.mark.django_db


def client_of(person):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _days(town, **changed):
    today = timezone.localdate()
    typed = {
        "stand_in": str(town.holders["architect"].pk),
        "starts_on": f"{today:%d-%m-%Y}",
        "ends_on": f"{today + timedelta(days=5):%d-%m-%Y}",
    }
    return typed | changed


def test_the_administrator_records_it_for_who_is_ill_and_both_hear(town):
    ill, other = town.holders["ciso"], town.holders["architect"]
    admin = client_of(town.administrator)
    page = reverse("person", args=[ill.pk])
    assert reverse("person_absence", args=[ill.pk]) in admin.get(page).content.decode()

    answer = admin.post(reverse("person_absence", args=[ill.pk]), _days(town))

    assert answer.headers["Location"] == page
    assert Absence.objects.get().person == ill
    event = AuditEvent.objects.get(action="absence_set")
    assert event.actor == town.administrator
    assert event.content["data"]["person"] == ill.pk
    assert set(Message.objects.filter(kind="absence_set").values_list("recipient", flat=True)) == {ill.pk, other.pk}
    assert town.administrator.name in Message.objects.get(kind="absence_set", recipient=ill).body
    assert actor_for(other, timezone.now()).stands_in_for == {ill.pk}
    builders.at_the_assessments(town)
    assert _visible.own_tasks(actor_for(other, timezone.now())).filter(assignee=ill).exists()


def test_what_was_typed_wrong_is_told_at_its_field_and_kept(town):
    ill = town.holders["ciso"]
    gone = builders.person(town.organisation, town.team, "user", name="Weg")
    gone.is_active = False
    gone.save()
    admin, address = client_of(town.administrator), reverse("person_absence", args=[ill.pk])

    for stand_in in ("", "x", "²", "9" * 30, str(ill.pk), str(gone.pk)):
        page = admin.post(address, _days(town, stand_in=stand_in))
        assert page.status_code == 422, stand_in
        assert 'id="stand_in-error"' in page.content.decode()
    page = admin.post(address, _days(town, ends_on="01-01-2020")).content.decode()
    assert 'id="ends_on-error"' in page
    assert 'value="01-01-2020"' in page
    assert '<details class="vs-section" open>' in page
    assert not Absence.objects.exists()
    assert not Message.objects.filter(kind="absence_set").exists()


def test_the_administrator_takes_it_back_and_so_does_who_was_away(town, other_town):
    ill = town.holders["ciso"]
    admin = client_of(town.administrator)
    admin.post(reverse("person_absence", args=[ill.pk]), _days(town))
    row = Absence.objects.get()
    elsewhere = reverse("person_absence_end", args=[town.holders["architect"].pk, row.pk])
    assert admin.post(elsewhere).status_code == 404
    address = reverse("person_absence_end", args=[ill.pk, row.pk])
    assert client_of(other_town.administrator).post(address).status_code == 404
    assert client_of(ill).post(address).status_code == 403

    admin.post(address)

    assert not Absence.objects.exists()
    assert Message.objects.filter(kind="absence_ended", recipient=ill).count() == 1
    client_of(ill).post(reverse("account"), _days(town))
    client_of(ill).post(reverse("absence_end", args=[Absence.objects.get().pk]))
    assert not Absence.objects.exists()
    assert Message.objects.filter(kind="absence_ended", recipient=ill).count() == 1
    assert Message.objects.filter(kind="absence_set", recipient=ill).count() == 1
