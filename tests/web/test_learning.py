"""Screens of learning: the shelf, a lesson with its questions, the certificate, and what HR asks."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import builders
from tests.pdf_text import pdf_text
from vijfspoor.queries.actor import actor_for
from vijfspoor.queries.people import learning as query
from vijfspoor.store.models import LearningAssignment

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(town):
    def sign_in(role):
        client = Client()
        client.force_login(town.holders[role], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


def _answers(town, *, right):
    lesson = query.lesson(actor_for(town.holders["user"], timezone.now()), "what-ai-is")
    return {item.code: next(o.code for o in item.options if o.is_right is right) for item in lesson.questions}


def test_a_lesson_is_read_answered_and_rewarded(town, sign_in):
    user, address = sign_in("user"), reverse("lesson", args=["what-ai-is"])
    assert "<h2" in user.get(address).content.decode()
    assert user.get(reverse("certificate_pdf", args=["what-ai-is"])).status_code == 404

    half = dict(list(_answers(town, right=True).items())[:1])
    again = user.post(address, half)
    assert again.status_code == 422
    assert "Kies een van de antwoorden." in again.content.decode()

    assert "Nog niet genoeg." in user.post(address, _answers(town, right=False)).content.decode()
    page = user.post(address, _answers(town, right=True)).content.decode()
    assert "Je begrijpt dit." in page
    assert "Certificaat" in pdf_text(user.get(reverse("certificate_pdf", args=["what-ai-is"])).content)
    english = user.get(reverse("certificate_pdf", args=["what-ai-is"]) + "?taal=en").content
    assert "Certificate" in pdf_text(english)
    assert sign_in("ciso").get(reverse("certificate_pdf", args=["what-ai-is"])).status_code == 404


def test_every_lesson_opens_and_one_that_is_not_there_does_not(town, sign_in):
    user = sign_in("user")
    for lesson in query.lessons_of(town.organisation, timezone.localdate()):
        assert user.get(reverse("lesson", args=[lesson.code])).status_code == 200
    assert user.get(reverse("lesson", args=["no-such-lesson"])).status_code == 404


def test_hr_asks_a_group_and_takes_it_back(town, sign_in):
    hr, address = sign_in("hr_adviser"), reverse("learning_assignments")
    assert "Er is nog aan geen groep gevraagd" in hr.get(address).content.decode()
    due = timezone.localdate() + timedelta(days=20)
    form = {"lessons": ["what-ai-is"], "reason": "Voor iedereen.", "due_on": f"{due:%d-%m-%Y}", "unit": "", "role": ""}
    wrong = hr.post(address, {**form, "due_on": "gisteren"})
    assert wrong.status_code == 422
    assert "Voor iedereen." in wrong.content.decode()

    assert hr.post(address, form).status_code == 302
    row = LearningAssignment.objects.get()
    assert "Voor iedereen." in sign_in("user").get(reverse("desk")).content.decode()
    assert hr.post(reverse("learning_withdraw", args=[row.pk])).status_code == 302
    assert "Voor iedereen." not in sign_in("user").get(reverse("desk")).content.decode()
    assert sign_in("team_manager").get(address).status_code == 403


def test_nobody_reads_who_understood_a_lesson(town, sign_in):
    """Neither the pages of HR nor those of a manager name somebody who did, or did not, do a lesson."""
    builders.learning(town)
    learner = town.holders["data_analyst"]
    builders.understood(actor_for(learner, timezone.now()))
    for role in ("hr_adviser", "team_manager", "executive_board", "ciso"):
        for name in ("learning_assignments", "learning", "literacy"):
            assert learner.name not in sign_in(role).get(reverse(name)).content.decode(), (role, name)
