"""Reminders and escalations, run by the jobs."""

from datetime import timedelta

import pytest
from django.core import mail

from tests import builders
from vijfspoor.actions.organisation.assign_role import assign_role
from vijfspoor.actions.organisation.keep_terms import keep_terms
from vijfspoor.actions.organisation.send_messages import send_messages
from vijfspoor.queries.actor import actor_for
from vijfspoor.store.models import Message, Person, RoleAssignment, Task, Unit

pytestmark = pytest.mark.django_db


def test_a_reminder_before_the_term_and_an_escalation_after_it_each_once(town):
    dossier = builders.reported(town, builders.CV_RANKER)
    task = builders.task_of(dossier, role="ciso", kind="advise")
    Task.objects.exclude(pk=task.pk).delete()

    assert keep_terms(builders.NOW) == {"reminded": 0, "escalated": 0, "renewals": 0, "obligations": 0}
    soon = builders.NOW + (task.due_on - builders.NOW.date()) - timedelta(days=1)
    assert keep_terms(soon)["reminded"] == 1
    assert keep_terms(soon)["reminded"] == 0
    late = soon + timedelta(days=5)
    assert keep_terms(late)["escalated"] == 1
    assert keep_terms(late)["escalated"] == 0

    assert Message.objects.filter(kind="task_reminder", recipient=town.holders["ciso"]).count() == 1
    told = Message.objects.get(kind="task_overdue")
    assert told.recipient == town.holders["department_head"]
    task.refresh_from_db()
    assert task.status == "open"


def test_waiting_mail_is_sent_once(town):
    builders.reported(town, builders.CV_RANKER)
    waiting = Message.objects.filter(sent_at__isnull=True).count()

    assert send_messages(builders.NOW) == waiting
    assert send_messages(builders.NOW) == 0
    assert len(mail.outbox) == waiting
    assert "Gespreksverslag" in mail.outbox[0].subject


def test_a_vacant_role_is_a_task_and_whoever_gets_the_role_gets_the_work(town):

    town.holders["ciso"].role_assignments.all().delete()
    dossier = builders.reported(town, builders.CV_RANKER)
    task = builders.task_of(dossier, role="ciso", kind="advise")
    assert task.assignee is None
    assert Task.objects.filter(kind="vacancy", subject="ciso", status="open").exists()

    assign_role(actor_for(town.administrator, builders.NOW), town.holders["architect"], role="ciso")

    task.refresh_from_db()
    assert task.assignee == town.holders["architect"]


def test_a_new_head_answers_for_the_applications_that_nobody_answered_for(town, other_town):
    head = town.holders["department_head"]
    RoleAssignment.objects.filter(person=head).delete()
    orphan = builders.reported(town, builders.SPELL_CHECKER)
    assert orphan.accountable is None
    theirs = builders.reported(other_town, builders.SPELL_CHECKER)
    elsewhere = Unit.objects.create(organisation=town.organisation, name="Afdeling Ruimte", kind="department")
    administrator = actor_for(town.administrator, builders.NOW)

    assign_role(administrator, town.holders["hr_adviser"], role="department_head", unit=elsewhere)
    orphan.refresh_from_db()
    assert orphan.accountable is None, "the head of another department"
    assign_role(administrator, town.holders["architect"], role="department_head", unit=town.department)

    orphan.refresh_from_db()
    assert orphan.accountable == town.holders["architect"]
    assert orphan.audit_events.filter(action="owner_named").count() == 1
    builders.decided(town, orphan)
    assert builders.task_of(orphan, kind="decide").assignee == town.holders["architect"], "of the next gate too"
    theirs.refresh_from_db()
    assert theirs.accountable == other_town.holders["department_head"]


def test_who_answers_for_an_application_is_not_replaced_while_in_service(town):
    kept = builders.reported(town, builders.SPELL_CHECKER)
    administrator = actor_for(town.administrator, builders.NOW)

    assign_role(administrator, town.holders["architect"], role="department_head", unit=town.department)
    kept.refresh_from_db()
    assert kept.accountable == town.holders["department_head"]

    Person.objects.filter(pk=kept.accountable_id).update(is_active=False)
    assign_role(administrator, town.holders["ciso"], role="department_head", unit=town.team)
    kept.refresh_from_db()
    assert kept.accountable == town.holders["ciso" if kept.team_id == town.team.pk else "architect"]
