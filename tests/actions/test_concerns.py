"""Concerns: where they land, who handles them, how alike ones become one case, and that every reporter hears back."""

from datetime import date, timedelta

import pytest

from tests import builders
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.technology.handle_concern import handle_concern, merge_concerns, place_concern
from vijfspoor.actions.technology.report_concern import ConcernInput, report_concern
from vijfspoor.queries.actor import actor_for
from vijfspoor.queries.technology import concerns as query
from vijfspoor.store.models import AuditEvent, LearningAssignment, Message, RoleAssignment, Task

pytestmark = pytest.mark.django_db
LETTERS = "De brieven noemen een verkeerde datum voor de afspraak."


@pytest.fixture
def dossier(town):
    return builders.reported(town, builders.SPELL_CHECKER)


@pytest.fixture
def concern(town, dossier):
    return report_concern(town.actor("user"), ConcernInput(LETTERS), dossier)


def test_a_concern_lands_at_the_nearest_application_manager(town, dossier):
    nearer = builders.person(town.organisation, town.team, "", name="Teambeheerder")
    RoleAssignment.objects.create(
        organisation=town.organisation,
        person=nearer,
        role="application_manager",
        unit=dossier.team,
        valid_from=date(2020, 1, 1),
    )
    dossier.team = town.team
    RoleAssignment.objects.filter(person=nearer).update(unit=town.team)
    dossier.save()

    concern = report_concern(town.actor("user"), ConcernInput(LETTERS), dossier)

    assert concern.task.assignee == nearer
    assert concern.task.kind == Task.Kind.CONCERN
    assert Message.objects.filter(recipient=nearer, kind="task_given").exists()
    assert AuditEvent.objects.filter(action="concern_reported", dossier=dossier).exists()


def test_a_concern_is_never_left_lying_where_nobody_manages_the_application(town, dossier):
    RoleAssignment.objects.filter(role="application_manager").delete()

    concern = report_concern(town.actor("user"), ConcernInput(LETTERS), dossier)

    assert concern.task.assignee == dossier.accountable
    assert Task.objects.filter(kind=Task.Kind.VACANCY, subject="application_manager").exists()


def test_who_does_not_know_the_application_reports_all_the_same(town, dossier):
    given = ConcernInput(LETTERS, about="Het programma voor brieven")
    concern = report_concern(town.actor("user"), given)
    manager = town.actor("application_manager")
    assert concern.task.assignee == manager.person

    placed = place_concern(manager, concern, dossier)

    assert placed.dossier == dossier
    assert placed.task.status == Task.Status.OPEN
    assert Task.objects.get(pk=concern.task_id).status == Task.Status.WITHDRAWN
    with pytest.raises(Conflict):
        place_concern(manager, placed, dossier)


def test_the_council_does_not_report_and_who_has_no_part_in_it_does_not_handle(town, concern, other_town):
    with pytest.raises(NotAllowed):
        report_concern(town.actor("council"), ConcernInput(LETTERS))
    with pytest.raises(NotAllowed):
        report_concern(other_town.actor("user"), ConcernInput(LETTERS), concern.dossier)
    for role in ("user", "architect", "data_protection_officer", "council"):
        with pytest.raises(NotAllowed):
            handle_concern(town.actor(role), concern, text="Klaar.", settles=True)
    with pytest.raises(NotAllowed):
        handle_concern(other_town.actor("application_manager"), concern, text="Klaar.", settles=True)


def test_what_is_wrong_is_said_at_the_field(town, dossier):
    with pytest.raises(InvalidInput) as raised:
        report_concern(town.actor("user"), ConcernInput("  ", affected="x" * 501), dossier)
    assert set(raised.value.errors) == {"what", "affected"}
    ahead = builders.NOW.date() + timedelta(days=1)
    with pytest.raises(InvalidInput) as raised:
        report_concern(town.actor("user"), ConcernInput(LETTERS, since=ahead), dossier)
    assert set(raised.value.errors) == {"since"}


def test_a_reporter_hears_back_and_nothing_is_settled_in_silence(town, concern):
    manager = town.actor("application_manager")
    with pytest.raises(InvalidInput):
        handle_concern(manager, concern, text=" ", settles=True)

    handle_concern(manager, concern, text="Wij zoeken het uit.", settles=False)
    settled = handle_concern(manager, concern, text="De datum klopt weer.", settles=True)

    bodies = list(
        Message.objects.filter(recipient=concern.reporter, kind="concern_answered").values_list("body", flat=True)
    )
    assert settled.status == "settled"
    assert settled.task.status == Task.Status.DONE
    assert len(bodies) == 2
    assert "De datum klopt weer." in bodies[1]
    assert f"/signalen/{concern.pk}" in bodies[1]
    with pytest.raises(Conflict):
        handle_concern(manager, concern, text="Nog een keer.", settles=True)


def test_three_alike_concerns_become_one_case_and_every_reporter_hears(town, dossier, concern):
    second = report_concern(
        town.actor("hr_adviser"), ConcernInput("Ook bij mij een verkeerde datum in de brieven."), dossier
    )
    third = report_concern(town.actor("team_manager"), ConcernInput("In brieven staat een verkeerde datum."), dossier)
    other = report_concern(town.actor("architect"), ConcernInput("Het scherm blijft zwart na het opstarten."), dossier)
    manager = town.actor("application_manager")
    assert {row.pk for row in query.alike(manager, concern)} == {second.pk, third.pk}

    merge_concerns(manager, concern, [second, third])
    handle_concern(manager, concern, text="Opgelost.", settles=True)

    told = set(Message.objects.filter(kind="concern_answered").values_list("recipient", flat=True))
    assert told == {concern.reporter_id, second.reporter_id, third.reporter_id}
    states = {row.pk: row.status for row in query.of_dossier(manager, dossier)}
    assert states == {concern.pk: "settled", other.pk: "open"}
    second.refresh_from_db()
    assert second.status == "settled"
    assert second.task.status == Task.Status.WITHDRAWN


def test_concerns_about_different_applications_stay_apart(town, dossier, concern):
    elsewhere = builders.reported(town, builders.CV_RANKER, name="Sollicitaties")
    other = report_concern(town.actor("user"), ConcernInput(LETTERS), elsewhere)
    manager = town.actor("application_manager")

    for chosen in ([other], [concern], []):
        with pytest.raises((InvalidInput, Conflict)):
            merge_concerns(manager, concern, chosen)


def test_a_colleague_without_a_role_reads_only_their_own_concerns(town, concern, other_town):
    stranger = builders.person(town.organisation, town.team, "", name="Collega Zonder")
    reads = {
        "reporter": query.find(town.actor("user"), concern.pk),
        "governance": query.find(town.actor("ciso"), concern.pk),
        "colleague": query.find(actor_for(stranger, builders.NOW), concern.pk),
        "council": query.find(town.actor("council"), concern.pk),
        "elsewhere": query.find(other_town.actor("application_manager"), concern.pk),
    }
    assert {who for who, found in reads.items() if found} == {"reporter", "governance"}


def test_a_settled_concern_can_become_something_to_learn_for_the_department(town, dossier, concern):
    dossier.department = town.department
    dossier.save()
    handler = actor_for(concern.task.assignee, builders.NOW)
    with pytest.raises(InvalidInput) as error:
        handle_concern(handler, concern, text="Dank je.", settles=True, teaches="no-such-module")
    assert set(error.value.errors) == {"teaches"}
    handle_concern(handler, concern, text="Dank je.", settles=False, teaches="checking-output")
    assert not LearningAssignment.objects.exists()
    handle_concern(handler, concern, text="Dank je.", settles=True, teaches="checking-output")

    row = LearningAssignment.objects.get()
    assert (row.unit, row.lessons) == (town.department, ["checking-output"])
    assert dossier.name in row.reason
    assert concern.reporter.name not in row.reason
