"""Teams on screen: the card, the confirmation, a talk, a training, a champion, and all teams in figures."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders
from vijfspoor.actions.leadership.hold_team_talk import TalkInput, hold_team_talk
from vijfspoor.actions.leadership.keep_confirmations import keep_confirmations
from vijfspoor.store.models import Confirmation, ConfirmationRequest, LearningAssignment, TeamTalk, Unit

pytestmark = pytest.mark.django_db


def client_of(person):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def manager(town):
    return builders.managed(town)


@pytest.fixture
def at_work(manager):
    return client_of(manager.person)


def test_one_own_team_opens_at_once_and_another_never(town, at_work):
    second = Unit.objects.create(organisation=town.organisation, name="Jeugd", kind="team", parent=town.department)
    page = at_work.get(reverse("teams"), follow=True)

    assert page.redirect_chain[-1][0] == reverse("team", args=[town.team.pk])
    for name in ("team", "team_talk", "team_training"):
        assert at_work.get(reverse(name, args=[second.pk])).status_code == 404
    assert at_work.get(reverse("team", args=[2**70])).status_code == 404
    assert at_work.post(reverse("team_champion", args=[second.pk])).status_code == 404
    assert client_of(town.holders["user"]).get(reverse("teams")).status_code == 403


def test_who_manages_two_teams_chooses(town, manager, at_work):
    second = Unit.objects.create(organisation=town.organisation, name="Jeugd", kind="team", parent=town.department)
    manager.person.role_assignments.create(
        organisation=town.organisation, role="team_manager", unit=second, valid_from="2020-01-01"
    )
    page = at_work.get(reverse("teams")).content.decode()

    assert "Wmo" in page
    assert "Jeugd" in page


def test_the_card_names_no_colleague(town, manager, at_work):
    builders.in_use(town)
    for colleague in builders.colleagues(town, 12):
        colleague.refresh_from_db()
    page = at_work.get(reverse("team", args=[town.team.pk])).content.decode()

    assert "Collega" not in page
    assert "Test user" not in page


def test_nothing_typed_is_lost_when_something_is_missing(town, at_work):
    used = builders.in_use(town)
    keep_confirmations(builders.NOW)
    address = reverse("confirmation", args=[ConfirmationRequest.objects.get(team=town.team).pk])
    sent = {f"state-{used.number}": "ended", f"note-{used.number}": "", "found": "Vertaalhulp"}
    refused = at_work.post(address, sent)

    assert refused.status_code == 422
    assert "Vertaalhulp" in refused.content.decode()
    assert not Confirmation.objects.exists()
    done = at_work.post(address, sent | {f"note-{used.number}": "Niemand opent het nog."})
    begun = town.organisation.dossiers.get(name="Vertaalhulp")
    assert done.headers["Location"] == reverse("intake_page", args=[begun.number, "what"])
    page = at_work.get(address).content.decode()
    assert "Niemand opent het nog." in page


def test_a_stand_in_confirms_and_returns_to_the_desk(town, manager):
    used = builders.in_use(town)
    keep_confirmations(builders.NOW)
    stand_in = builders.person(town.organisation, town.department, "", name="Vervanger")
    manager.person.absences.create(
        organisation=town.organisation, stand_in=stand_in, starts_on="2020-01-01", ends_on="2100-01-01"
    )
    address = reverse("confirmation", args=[ConfirmationRequest.objects.get(team=town.team).pk])
    done = client_of(stand_in).post(address, {f"state-{used.number}": "used"})

    assert done.headers["Location"] == reverse("desk")
    assert Confirmation.objects.get().by == stand_in


def test_a_task_to_confirm_opens_the_page_that_asks(town, manager, at_work):
    builders.in_use(town)
    keep_confirmations(builders.NOW)
    asked = ConfirmationRequest.objects.select_related("task").get(team=town.team)

    page = at_work.get(reverse("task", args=[asked.task.pk]))
    assert page.headers["Location"] == reverse("confirmation", args=[asked.pk])
    assert client_of(town.holders["ciso"]).get(reverse("confirmation", args=[asked.pk])).status_code == 404


def test_a_talk_is_prepared_with_a_card_and_logged(town, at_work):
    address = reverse("team_talk", args=[town.team.pk])
    assert "negative-advice" in at_work.get(address + "?kaart=negative-advice").content.decode()
    sent = {"dilemma": "negative-advice", "held_on": "20-11-2026", "present": "veel", "agreed": "Wij lezen na."}
    refused = at_work.post(address, sent)

    assert refused.status_code == 422
    assert "Wij lezen na." in refused.content.decode()
    assert at_work.post(address, sent | {"present": "3"}).status_code == 302
    assert TeamTalk.objects.get().present == 3
    page = at_work.get(reverse("team", args=[town.team.pk])).content.decode()
    assert "minder dan vijf mensen" in page


def test_a_training_is_planned_for_the_own_team(town, at_work):
    address = reverse("team_training", args=[town.team.pk])
    sent = {"lessons": "what-ai-is", "due_on": "", "reason": "Voor ons werk."}

    assert at_work.get(address).status_code == 200
    assert at_work.post(address, sent).status_code == 422
    assert at_work.post(address, sent | {"due_on": "31-12-2026"}).status_code == 302
    assert LearningAssignment.objects.get().unit == town.team


def test_a_champion_is_chosen_from_the_team_where_the_role_is_used(town, at_work):
    address = reverse("team_champion", args=[town.team.pk])
    one = builders.colleagues(town, 1)[0]
    assert "AI-champion" not in at_work.get(reverse("team", args=[town.team.pk])).content.decode()
    town.organisation.additions = ["ai_champion"]
    town.organisation.save()

    assert at_work.post(address, {"person": "99999"}).status_code == 422
    assert at_work.post(address, {"person": str(one.pk)}).status_code == 302
    assert one.name in at_work.get(reverse("team", args=[town.team.pk])).content.decode()


def test_who_reads_all_figures_sees_teams_and_no_word_of_a_talk(town, manager):
    hold_team_talk(manager, town.team, TalkInput(builders.NOW.date(), "Dit blijft binnen.", 9))
    page = client_of(town.holders["hr_adviser"]).get(reverse("teams")).content.decode()

    assert "Wmo" in page
    assert "Dit blijft binnen." not in page
    assert client_of(town.holders["hr_adviser"]).get(reverse("team", args=[town.team.pk])).status_code == 404
