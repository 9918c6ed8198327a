"""The board sees what waits, decides apart, and keeps minutes that only a newer version corrects."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tests import builders
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.leadership.keep_board_meeting import adopt_minutes, plan_board_meeting, set_agenda, write_minutes
from vijfspoor.integrations.documents.odt import odt
from vijfspoor.integrations.documents.pdf import pdf
from vijfspoor.queries.leadership import board as query
from vijfspoor.queries.leadership.minutes_document import minutes_document
from vijfspoor.store.models import BoardMeeting, Minutes, MinutesAdoption, Task

pytestmark = pytest.mark.django_db
DAY = builders.NOW.date()


@pytest.fixture
def waiting(town):
    """A decision on use that waits for the board, with advice."""
    dossier = builders.reported(town, builders.SPELL_CHECKER)
    builders.decided(town, dossier)
    task = dossier.tasks.get(kind="decide", status="open")
    Task.objects.filter(pk=task.pk).update(role="executive_board", assignee=town.holders["executive_board"])
    task.refresh_from_db()
    return task


@pytest.fixture
def meeting(town):
    return plan_board_meeting(town.actor("executive_board"), DAY, "Directieoverleg")


def decide_it(town, task):
    dossier = task.dossier
    dossier.refresh_from_db()
    return builders.decided(town, dossier)


def client_of(person):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_agenda_names_what_waits_and_who_it_was_delegated_to(town, waiting):
    board = town.actor("executive_board")
    assert [(row.task, row.is_delegated) for row in query.agenda(board)] == [(waiting, False)]

    Task.objects.filter(pk=waiting.pk).update(assignee=town.holders["department_head"])
    assert query.agenda(board)[0].is_delegated
    decide_it(town, waiting)
    assert query.agenda(board) == []


def test_minutes_keep_the_decisions_and_only_a_newer_version_corrects_them(town, waiting, meeting):
    board = town.actor("executive_board")
    set_agenda(board, meeting, [waiting])
    decision = decide_it(town, waiting)
    first = write_minutes(board, meeting, text="Besproken.")
    assert first.decisions == [decision.pk]
    adopt_minutes(board, first)

    with pytest.raises(Conflict):
        adopt_minutes(board, first)
    with pytest.raises(Conflict):
        set_agenda(board, meeting, [])
    second = write_minutes(board, meeting, text="Besproken, verbeterd.")
    assert second.version == 2
    assert Minutes.objects.get(version=1).text == "Besproken."
    with pytest.raises(Conflict):
        adopt_minutes(board, first)
    adopt_minutes(board, second)
    assert MinutesAdoption.objects.count() == 2


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM store_minutes", "UPDATE store_minutes SET at = at",
        "DELETE FROM store_minutesadoption", "UPDATE store_minutesadoption SET at = at",
    ],
)  # fmt: skip
def test_the_database_refuses_a_change(town, meeting, change):
    board = town.actor("executive_board")
    adopt_minutes(board, write_minutes(board, meeting, text="Vast."))
    with pytest.raises(Exception, match="cannot be changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_wrong_input_is_said_at_its_field(town, waiting, meeting):
    board = town.actor("executive_board")
    other = Task.objects.create(
        organisation=town.organisation, dossier=waiting.dossier, kind="condition", due_on=DAY, created_at=builders.NOW
    )
    for send, field in (
        (lambda: plan_board_meeting(board, None), "on"),
        (lambda: plan_board_meeting(board, DAY), "on"),
        (lambda: write_minutes(board, meeting, text=" "), "text"),
        (lambda: write_minutes(board, plan_board_meeting(board, DAY + timedelta(days=1)), text="Te vroeg."), "text"),
        (lambda: set_agenda(board, meeting, [other]), "tasks"),
    ):
        with pytest.raises(InvalidInput) as error:
            send()
        assert list(error.value.errors) == [field]


@pytest.mark.parametrize("role", ["user", "council", "ciso", "department_head"])
def test_only_the_board_and_who_prepares_it_keep_the_agenda(town, meeting, role):
    with pytest.raises(NotAllowed):
        plan_board_meeting(town.actor(role), DAY + timedelta(days=7))
    with pytest.raises(NotAllowed):
        write_minutes(town.actor(role), meeting, text="Nee.")


def test_who_prepares_does_not_adopt(town, meeting):
    minutes = write_minutes(town.actor("information_manager"), meeting, text="Concept.")
    with pytest.raises(NotAllowed):
        adopt_minutes(town.actor("information_manager"), minutes)


def test_another_municipality_reaches_nothing(town, other_town, meeting):
    with pytest.raises(NotAllowed):
        write_minutes(other_town.actor("executive_board"), meeting, text="Nee.")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_minutes_on_paper(town, waiting, meeting, language):
    board = town.actor("executive_board")
    set_agenda(board, meeting, [waiting])
    decide_it(town, waiting)
    minutes = write_minutes(board, meeting, text="Eerste alinea.\n\nTweede <b>alinea</b> #let x")
    document = minutes_document(minutes, language)

    assert pdf(document)[:5] == b"%PDF-"
    assert odt(document)[:2] == b"PK"
    assert "Gespreksverslag" in str(document.blocks)


def test_on_screen(town, waiting):
    client = client_of(town.holders["executive_board"])
    assert client.post(reverse("board_agenda"), {"on": "morgen"}).status_code == 422
    client.post(reverse("board_agenda"), {"on": f"{DAY:%d-%m-%Y}", "title": "<script>alert(1)</script>"})
    meeting = BoardMeeting.objects.get()
    here = reverse("board_meeting", args=[meeting.pk])
    client.post(reverse("board_meeting_agenda", args=[meeting.pk]), {"tasks": [waiting.pk, "x", "999999"]})
    assert list(meeting.agenda.all()) == [waiting]
    assert client.post(here, {"text": ""}).status_code == 422
    client.post(here, {"text": "Besproken."})
    client.post(reverse("minutes_adopt", args=[meeting.pk, 1]))
    page = client.get(here).content.decode()
    assert "<script>alert" not in page
    assert client.get(reverse("minutes_pdf", args=[meeting.pk, 1])).content[:5] == b"%PDF-"
    assert client.get(reverse("minutes_odt", args=[meeting.pk, 9])).status_code == 404
    assert client.get(reverse("board_decision", args=[waiting.pk])).status_code == 200
    for role in ("user", "council"):
        assert client_of(town.holders[role]).get(here).status_code == 403
        assert client_of(town.holders[role]).get(reverse("board_agenda")).status_code == 403
        assert client_of(town.holders[role]).get(reverse("board_decision", args=[waiting.pk])).status_code == 403
