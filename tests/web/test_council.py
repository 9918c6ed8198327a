"""The council asks, the board answers, everyone can follow it by mail, and nothing confidential gets out."""

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import builders
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.leadership.answer_council import answer_council
from vijfspoor.actions.leadership.follow_council import mail_followers
from vijfspoor.actions.leadership.register_council_item import (
    CouncilItemInput,
    keep_council_meeting,
    register_council_item,
    withdraw_council_item,
)
from vijfspoor.actions.organisation.keep_terms import keep_terms
from vijfspoor.actions.organisation.send_messages import send_messages
from vijfspoor.domain.leadership import resident_form
from vijfspoor.store.models import CouncilItem, CouncilSubscription, Message, OutsideMail, Publication

pytestmark = pytest.mark.django_db
DAY = builders.NOW.date()
ADDRESS = "bewoner@voorbeeld.example"


def a_motion(town, **fields):
    given = {"kind": "motion", "title": "Leg AI uit", "text": "Leg uit wat de AI doet.", "by": "Fractie Plaatselijk",
             "on": DAY, "due_on": DAY + timedelta(days=30)} | fields  # fmt: skip
    return register_council_item(town.actor("council"), CouncilItemInput(**given))


@pytest.fixture(autouse=True)
def _patient(monkeypatch):
    cache.clear()
    monkeypatch.setattr(resident_form, "LEAST_AGE", timedelta())


@pytest.fixture
def public(town):
    made = builders.reported(town, builders.SPELL_CHECKER)
    builders.decided(town, made)
    builders.decided(town, made)
    return made


def council_page(town, **query):
    return Client().get(reverse("council", args=[town.organisation.slug]), query).content.decode()


def test_a_motion_is_public_and_a_task_of_the_board(town):
    item = a_motion(town)

    assert item.task.assignee == town.holders["executive_board"]
    assert item.task.due_on == item.due_on
    assert Message.objects.filter(recipient=item.task.assignee, kind="task_given").exists()
    assert "Leg AI uit" in council_page(town)


def test_the_feed_of_the_council_holds_what_it_asked_and_was_answered_and_keeps_its_marks(town, public):
    item = a_motion(town)
    answer_council(town.actor("executive_board"), item, text="Dit is het antwoord.", settles=True)

    def feed():
        return Client().get(reverse("council_feed", args=[town.organisation.slug])).content.decode()

    titles = re.findall(r"<title>(.*?)</title>", feed())[1:]
    assert {"Nieuw voor het bestuur: Leg AI uit", "Antwoord van het bestuur: Leg AI uit"} - set(titles) == set()
    assert any(public.name in title for title in titles)
    marks = re.findall(r"<id>(.*?)</id>", feed())
    assert len(set(marks)) == len(marks)
    withdraw = a_motion(town, title="Toch niet")
    withdraw_council_item(town.actor("council"), withdraw)
    assert "Toch niet" not in feed()
    assert marks == re.findall(r"<id>(.*?)</id>", feed())


def test_the_board_is_reminded_of_the_term(town):
    item = a_motion(town, due_on=DAY + timedelta(days=2))
    keep_terms(builders.NOW + timedelta(days=1))
    item.task.refresh_from_db()
    assert item.task.reminded_at is not None


def test_the_board_answers_first_a_bit_and_then_for_good(town):
    item = a_motion(town)
    board = town.actor("executive_board")
    answer_council(board, item, text="We zoeken het uit.", settles=False)
    assert CouncilItem.objects.get().status == "open"
    answer_council(board, item, text="Dit is het antwoord.", settles=True)

    item.task.refresh_from_db()
    assert item.task.status == "done"
    page = council_page(town)
    assert "We zoeken het uit." in page
    assert "Dit is het antwoord." in page
    with pytest.raises(Conflict):
        answer_council(board, item, text="Nog iets.", settles=True)


def test_an_answer_cannot_be_changed_in_the_database(town):
    reply = answer_council(town.actor("executive_board"), a_motion(town), text="Vast.", settles=False)
    with pytest.raises(Exception, match="cannot be changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE store_councilreply SET text = 'anders' WHERE id = %s", [reply.pk])


@pytest.mark.parametrize("role", ["user", "ciso", "department_head", "executive_board"])
def test_only_the_council_registers(town, role):
    with pytest.raises(NotAllowed):
        register_council_item(town.actor(role), CouncilItemInput("motion", "T", "T", "", DAY, DAY))
    with pytest.raises(NotAllowed):
        keep_council_meeting(town.actor(role), DAY)


@pytest.mark.parametrize("role", ["user", "ciso", "council"])
def test_only_the_board_answers(town, role):
    with pytest.raises(NotAllowed):
        answer_council(town.actor(role), a_motion(town), text="Zo is het.", settles=True)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"kind": "x"}, "kind"), ({"title": " "}, "title"), ({"text": ""}, "text"), ({"on": None}, "on"),
        ({"on": DAY + timedelta(days=1)}, "on"), ({"due_on": DAY - timedelta(days=1)}, "due_on"),
        ({"due_on": None}, "due_on"),
    ],
)  # fmt: skip
def test_wrong_input_is_said_at_its_field(town, fields, wrong):
    with pytest.raises(InvalidInput) as error:
        a_motion(town, **fields)
    assert wrong in error.value.errors


def test_a_mistake_is_taken_back_but_not_after_an_answer(town):
    item = a_motion(town)
    withdraw_council_item(town.actor("council"), item)
    assert "Leg AI uit" not in council_page(town)
    item.task.refresh_from_db()
    assert item.task.status == "withdrawn"

    answered = a_motion(town, title="Tweede")
    answer_council(town.actor("executive_board"), answered, text="Ja.", settles=False)
    with pytest.raises(Conflict):
        withdraw_council_item(town.actor("council"), answered)


def test_another_municipality_reaches_nothing(town, other_town):
    with pytest.raises(NotAllowed):
        answer_council(other_town.actor("executive_board"), a_motion(town), text="Ja.", settles=True)


def test_an_application_that_is_not_public_is_never_named(town, public):
    item = a_motion(town, dossier=public)
    assert reverse("public_application", args=[town.organisation.slug, public.number]) in council_page(town)

    Publication.objects.filter(dossier=item.dossier).update(is_current=False)
    assert public.name not in council_page(town)


def test_the_page_holds_no_advice(town, public):
    assert "Onderbouwing" not in council_page(town, sinds="01-01-2020")


def test_what_changed_is_counted_from_the_last_meeting(town, public):
    clerk = town.actor("council")
    today = timezone.localdate()
    keep_council_meeting(clerk, today - timedelta(days=9))
    keep_council_meeting(clerk, today + timedelta(days=9))
    keep_council_meeting(clerk, today - timedelta(days=40))
    page = council_page(town)
    assert f'value="{today - timedelta(days=9):%d-%m-%Y}"' in page

    keep_council_meeting(clerk, today - timedelta(days=9), remove=True)
    assert f'value="{today - timedelta(days=40):%d-%m-%Y}"' in council_page(town)


def _follow(town, email=ADDRESS, client=None):
    client = client or Client(enforce_csrf_checks=True)
    address = reverse("council_follow", args=[town.organisation.slug])
    stamp = re.search(r'name="stamp" value="([^"]+)"', client.get(address).content.decode()).group(1)
    client.cookies.clear()
    return client.post(address, {"email": email, "stamp": stamp, "website": ""})


def _link(body, part):
    return urlsplit(re.search(rf"https?://\S+/{part}/\S+", body).group(0)).path


def _confirmed(town):
    assert _follow(town).status_code == 200
    send_messages(timezone.now())
    link = _link(mail.outbox[-1].body, "volgen")
    client = Client(enforce_csrf_checks=True)
    assert client.get(link).status_code == 200
    assert not CouncilSubscription.objects.exists(), "opening the link is not yet a yes"
    client.post(link)
    return CouncilSubscription.objects.get()


def test_following_is_confirmed_first_and_mails_what_changed(town, public):
    row = _confirmed(town)
    assert row.email == ADDRESS
    a_motion(town, title="Nieuwe motie")
    CouncilItem.objects.update(registered_at=timezone.now() + timedelta(hours=1))
    soon, later = timezone.now() + timedelta(hours=2), timezone.now() + timedelta(days=2)

    assert mail_followers(soon) == 0, "at most once a day"
    assert mail_followers(later) == 1
    assert mail_followers(later + timedelta(days=2)) == 0, "nothing new"
    send_messages(later)

    sent = mail.outbox[-1]
    assert "Nieuwe motie" in sent.body
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    end = _link(sent.body, "afmelden")
    assert end in sent.extra_headers["List-Unsubscribe"]
    assert Client().get(end).status_code == 200
    assert CouncilSubscription.objects.exists(), "a program that opens links ends nothing"
    Client(enforce_csrf_checks=True).post(end, {"List-Unsubscribe": "One-Click"})
    assert not CouncilSubscription.objects.exists()
    assert Client().post(end).status_code == 200


def test_a_link_made_up_or_too_old_or_of_another_does_nothing(town, other_town, public, monkeypatch):
    _follow(town)
    link = _link(OutsideMail.objects.get().body, "volgen")
    Client().post(f"{link}x")
    Client().post(link.replace(town.organisation.slug, other_town.organisation.slug))
    monkeypatch.setattr("vijfspoor.actions.leadership.follow_council.CONFIRM_WITHIN", timedelta(seconds=-1))
    Client().post(link)
    assert not CouncilSubscription.objects.exists()

    monkeypatch.undo()
    row = CouncilSubscription.objects.create(organisation=town.organisation, email=ADDRESS, told_until=timezone.now())
    Client().post(reverse("council_stop", args=[town.organisation.slug, f"{row.pk}:verzonnen"]))
    assert CouncilSubscription.objects.exists()


def test_nobody_fills_the_mailbox_of_another(town, public):
    for _ in range(4):
        _follow(town)
    assert OutsideMail.objects.count() == 1
    assert not CouncilSubscription.objects.exists(), "nothing is kept before it is confirmed"


@pytest.mark.parametrize("address", ["", "geen adres", "a@b.example\nBcc: c@d.example", "a@b.example, c@d.example"])
def test_a_wrong_address_is_refused(town, public, address):
    assert _follow(town, address).status_code == 422
    assert not OutsideMail.objects.exists()


def test_on_screen_from_registering_to_the_answer(town, public):
    def client_of(role):
        client = Client()
        client.force_login(town.holders[role], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    today = timezone.localdate()
    given = {"kind": "promise", "title": "Rapport", "text": "<script>alert(1)</script>", "by": "",
             "dossier": public.number, "on": f"{today:%d-%m-%Y}", "due_on": f"{today:%d-%m-%Y}"}  # fmt: skip
    clerk = client_of("council")
    assert clerk.post(reverse("council_item_new"), given | {"title": ""}).status_code == 422
    clerk.post(reverse("council_item_new"), given)
    item = CouncilItem.objects.get()
    assert clerk.post(reverse("council_meeting"), {"on": "morgen"}).status_code == 422
    assert clerk.post(reverse("council_meeting"), {"on": "02-12-2026"}).status_code == 302
    assert town.organisation.council_meetings.get().on == date(2026, 12, 2)

    board = client_of("executive_board")
    assert board.get(reverse("task", args=[item.task_id])).status_code == 302
    page = board.get(reverse("council_item", args=[item.pk])).content.decode()
    assert "<script>alert" not in page
    board.post(reverse("council_item", args=[item.pk]), {"text": "Hier is het.", "then": "settle"})
    item.refresh_from_db()
    assert item.status == "settled"
    assert client_of("ciso").post(reverse("council_item_new"), given).status_code == 403
