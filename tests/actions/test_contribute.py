"""Contributing: information, signed positions, corrections, stand-ins and who may not."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from tests import builders
from tests.actions.test_road import answer_all
from vijfspoor.actions.dossier.contribute import contribute, correct_contribution
from vijfspoor.actions.dossier.reassign_task import reassign_task
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.organisation.set_absence import set_absence
from vijfspoor.store.models import AuditEvent, Contribution, Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(town):
    return builders.reported(town, builders.CV_RANKER)


def test_advice_is_signed_recorded_and_closes_the_task(town, dossier):
    task = builders.task_of(dossier, role="legal_adviser", kind="advise")

    given = contribute(town.actor("legal_adviser"), task, text="Bijlage III.", position="positive")

    task.refresh_from_db()
    assert task.status == "done"
    assert given.person_name == "Test legal_adviser"
    event = AuditEvent.objects.filter(dossier=dossier, action="contributed").get()
    assert event.content["data"]["position"] == "positive"
    assert "Bijlage III." not in str(event.content)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"text": "", "position": "positive"}, {"text"}),
        ({"text": "Ja", "position": ""}, {"position"}),
        ({"text": "Ja", "position": "misschien"}, {"position"}),
        ({"text": "Ja", "position": "positive_with_conditions", "conditions": [" "]}, {"conditions"}),
    ],
)
def test_an_incomplete_position_is_refused_at_the_field(town, dossier, fields, wrong):
    task = builders.task_of(dossier, role="ciso", kind="advise")

    with pytest.raises(InvalidInput) as refused:
        contribute(town.actor("ciso"), task, **fields)

    assert set(refused.value.errors) == wrong
    task.refresh_from_db()
    assert task.status == "open"


def test_only_who_was_asked_may_contribute(town, other_town, dossier):
    task = builders.task_of(dossier, role="ciso", kind="advise")

    for actor in (town.actor("privacy_officer"), town.actor("user"), other_town.actor("ciso")):
        with pytest.raises(NotAllowed):
            contribute(actor, task, text="Ja", position="positive")


def test_a_task_is_done_once(town, dossier):
    task = builders.task_of(dossier, role="ciso", kind="advise")
    contribute(town.actor("ciso"), task, text="Ja", position="positive")

    with pytest.raises(Conflict):
        contribute(town.actor("ciso"), task, text="Nee", position="negative")


def test_a_correction_refers_to_the_earlier_contribution_and_both_stay(town, dossier):
    task = builders.task_of(dossier, role="ciso", kind="advise")
    earlier = contribute(town.actor("ciso"), task, text="Ja", position="positive")

    later = correct_contribution(town.actor("ciso"), earlier, text="Toch niet", position="negative")

    assert later.corrects == earlier
    assert Contribution.objects.filter(task=task).count() == 2
    with pytest.raises(Conflict):
        correct_contribution(town.actor("ciso"), earlier, text="Nog eens", position="positive")
    with pytest.raises(NotAllowed):
        correct_contribution(town.actor("legal_adviser"), later, text="x", position="positive")


def test_the_database_refuses_to_change_or_remove_advice_and_events(town, dossier):
    task = builders.task_of(dossier, role="ciso", kind="advise")
    contribute(town.actor("ciso"), task, text="Ja", position="positive")

    for change in (
        lambda: Contribution.objects.update(text="vervalst"),
        lambda: Contribution.objects.all().delete(),
        lambda: AuditEvent.objects.update(action="niets"),
    ):
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            change()


def test_a_stand_in_acts_on_behalf_of_who_is_away(town, dossier):
    away, stand_in = town.actor("ciso"), town.holders["architect"]
    set_absence(away, away.person, stand_in=stand_in, starts_on=date(2026, 11, 20), ends_on=date(2026, 11, 30))
    task = builders.task_of(dossier, role="ciso", kind="advise")

    given = contribute(town.actor("architect"), task, text="Namens", position="positive")

    assert given.role == "ciso"
    assert given.person == stand_in
    assert given.on_behalf_of == away.person


def test_a_task_can_be_given_to_a_colleague_but_not_to_a_stranger(town, other_town, dossier):
    task = builders.task_of(dossier, role="ciso", kind="advise")
    owner = town.actor("department_head")

    with pytest.raises(InvalidInput):
        reassign_task(owner, task, other_town.holders["ciso"])
    with pytest.raises(NotAllowed):
        reassign_task(town.actor("user"), task, town.holders["architect"])
    reassign_task(owner, task, town.holders["architect"])

    task.refresh_from_db()
    assert task.assignee == town.holders["architect"]
    assert Message.objects.filter(recipient=town.holders["architect"], kind="task_given").exists()


def test_the_privacy_officer_cannot_oversee_their_own_assessment(town):
    dossier = builders.reported(town, builders.CONVERSATION_REPORT)
    answer_all(town, dossier)
    builders.fulfil(town, dossier)
    builders.decided(town, dossier)
    performed = builders.task_of(dossier, role="privacy_officer", activity="M10")
    contribute(town.actor("privacy_officer"), performed, text="DPIA klaar")
    oversight = builders.task_of(dossier, role="data_protection_officer", activity="M10")

    with pytest.raises(InvalidInput):
        reassign_task(town.actor("department_head"), oversight, town.holders["privacy_officer"])
