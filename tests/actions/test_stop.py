"""Stop: who may stop and who may resume, who hears of it, and what residents read."""

from datetime import date

import pytest

from tests import builders
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.technology.keep_user_group import UserGroupInput, keep_user_group
from vijfspoor.actions.technology.stop_application import resume_application, stop_application
from vijfspoor.queries.actor import actor_for
from vijfspoor.store.models import Absence, AuditEvent, Dossier, Message, Publication, Unit

pytestmark = pytest.mark.django_db
REASON = "De brieven kloppen niet."


@pytest.fixture
def dossier(town):
    found = builders.reported(town, builders.SPELL_CHECKER)
    builders.decided(town, found)
    builders.decided(town, found)
    Dossier.objects.filter(pk=found.pk).update(use="in_use")
    found.refresh_from_db()
    return found


def _public(dossier):
    return Publication.objects.get(dossier=dossier, is_current=True)


@pytest.mark.parametrize("role", ["application_manager", "department_head", "executive_board"])
def test_these_may_stop_at_once(town, dossier, role):
    stop_application(town.actor(role), dossier, reason=REASON)

    dossier.refresh_from_db()
    assert dossier.stopped_at == builders.NOW
    assert AuditEvent.objects.filter(action="application_stopped", dossier=dossier).exists()
    assert _public(dossier).content["stopped_on"] == "2026-11-23"


def test_the_public_page_changes_by_this_and_nothing_else(town, dossier):
    before = _public(dossier)
    Dossier.objects.filter(pk=dossier.pk).update(summary="Nog niet gepubliceerd.")

    stop_application(town.actor("department_head"), dossier, reason=REASON)

    after = _public(dossier)
    assert after.version == before.version + 1
    assert after.content == {**before.content, "stopped_on": "2026-11-23"}
    assert REASON not in str(after.content)


def test_everyone_involved_hears_at_once_and_who_stops_does_not(town, dossier):
    manager = town.actor("application_manager")
    away = builders.person(town.organisation, town.team, "", name="Uit Dienst", is_active=False)

    stop_application(manager, dossier, reason=REASON)

    told = set(Message.objects.filter(kind="application_stopped").values_list("recipient", flat=True))
    assert {dossier.reporter_id, dossier.accountable_id, town.holders["executive_board"].pk} <= told
    assert manager.person.pk not in told
    assert away.pk not in told
    assert REASON in Message.objects.filter(kind="application_stopped").first().body


def test_every_user_hears_wherever_their_group_works(town, dossier):
    make = Unit.objects.create
    org = town.organisation
    desk, elsewhere = (
        make(organisation=org, name="Balie", kind="team"),
        make(organisation=org, name="Werf", kind="team"),
    )
    Dossier.objects.filter(pk=dossier.pk).update(team=None, department=town.department)
    dossier.refresh_from_db()
    at_desk, in_team, at_yard = (builders.colleagues(town, 1, unit)[0] for unit in (desk, town.team, elsewhere))
    group = UserGroupInput("Balie", 5, "De les", 5, desk.pk)
    keep_user_group(town.actor("department_head"), dossier, group)

    stop_application(town.actor("application_manager"), dossier, reason=REASON)

    told = set(Message.objects.filter(kind="application_stopped").values_list("recipient", flat=True))
    assert {at_desk.pk, in_team.pk} <= told, "the group's own team, and the teams of the department"
    assert at_yard.pk not in told


def test_a_group_works_in_a_unit_of_the_own_organisation(town, dossier, other_town):
    group = UserGroupInput("Balie", 5, "De les", 5, other_town.team.pk)
    with pytest.raises(InvalidInput) as wrong:
        keep_user_group(town.actor("department_head"), dossier, group)
    assert set(wrong.value.errors) == {"unit"}


def test_only_the_accountable_person_resumes(town, dossier, other_town):
    stop_application(town.actor("application_manager"), dossier, reason=REASON)
    for role in [role for role in town.holders if role != "department_head"]:
        with pytest.raises(NotAllowed):
            resume_application(town.actor(role), dossier, reason="Weer goed.")
    with pytest.raises(NotAllowed):
        resume_application(other_town.actor("department_head"), dossier, reason="Weer goed.")
    head = town.actor("department_head")
    with pytest.raises(InvalidInput):
        resume_application(head, dossier, reason=" ")

    resume_application(head, dossier, reason="De leverancier heeft het hersteld.")

    dossier.refresh_from_db()
    assert dossier.stopped_at is None
    assert _public(dossier).content["stopped_on"] == ""
    assert Message.objects.filter(kind="application_resumed", recipient=dossier.reporter).exists()
    with pytest.raises(Conflict):
        resume_application(head, dossier, reason="Nog eens.")


def test_who_stands_in_for_the_accountable_person_may_resume(town, dossier):
    stop_application(town.actor("application_manager"), dossier, reason=REASON)
    stand_in = town.holders["architect"]
    Absence.objects.create(
        organisation=town.organisation,
        person=dossier.accountable,
        stand_in=stand_in,
        starts_on=date(2026, 11, 20),
        ends_on=date(2026, 11, 30),
    )
    resume_application(actor_for(stand_in, builders.NOW), dossier, reason="Hersteld.")


def test_who_may_not_stop_and_what_cannot_be_stopped(town, dossier, other_town):
    allowed = {"application_manager", "department_head", "executive_board"}
    for role in set(town.holders) - allowed:
        with pytest.raises(NotAllowed):
            stop_application(town.actor(role), dossier, reason=REASON)
    with pytest.raises(NotAllowed):
        stop_application(other_town.actor("executive_board"), dossier, reason=REASON)
    head = town.actor("department_head")
    for wrong in ("", "x" * 2501):
        with pytest.raises(InvalidInput):
            stop_application(head, dossier, reason=wrong)
    stop_application(head, dossier, reason=REASON)
    with pytest.raises(Conflict):
        stop_application(head, dossier, reason=REASON)
    idea = builders.reported(town, builders.SPELL_CHECKER, name="Idee")
    with pytest.raises(Conflict):
        stop_application(town.actor("executive_board"), idea, reason=REASON)
