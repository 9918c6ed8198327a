"""A resident asks something without an account: it reaches the right colleague and comes back; machines stay out."""

import logging
import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import builders
from vijfspoor.actions.leadership.keep_residents import keep_residents
from vijfspoor.actions.organisation.send_messages import send_messages
from vijfspoor.actions.technology.close_incident import close_incident
from vijfspoor.actions.technology.handle_concern import handle_concern, merge_concerns
from vijfspoor.actions.technology.open_incident import IncidentInput, open_incident
from vijfspoor.actions.technology.report_concern import ConcernInput, report_concern
from vijfspoor.domain.leadership import resident_form
from vijfspoor.queries.actor import actor_for
from vijfspoor.store.models import AuditEvent, Concern, Message, OutsideMail, ResidentContact

pytestmark = pytest.mark.django_db
ASKED = "Waarom kijkt een computer naar mijn aanvraag?"
ADDRESS = "bewoner@voorbeeld.example"


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def dossier(town):
    made = builders.reported(town, builders.SPELL_CHECKER)
    builders.decided(town, made)
    builders.decided(town, made)
    return made


def form_address(town, dossier=None):
    slug = town.organisation.slug
    return (
        reverse("resident_ask_about", args=[slug, dossier.number]) if dossier else reverse("resident_ask", args=[slug])
    )


def stamp(client, address):
    return re.search(r'name="stamp" value="([^"]+)"', client.get(address).content.decode()).group(1)


@pytest.fixture
def patient(monkeypatch):
    """Let the least age be none, as if the resident took the time to type."""
    monkeypatch.setattr(resident_form, "LEAST_AGE", timedelta())


def send(town, dossier=None, client=None, **values):
    client = client or Client(enforce_csrf_checks=True)
    address = form_address(town, dossier)
    given = {"what": ASKED, "email": "", "website": "", "stamp": values.pop("stamp", None) or stamp(client, address)}
    client.cookies.clear()  # Who refuses cookies can ask something too.
    return client.post(address, given | values)


def test_it_lands_at_the_application_manager_and_the_answer_comes_back(town, dossier, patient):
    client = Client(enforce_csrf_checks=True)
    told = send(town, dossier, client, email=ADDRESS)
    concern = Concern.objects.get()
    assert (concern.kind, concern.reporter, concern.dossier) == ("resident", None, dossier)
    assert concern.task.assignee == town.holders["application_manager"]
    assert Message.objects.filter(recipient=concern.task.assignee, kind="task_given").exists()
    page = client.get(told.headers["Location"])
    assert ASKED in page.content.decode()
    assert page.headers["Cache-Control"] == "private, no-store"

    handle_concern(town.actor("application_manager"), concern, text="Een mens <b>beslist</b>.", settles=True)
    send_messages(timezone.now())

    bodies = [m for m in mail.outbox if m.to == [ADDRESS]]
    assert len(bodies) == 2
    assert "Een mens <b>beslist</b>." in bodies[1].body
    assert ASKED not in bodies[0].body
    assert town.holders["application_manager"].name not in bodies[1].body
    assert not OutsideMail.objects.exists(), "what left is not kept"
    link = re.search(r"https?://\S+/bericht/\S+", bodies[1].body).group(0)
    read = client.get(urlsplit(link).path).content.decode()
    assert "Een mens &lt;b&gt;beslist&lt;/b&gt;." in read


def test_without_an_address_the_link_is_enough(town, dossier, patient):
    told = send(town)

    assert Concern.objects.get().dossier is None
    assert Client().get(told.headers["Location"]).status_code == 200
    assert not OutsideMail.objects.exists()


def test_the_trail_names_nobody_and_the_screens_say_so(town, dossier, patient):
    send(town, dossier, email=ADDRESS)
    event = AuditEvent.objects.get(action="resident_asked")
    assert event.actor is None
    assert event.content["who"] == {"person": None, "roles": [], "via": "public"}
    assert ADDRESS not in str(event.content)
    client = Client()
    client.force_login(
        town.holders["application_manager"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    for name, arguments in (
        ("concerns", []),
        ("concern", [Concern.objects.get().pk]),
        ("dossier_timeline", [dossier.number]),
        ("dossier", [dossier.number]),
        ("incident_open", [dossier.number]),
    ):
        page = client.get(reverse(name, args=arguments), {"signaal": Concern.objects.get().pk})
        assert page.status_code == 200, name
        assert ADDRESS not in page.content.decode(), name


def test_a_resident_reads_only_what_was_said_since_the_concerns_were_joined(town, dossier, patient):
    manager = town.actor("application_manager")
    first = report_concern(town.actor("user"), ConcernInput("Mijn collega Jan kreeg een fout."), dossier)
    handle_concern(manager, first, text="Alleen voor collega's.", settles=False)
    told = send(town, dossier)
    merge_concerns(manager, first, [Concern.objects.get(kind="resident")])
    handle_concern(manager, first, text="Het is hersteld.", settles=True)

    page = Client().get(told.headers["Location"]).content.decode()

    assert "Het is hersteld." in page
    assert "Alleen voor collega" not in page
    assert "Jan" not in page
    assert Message.objects.filter(kind="concern_answered", recipient=town.holders["user"]).count() == 2


def test_of_an_incident_a_resident_hears_that_it_is_over_and_not_the_lessons(town, dossier, patient):
    told = send(town, dossier)
    manager = actor_for(town.holders["application_manager"], timezone.now())
    incident = open_incident(manager, dossier, IncidentInput("Fout", "Een fout.", manager.now), Concern.objects.get())
    close_incident(actor_for(town.holders["executive_board"], timezone.now()), incident, lessons="Interne les.")

    page = Client().get(told.headers["Location"]).content.decode()

    assert "Interne les." not in page
    assert ResidentContact.objects.get().answers.count() == 2


def test_the_address_goes_thirty_days_after_the_case_was_closed(town, dossier, patient):
    send(town, dossier, email=ADDRESS)
    now = timezone.now()
    assert keep_residents(now + timedelta(days=400)) == 0, "an open case keeps its address"
    manager = actor_for(town.holders["application_manager"], now)
    handle_concern(manager, Concern.objects.get(), text="Klaar.", settles=True)

    assert keep_residents(now + timedelta(days=29)) == 0
    assert keep_residents(now + timedelta(days=30, minutes=1)) == 1
    assert ResidentContact.objects.get().email == ""


def _refused(response):
    assert response.status_code == 422
    assert not Concern.objects.exists()
    return response


def test_the_trap_catches_who_fills_in_everything(town, dossier, patient):
    page = _refused(send(town, dossier, website="https://koop.example")).content.decode()
    assert ASKED in page, "a person caught by mistake loses nothing"


def test_too_fast_is_refused(town, dossier):
    _refused(send(town, dossier))


def test_too_old_is_refused(town, dossier, patient, monkeypatch):
    shown = stamp(Client(), form_address(town, dossier))
    monkeypatch.setattr(resident_form, "MOST_AGE", timedelta(seconds=-1))
    _refused(send(town, dossier, stamp=shown))


@pytest.mark.parametrize("made_up", ["", "x", "a:b:c", "abc 1.0:AAAA", "\x00", "é" * 5000])
def test_a_stamp_of_ones_own_is_refused(town, dossier, patient, made_up):
    client = Client()
    given = {"what": ASKED, "stamp": made_up}
    _refused(client.post(form_address(town, dossier), given))


def test_a_stamp_of_another_form_is_refused(town, dossier, patient):
    _refused(send(town, dossier, stamp=stamp(Client(), form_address(town))))


def test_the_same_form_counts_once(town, dossier, patient):
    client = Client()
    shown = stamp(client, form_address(town, dossier))
    assert send(town, dossier, client, stamp=shown).status_code == 302
    assert send(town, dossier, client, stamp=shown).status_code == 422
    assert Concern.objects.count() == 1


def test_a_mistake_does_not_use_up_the_form(town, dossier, patient):
    client = Client()
    shown = stamp(client, form_address(town, dossier))
    _refused(send(town, dossier, client, stamp=shown, what=" "))
    assert send(town, dossier, client, stamp=shown).status_code == 302


def test_a_flood_from_one_network_stops_and_another_network_goes_on(town, dossier, patient):
    statuses = [send(town, dossier).status_code for _ in range(13)]
    assert statuses == [302] * 10 + [422] * 3
    address = form_address(town, dossier)
    other = Client(REMOTE_ADDR="198.51.100.7")
    assert other.post(address, {"what": ASKED, "stamp": stamp(other, address)}).status_code == 302


def test_an_address_in_a_header_counts_behind_a_proxy_only(town, dossier, patient, settings):
    address = form_address(town, dossier)

    def flood():
        client = Client()
        sent = [
            client.post(
                address,
                {"what": ASKED, "stamp": stamp(client, address)},
                headers={"X-Forwarded-For": f"203.0.113.{n}, 198.51.100.9" if last else f"203.0.113.{n}"},
            ).status_code
            for n, last in ((n, settings.BEHIND_PROXY) for n in range(11))
        ]
        return sent.count(422)

    assert flood() == 1
    settings.BEHIND_PROXY = True
    assert flood() == 1


def test_more_than_two_links_is_refused(town, dossier, patient):
    links = " ".join(f"https://koop{n}.example" for n in range(3))
    _refused(send(town, dossier, what=links))
    assert send(town, dossier, what="Zie https://www.testdam.example en mijn brief.").status_code == 302


def test_a_huge_message_is_refused_and_not_sent_back_whole(town, dossier, patient):
    page = _refused(send(town, dossier, what="a" * 1_500_000))
    assert len(page.content) < 60_000
    assert send(town, dossier, what="a" * 3_000_000).status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "a@b.example\nBcc: all@b.example", "a@b.example\r\n\r\nHallo", "a@b.example,c@d.example", "geen adres",
        "a" * 300 + "@b.example", "a@b.example\x00", '"x\\\ny"@b.example',
    ],
)  # fmt: skip
def test_an_address_cannot_carry_a_header(town, dossier, patient, address):
    _refused(send(town, dossier, email=address))


def test_html_is_shown_as_text_on_both_sides(town, dossier, patient):
    hostile = "<script>alert(1)</script>\x00 {{ 7|add:1 }}"
    told = send(town, dossier, what=hostile, email=ADDRESS)
    assert "<script>alert" not in Client().get(told.headers["Location"]).content.decode()
    again = send(town, dossier, what=hostile, email='"><img src=x>').content.decode()
    assert "<script>alert" not in again
    assert "<img" not in again
    send_messages(timezone.now())
    assert mail.outbox[-1].content_subtype == "plain"


def test_a_link_that_is_not_ours_leads_nowhere(town, other_town, dossier, patient):
    told = send(town, dossier).headers["Location"]
    token = told.rsplit("/", 1)[1]
    for slug, tried in (
        (town.organisation.slug, f"{token}x"),
        (town.organisation.slug, "1:aaaa"),
        (town.organisation.slug, "1"),
        (other_town.organisation.slug, token),
    ):
        assert Client().get(reverse("resident_follow_up", args=[slug, tried])).status_code == 404


def test_the_page_behind_a_link_names_what_is_public_and_not_what_is_being_written(town, dossier, patient):
    told = send(town, dossier).headers["Location"]
    published, dossier.name = dossier.name, "Werktitel"
    dossier.save()

    page = Client().get(told).content.decode()
    assert published in page
    assert "Werktitel" not in page
    dossier.publications.update(is_current=False)
    page = Client().get(told).content.decode()
    assert published not in page
    assert form_address(town, dossier) not in page
    assert form_address(town) in page


def test_nothing_can_be_asked_about_what_is_not_public(town, patient):
    hidden = builders.reported(town, builders.CV_RANKER)
    assert Client().get(form_address(town, hidden)).status_code == 404


def test_logs_hold_no_address_and_no_message(town, dossier, patient, caplog):
    with caplog.at_level(logging.DEBUG):
        send(town, dossier, email=ADDRESS)
        send(town, dossier, email="fout\nadres")
        send_messages(timezone.now())
    seen = " ".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    assert ADDRESS not in seen
    assert ASKED not in seen


def test_a_mail_server_that_is_away_keeps_the_mail_for_three_days(town, dossier, patient, monkeypatch):
    def away(_self):
        raise OSError("away")

    send(town, dossier, email=ADDRESS)
    monkeypatch.setattr("vijfspoor.actions.organisation.send_messages.EmailMessage.send", away)
    now = timezone.now()
    for _ in range(20):
        send_messages(now)
    assert OutsideMail.objects.count() == 1
    send_messages(now + timedelta(days=4))
    assert not OutsideMail.objects.exists()
