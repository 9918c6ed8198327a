"""Teams: the half-yearly confirmation, talks, training and champions; who may, who may not, and what is never shown."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils.timezone import make_aware

from tests import builders
from tests.builders import NOW
from vijfspoor.actions import _permission
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.leadership.confirm_use import ConfirmationInput, UseAnswer, confirm_use
from vijfspoor.actions.leadership.hold_team_talk import TalkInput, hold_team_talk, plan_team_training
from vijfspoor.actions.leadership.keep_confirmations import keep_confirmations
from vijfspoor.actions.leadership.name_champion import name_champion
from vijfspoor.actions.organisation.keep_terms import keep_terms
from vijfspoor.actions.organisation.refresh_findings import refresh_findings
from vijfspoor.actions.people.assign_learning import AssignmentInput
from vijfspoor.queries import _visible
from vijfspoor.queries.actor import actor_for
from vijfspoor.queries.leadership.confirmation import confirmed_by_owner, last_confirmed, used_by_team
from vijfspoor.queries.leadership.team import card, team_of, teams_of
from vijfspoor.queries.leadership.teams import overview, teams_that_talked, teams_with_champion
from vijfspoor.queries.organisation.process import my_processes
from vijfspoor.store.models import (
    Confirmation,
    ConfirmationRequest,
    Finding,
    Message,
    RoleAssignment,
    Task,
    TeamTalk,
    Unit,
)

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
TALK = TalkInput(TODAY, "Wij zetten nooit namen van inwoners in een vraag.", 12, "negative-advice")


@pytest.fixture
def manager(town):
    return builders.managed(town)


@pytest.fixture
def used(town):
    return [builders.in_use(town, f"Toepassing {n}") for n in range(3)]


def request_of_team(team):
    return ConfirmationRequest.objects.get(team=team)


def answers(dossiers, **states):
    """Say "used" of each, or what `states` says by number, such as d3="ended"."""
    said = {row.number: states.get(f"d{row.number}", "used") for row in dossiers}
    return {number: UseAnswer(state, "" if state == "used" else "Omdat.") for number, state in said.items()}


def test_a_round_opens_once_per_half_year_and_asks_teams_and_owners(town, manager, used):
    assert keep_confirmations(NOW) == 2
    assert keep_confirmations(NOW + timedelta(days=30)) == 0

    tasks = Task.objects.filter(kind="confirm", status="open")
    assert {task.assignee for task in tasks} == {manager.person, town.holders["department_head"]}
    assert {task.due_on for task in tasks} == {date(2026, 12, 21)}
    assert Message.objects.filter(recipient=manager.person, kind="task_given").exists()

    assert keep_confirmations(make_aware(NOW.replace(year=2027, month=5, day=3, tzinfo=None))) == 2
    assert Task.objects.filter(kind="confirm", status="withdrawn").count() == 2
    assert Task.objects.filter(kind="confirm", status="open").count() == 2


def test_no_round_opens_where_nothing_is_used(town, manager):
    builders.reported(town, builders.SPELL_CHECKER)

    assert keep_confirmations(NOW) == 0


def test_a_manager_confirms_three_ends_one_and_adds_an_unknown_one(town, manager):
    rows = [builders.in_use(town, f"Toepassing {n}") for n in range(4)]
    keep_confirmations(NOW)
    last = rows[-1]

    begun = confirm_use(
        manager,
        request_of_team(town.team),
        ConfirmationInput(answers(rows, **{f"d{last.number}": "ended"}), ["Vertaalhulp", " "]),
    )

    assert list(used_by_team(town.organisation.pk, town.team.pk)) == rows[:3]
    assert [(row.name, row.status, row.reporter, row.team) for row in begun] == [
        ("Vertaalhulp", "draft", manager.person, town.team)
    ]
    assert request_of_team(town.team).task.status == "done"
    assert sorted(Confirmation.objects.values_list("state", flat=True)) == ["ended", "found", "used", "used", "used"]
    # The last team ended it: its end is proposed to who decides, and the accountable person hears of it.
    last.refresh_from_db()
    assert last.gate == "G9"
    assert last.retirements.get().reason.endswith("Omdat.")
    assert builders.task_of(last, kind="decide").gate == "G9"
    assert Message.objects.filter(kind="use_ended", recipient=last.accountable).count() == 1
    with pytest.raises(Conflict):
        confirm_use(manager, request_of_team(town.team), ConfirmationInput(answers(rows)))


def test_what_another_team_still_uses_is_not_ended(town, manager, used):
    second = Unit.objects.create(organisation=town.organisation, name="Jeugd", kind="team", parent=town.department)
    other = builders.managed(town, second, "Tweede")
    shared = used[0]
    shared.team = None
    shared.save()
    keep_confirmations(NOW)

    confirm_use(manager, request_of_team(town.team), ConfirmationInput(answers(used, **{f"d{shared.number}": "ended"})))
    shared.refresh_from_db()
    assert not shared.retirements.exists()

    confirm_use(other, request_of_team(second), ConfirmationInput(answers([shared], **{f"d{shared.number}": "ended"})))
    assert shared.retirements.count() == 1


def test_what_changed_is_told_to_who_answers_for_it_and_who_runs_it(town, manager, used):
    keep_confirmations(NOW)
    given = answers(used, **{f"d{used[0].number}": "changed"})
    confirm_use(manager, request_of_team(town.team), ConfirmationInput(given))

    told = Message.objects.filter(kind="use_changed")
    assert {row.recipient for row in told} == {
        town.holders["department_head"], town.holders["application_manager"]
    }  # fmt: skip
    assert "Omdat." in told[0].body


def test_a_tool_that_is_in_the_register_already_becomes_no_second_report(town, manager, used):
    elders = Unit.objects.create(organisation=town.organisation, name="Jeugd", kind="team", parent=town.department)
    used[2].team = elders
    used[2].save()
    keep_confirmations(NOW)

    given = ConfirmationInput(answers(used[:2]), [used[2].name.upper()])
    assert confirm_use(manager, request_of_team(town.team), given) == []
    assert set(used_by_team(town.organisation.pk, town.team.pk)) == set(used)


def test_the_owner_confirms_and_the_dossier_tells_by_whom(town, manager, used):
    keep_confirmations(NOW)
    head = town.actor("department_head")
    assert confirmed_by_owner(town.organisation.pk, TODAY).percentage == 0

    confirm_use(manager, request_of_team(town.team), ConfirmationInput(answers(used)))
    assert confirmed_by_owner(town.organisation.pk, TODAY).part == 0
    confirm_use(head, ConfirmationRequest.objects.get(owner=head.person), ConfirmationInput(answers(used)))

    found = last_confirmed([used[0].pk], TODAY)[used[0].pk]
    assert (found.row.by_name, found.is_fresh) == (head.person.name, True)
    assert confirmed_by_owner(town.organisation.pk, TODAY).percentage == 100
    assert confirmed_by_owner(town.organisation.pk, date(2027, 5, 24)).percentage == 0
    assert not last_confirmed([used[0].pk], date(2027, 5, 24))[used[0].pk].is_fresh


def test_the_owner_who_ends_it_proposes_its_end_at_once(town, used):
    keep_confirmations(NOW)
    head = town.actor("department_head")
    given = answers(used, **{f"d{used[1].number}": "ended"})
    confirm_use(head, ConfirmationRequest.objects.get(owner=head.person), ConfirmationInput(given))

    assert used[1].retirements.count() == 1
    assert not Message.objects.filter(kind="use_ended").exists()


@pytest.mark.parametrize(
    ("state", "note", "found", "field"),
    [
        ("", "", "", "state-1"),
        ("found", "", "", "state-1"),
        ("ended", " ", "", "note-1"),
        ("changed", "x" * 1001, "", "note-1"),
        ("used", "", "x" * 101, "found"),
        ("used", "", "\n".join("abcdef"), "found"),
    ],
)
def test_wrong_input_is_said_at_the_field_and_nothing_is_recorded(town, manager, state, note, found, field):
    builders.in_use(town, "Toepassing")
    keep_confirmations(NOW)

    with pytest.raises(InvalidInput) as refused:
        confirm_use(
            manager,
            request_of_team(town.team),
            ConfirmationInput({1: UseAnswer(state, note)}, found.splitlines()),
        )
    assert list(refused.value.errors) == [field]
    assert not Confirmation.objects.exists()
    assert request_of_team(town.team).answered_at is None


def test_only_who_was_asked_confirms(town, other_town, manager, used):
    keep_confirmations(NOW)
    for stranger in (town.actor("user"), town.actor("hr_adviser"), other_town.actor("department_head")):
        with pytest.raises(NotAllowed):
            confirm_use(stranger, request_of_team(town.team), ConfirmationInput(answers(used)))


def test_a_late_confirmation_reminds_and_is_a_finding_until_it_is_given(town, manager, used):
    keep_confirmations(NOW)
    refresh_findings(NOW)
    assert not Finding.objects.filter(code="V-TM-01", solved_at__isnull=True).exists()

    late = NOW + timedelta(days=45)
    keep_terms(NOW + timedelta(days=25))
    assert Message.objects.filter(kind="task_reminder", recipient=manager.person).count() == 1
    refresh_findings(late)
    found = Finding.objects.filter(code="V-TM-01", solved_at__isnull=True)
    assert {row.person for row in found} == {manager.person, town.holders["department_head"]}

    confirm_use(actor_for(manager.person, late), request_of_team(town.team), ConfirmationInput(answers(used)))
    refresh_findings(late)
    assert {row.person for row in found.all()} == {town.holders["department_head"]}


def test_a_confirmation_and_a_talk_cannot_be_changed(town, manager, used):
    keep_confirmations(NOW)
    confirm_use(manager, request_of_team(town.team), ConfirmationInput(answers(used)))
    hold_team_talk(manager, town.team, TALK)

    for rows in (Confirmation.objects.all(), TeamTalk.objects.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(by_name="Iemand anders")


def test_a_manager_sees_only_the_own_team(town, manager, used):
    second = Unit.objects.create(organisation=town.organisation, name="Jeugd", kind="team", parent=town.department)

    assert teams_of(manager) == [town.team]
    assert team_of(manager, second.pk) is None
    assert teams_of(town.actor("hr_adviser")) == []
    assert teams_of(town.actor("department_head")) == []
    for verb in ("hold_team_talk", "plan_team_training", "name_champion"):
        assert _permission.may(manager, verb, town.team)
        assert not _permission.may(manager, verb, second)
        assert not _permission.may(town.actor("hr_adviser"), verb, town.team)
        assert not _permission.may(builders.managed(builders.municipality(f"ver-{verb[:4]}")), verb, town.team)


def test_the_card_shows_counts_and_never_a_small_group(town, manager, used):
    for present, shown in ((4, None), (5, 5)):
        hold_team_talk(manager, town.team, TalkInput(TODAY, "Eerst lezen, dan versturen.", present))
        assert card(manager, town.team).talks[0].present == shown

    found = card(manager, town.team)
    assert [item.dossier for item in found.applications] == used
    assert not found.applications[0].users.is_known
    assert (found.concerns, found.champion, found.uses_champions, found.line) == (0, None, False, None)


def test_the_card_shows_the_published_figures_of_the_own_team_only(town, manager):
    second = Unit.objects.create(organisation=town.organisation, name="Jeugd", kind="team", parent=town.department)
    builders.measured(town, [(town.team, 20, 5), (second, 20, 15)])
    found = card(manager, town.team)

    assert found.line is not None
    assert [line.name for line in found.figures.lines] == [town.team.name]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (TalkInput(None, "Afspraak.", 5), "held_on"),
        (TalkInput(TODAY + timedelta(days=1), "Afspraak.", 5), "held_on"),
        (TalkInput(TODAY - timedelta(days=400), "Afspraak.", 5), "held_on"),
        (TalkInput(TODAY, "  ", 5), "agreed"),
        (TalkInput(TODAY, "x" * 2501, 5), "agreed"),
        (TalkInput(TODAY, "Wij vragen het aan TEST CISO.", 5), "agreed"),
        (TalkInput(TODAY, "Afspraak.", None), "present"),
        (TalkInput(TODAY, "Afspraak.", 0), "present"),
        (TalkInput(TODAY, "Afspraak.", 5, "geen-kaart"), "dilemma"),
    ],
)
def test_what_is_wrong_with_a_talk_is_said_at_the_field(town, manager, given, field):
    with pytest.raises(InvalidInput) as refused:
        hold_team_talk(manager, town.team, given)
    assert list(refused.value.errors) == [field]
    assert not TeamTalk.objects.exists()


def test_talks_count_per_quarter(town, manager):
    Unit.objects.create(organisation=town.organisation, name="Jeugd", kind="team", parent=town.department)
    hold_team_talk(manager, town.team, TALK)
    hold_team_talk(manager, town.team, TALK)

    assert teams_that_talked(town.organisation, TODAY).percentage == 50
    assert teams_that_talked(town.organisation, date(2027, 1, 1)).part == 0
    with pytest.raises(NotAllowed):
        hold_team_talk(town.actor("team_manager"), town.team, TALK)


def test_a_manager_plans_a_training_for_the_own_team(town, manager):
    given = AssignmentInput(("what-ai-is",), "Voor ons werk.", TODAY + timedelta(days=30), unit=0, role="ciso")
    row = plan_team_training(manager, town.team, given)

    assert (row.unit, row.role) == (town.team, "")
    assert [item.row for item in card(manager, town.team).planned] == [row]
    with pytest.raises(InvalidInput):
        plan_team_training(manager, town.team, AssignmentInput((), "Voor ons werk.", TODAY + timedelta(days=30)))


def test_one_champion_per_team_while_the_role_is_used(town, manager):
    one, two = builders.colleagues(town, 2)
    stranger = builders.person(town.organisation, town.department, "", name="Van elders")
    with pytest.raises(Conflict):
        name_champion(manager, town.team, one)
    town.organisation.additions = ["ai_champion"]
    town.organisation.save()
    manager = actor_for(manager.person, NOW)

    name_champion(manager, town.team, one)
    assert teams_with_champion(town.organisation, TODAY).percentage == 100
    name_champion(manager, town.team, two)
    assert card(manager, town.team).champion == two
    assert RoleAssignment.objects.filter(role="ai_champion").count() == 1
    with pytest.raises(InvalidInput):
        name_champion(manager, town.team, stranger)
    name_champion(manager, town.team, None)
    assert teams_with_champion(town.organisation, TODAY).part == 0


def test_a_champion_reads_no_more_than_any_colleague(town):
    one = builders.colleagues(town, 1)[0]
    RoleAssignment.objects.create(
        organisation=town.organisation, person=one, role="ai_champion", unit=town.team, valid_from=date(2020, 1, 1)
    )

    assert not _visible.may_read_advice(actor_for(one, NOW))


def test_who_reads_all_figures_sees_every_team_without_a_word(town, manager, used):
    hold_team_talk(manager, town.team, TALK)
    keep_confirmations(NOW)
    found = overview(town.actor("hr_adviser"))

    assert [(row.team, row.uses, row.last_talk, row.is_managed, row.confirmed) for row in found.rows] == [
        (town.team, 3, TODAY, True, False)
    ]
    assert TALK.agreed not in str(found)
    assert overview(manager) is None


def test_my_processes_holds_what_one_answers_for(town, other_town, used):
    keep_confirmations(NOW)
    found = my_processes(town.actor("department_head"))

    assert [item.dossier for item in found.applications] == used
    assert all(item.may_stop for item in found.applications)
    assert len(found.requests) == 1
    assert my_processes(town.actor("ciso")).processes == ()
    assert my_processes(other_town.actor("department_head")).processes == ()
