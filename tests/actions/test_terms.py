"""Reminders and escalations, run by the jobs."""

from datetime import timedelta

import pytest
from django.core import mail

from tests import builders
from vijfspoor.actions.assign_role import assign_role
from vijfspoor.actions.keep_terms import keep_terms
from vijfspoor.actions.send_messages import send_messages
from vijfspoor.queries.actor import actor_for
from vijfspoor.store.models import Message, Task

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
