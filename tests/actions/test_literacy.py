"""AI literacy: adoption, the scan from invitation to result, results from elsewhere, figures and the plan."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests import builders
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.people.adopt_framework import adopt_framework
from vijfspoor.actions.people.answer_scan import Finished, answer_scan
from vijfspoor.actions.people.import_results import check_results, import_results
from vijfspoor.actions.people.keep_scans import keep_scans
from vijfspoor.actions.people.release_figures import release_figures
from vijfspoor.actions.people.send_scan import RoundInput, send_scan
from vijfspoor.actions.people.write_plan import PlanInput, adopt_plan, write_plan
from vijfspoor.integrations.results import ResultRow
from vijfspoor.queries.actor import actor_for
from vijfspoor.store.models import (
    AuditEvent,
    FigureRelease,
    Message,
    ScanDraft,
    ScanInvitation,
    ScanResult,
    ScanRound,
    Unit,
)

pytestmark = pytest.mark.django_db

TODAY = builders.NOW.date()
PLAN = PlanInput(2026, 2029, 80, "Iedereen op het niveau van het werk.", "Elk jaar in november.", {2026: 25000})


def _row(number, email="", team="", level="2"):
    return ResultRow(number, email, team, dict.fromkeys(("understand", "use", "people", "rules"), level))


def test_levels_are_adopted_once_with_reasons_by_who_may(town):
    with pytest.raises(NotAllowed):
        adopt_framework(town.actor("ciso"), "2026-11-01", reasons="Past.")
    with pytest.raises(InvalidInput, match="reasons"):
        adopt_framework(town.actor("executive_board"), "2026-11-01", reasons=" ")
    with pytest.raises(Conflict):
        adopt_framework(town.actor("executive_board"), "2030-01-01", reasons="Past.")

    adopted = adopt_framework(town.actor("executive_board"), "2026-11-01", reasons="Past.")

    assert (adopted.person_name, adopted.reasons) == ("Test executive_board", "Past.")
    with pytest.raises(Conflict):
        adopt_framework(town.actor("hr_adviser"), "2026-11-01", reasons="Nog eens.")
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        town.organisation.framework_adoptions.update(reasons="Anders")


def test_a_scan_needs_adopted_levels_and_right_days(town):
    hr = town.actor("hr_adviser")
    given = RoundInput("Nulmeting", "everyone", TODAY, TODAY + timedelta(days=21))
    with pytest.raises(NotAllowed):
        send_scan(town.actor("team_manager"), given)
    with pytest.raises(Conflict):
        send_scan(hr, given)
    adopt_framework(hr, "2026-11-01", reasons="Past.")
    wrong = {
        "name": replace(given, name=" "),
        "opens_on": replace(given, opens_on=TODAY - timedelta(days=1)),
        "closes_on": replace(given, closes_on=TODAY + timedelta(days=91)),
        "target": replace(given, target="nobody"),
        "units": replace(given, target="teams", units=()),
    }
    for field, one in wrong.items():
        with pytest.raises(InvalidInput) as caught:
            send_scan(hr, one)
        assert list(caught.value.errors) == [field]


def test_everyone_inside_is_invited_and_mailed(town):
    outside = Unit.objects.create(organisation=town.organisation, name="Griffie", kind="department", is_outside=True)
    builders.colleagues(town, 3, outside)
    town.holders["ciso"].is_active = False
    town.holders["ciso"].save()

    sent = builders.scan_round(town)

    invited = set(sent.invitations.values_list("person__name", flat=True))
    assert "Test ciso" not in invited
    assert not any(name.startswith("Collega") for name in invited)
    assert sent.invited == len(invited) == Message.objects.filter(kind="scan_invitation").count()
    mail = Message.objects.filter(recipient=town.holders["user"]).get()
    assert f"/zelfscan/{sent.pk}" in mail.body
    assert "Test user" in mail.body.split("\n")[0]


def test_a_scan_for_a_department_or_a_team_reaches_only_them(town):
    other = Unit.objects.create(organisation=town.organisation, name="Ruimte", kind="department")
    there = builders.colleagues(town, 2, other)

    department = builders.scan_round(town, target="departments", units=(other.pk,))
    team = builders.scan_round(town, target="teams", units=(town.team.pk, other.pk))
    above = builders.scan_round(town, target="departments", units=(town.department.pk,))

    assert set(department.invitations.values_list("person", flat=True)) == {person.pk for person in there}
    assert not team.invitations.filter(person__in=there).exists(), "a department is no team"
    assert above.invited == team.invited


def test_sending_to_a_thousand_people_costs_a_fixed_number_of_statements(town):
    builders.colleagues(town, 20)
    builders.scan_round(town)
    with CaptureQueriesContext(connection) as few:
        builders.scan_round(town)
    builders.colleagues(town, 1000)
    with CaptureQueriesContext(connection) as many:
        builders.scan_round(town)

    assert len(many) - len(few) <= 24


def test_a_round_that_opens_later_is_mailed_by_the_jobs_and_reminds_once(town):
    round_ = builders.scan_round(town, opens_on=TODAY + timedelta(days=3))
    assert not Message.objects.exists()
    user = actor_for(town.holders["user"], builders.NOW)
    with pytest.raises(Conflict):
        answer_scan(user, round_.invitations.get(person=user.person), "understand_self", "level_1")

    assert keep_scans(builders.NOW + timedelta(days=3))["scan invitations"] == round_.invited
    assert keep_scans(builders.NOW + timedelta(days=4))["scan invitations"] == 0
    builders.take_scan(actor_for(town.holders["user"], builders.NOW + timedelta(days=5)), round_)
    assert keep_scans(builders.NOW + timedelta(days=17))["scan reminders"] == round_.invited - 1
    assert keep_scans(builders.NOW + timedelta(days=18))["scan reminders"] == 0
    assert AuditEvent.objects.filter(action="scan_reminded").count() == 1


def test_unfinished_answers_go_when_the_round_is_over_and_results_after_two_years(town):
    round_ = builders.scan_round(town)
    user, ciso = town.actor("user"), town.actor("ciso")
    builders.take_scan(user, round_)
    answer_scan(ciso, round_.invitations.get(person=ciso.person), "understand_self", "level_1")

    keep_scans(builders.NOW + timedelta(days=22))
    assert not ScanDraft.objects.exists()
    assert ScanResult.objects.count() == 1
    keep_scans(builders.NOW + timedelta(days=22 + 731))
    assert not ScanResult.objects.exists()
    assert not ScanInvitation.objects.exists()


def test_the_scan_resumes_and_an_anonymous_result_has_no_person_no_moment_and_no_levels(town):
    round_ = builders.scan_round(town)
    user = town.actor("user")
    invitation = round_.invitations.get(person=user.person)
    answer_scan(user, invitation, "understand_self", "level_4")

    done = builders.take_scan(user, round_)

    assert set(done.levels.values()) == {4}
    result = ScanResult.objects.get()
    assert (result.person, result.levels, set(result.meets.values())) == (None, {}, {True})
    assert {field.name for field in ScanResult._meta.fields} == {"id", "round", "unit", "person", "levels", "meets"}
    assert not ScanDraft.objects.exists()
    assert not AuditEvent.objects.filter(action__startswith="scan").exclude(action="scan_sent").exists()
    with pytest.raises(Conflict):
        answer_scan(user, invitation, "understand_self", "level_4")


def test_a_result_by_name_belongs_to_the_person(town):
    round_ = builders.scan_round(town, is_anonymous=False)
    builders.take_scan(town.actor("user"), round_, knows=False)

    result = ScanResult.objects.get()
    assert result.person == town.holders["user"]
    assert set(result.levels.values()) == {0}
    assert not any(result.meets.values())


def test_wrong_answers_are_refused_and_nobody_answers_for_another(town):
    invitation = builders.scan_round(town).invitations.get(person=town.holders["user"])
    with pytest.raises(NotAllowed):
        answer_scan(town.actor("hr_adviser"), invitation, "understand_self", "level_1")
    for option in ("", "nonsense"):
        with pytest.raises(InvalidInput):
            answer_scan(town.actor("user"), invitation, "understand_self", option)
    with pytest.raises(Conflict):
        answer_scan(town.actor("user"), invitation, "use_1", "whatever")


def test_a_team_too_small_for_figures_is_counted_one_step_higher(town):
    tiny = Unit.objects.create(organisation=town.organisation, name="Klein", kind="team", parent=town.department)
    few = builders.colleagues(town, 2, tiny)
    builders.colleagues(town, 4, town.department)

    round_ = builders.scan_round(town)

    assert set(round_.invitations.filter(person__in=few).values_list("unit", flat=True)) == {town.department.pk}


def test_results_from_elsewhere_are_looked_at_before_anything_is_stored(town):
    hr = town.actor("hr_adviser")
    adopt_framework(hr, "2026-11-01", reasons="Past.")
    email = town.holders["user"].email
    rows = [
        _row(2, email),
        _row(3, team="wmo"),
        _row(4, email),
        _row(5, "niemand@elders.example"),
        _row(6, team="Bestaat niet"),
        _row(7, email.upper().casefold(), level="9"),
        _row(8),
        ResultRow(9, team="Wmo", levels={"understand": "1"}),
    ]
    with pytest.raises(NotAllowed):
        check_results(town.actor("team_manager"), rows)

    checked = check_results(hr, rows)

    assert [row.number for row in checked.ready] == [2, 3]
    assert [fault.number for fault in checked.faults] == [4, 5, 6, 7, 8, 9]
    assert checked.per_unit == (("Wmo", 2),)
    assert not ScanRound.objects.exists()

    made = import_results(hr, rows, name="E-learning", measured_on=TODAY)
    assert (made.is_import, made.results.count()) == (True, 2)
    assert not made.results.exclude(person=None).exists()
    named = import_results(hr, rows, name="Met naam", measured_on=TODAY, is_anonymous=False)
    assert set(named.results.values_list("person", flat=True)) == {town.holders["user"].pk, None}


def test_an_import_without_a_good_row_a_name_or_a_day_is_refused(town):
    hr = town.actor("hr_adviser")
    with pytest.raises(Conflict):
        import_results(hr, [_row(2, team="Wmo")], name="Te vroeg", measured_on=TODAY)
    adopt_framework(hr, "2026-11-01", reasons="Past.")
    with pytest.raises(InvalidInput) as caught:
        import_results(hr, [_row(2, team="Wmo")], name="", measured_on=date(2030, 1, 1))
    assert set(caught.value.errors) == {"name", "measured_on"}
    with pytest.raises(Conflict):
        import_results(hr, [_row(2, team="Nergens")], name="Leeg", measured_on=TODAY)
    assert not ScanRound.objects.exists()


def test_figures_are_published_once_and_only_after_the_last_day(town):
    team = builders.colleagues(town, 12)
    round_ = builders.scan_round(town)
    for person in team[:4]:
        builders.take_scan(actor_for(person, builders.NOW), round_)
    later = builders.NOW + timedelta(days=22)
    with pytest.raises(NotAllowed):
        release_figures(town.actor("team_manager", later), round_)
    with pytest.raises(Conflict, match=r"runs|loopt"):
        release_figures(town.actor("hr_adviser"), round_)
    with pytest.raises(Conflict):
        release_figures(town.actor("hr_adviser", later), round_)
    for person in team[4:]:
        builders.take_scan(actor_for(person, builders.NOW), round_)

    first = release_figures(town.actor("hr_adviser", later), round_)

    assert (first.year, first.quarter) == (2026, 4)
    assert first.shown["total"]["people"] == 10
    with pytest.raises(Conflict):
        release_figures(town.actor("hr_adviser", later), round_)
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        FigureRelease.objects.filter(pk=first.pk).update(quarter=1)


def test_an_import_with_one_more_answer_changes_no_figure(town):
    _round, first = builders.measured(town, [(town.team, 20, 10)])

    with pytest.raises(Conflict):
        builders.measured(town, [(town.team, 21, 11)])
    other = Unit.objects.create(organisation=town.organisation, name="Jeugd", kind="team", parent=town.department)
    _round, second = builders.measured(town, [(town.team, 21, 11), (other, 12, 6)])

    assert second.shown["groups"][str(town.team.pk)] == first.shown["groups"][str(town.team.pk)]
    assert second.shown["groups"][str(other.pk)]["people"] == 10


def test_the_plan_grows_by_versions_and_the_board_adopts_the_newest(town):
    hr, board = town.actor("hr_adviser"), town.actor("executive_board")
    with pytest.raises(NotAllowed):
        write_plan(board, PLAN)
    with pytest.raises(InvalidInput) as caught:
        write_plan(hr, PlanInput(2010, 2026, 0, "", "", {2026: -1}))
    assert set(caught.value.errors) == {"first_year", "last_year", "target_share", "goals", "evaluation", "budget"}

    first = write_plan(hr, PLAN)
    second = write_plan(hr, replace(PLAN, target_share=85))

    assert (first.version, second.version) == (1, 2)
    with pytest.raises(NotAllowed):
        adopt_plan(hr, second, reasons="Goed.")
    with pytest.raises(InvalidInput):
        adopt_plan(board, second, reasons="")
    with pytest.raises(Conflict):
        adopt_plan(board, first, reasons="Goed.")
    assert adopt_plan(board, second, reasons="Goed.").person_name == "Test executive_board"
    with pytest.raises(Conflict):
        adopt_plan(board, second, reasons="Goed.")


def test_a_stranger_reaches_nothing(town, other_town):
    round_ = builders.scan_round(town)
    plan = write_plan(town.actor("hr_adviser"), PLAN)
    with pytest.raises(NotAllowed):
        release_figures(other_town.actor("hr_adviser"), round_)
    with pytest.raises(NotAllowed):
        adopt_plan(other_town.actor("executive_board"), plan, reasons="Goed.")


def test_the_result_says_what_was_reached(town):
    round_ = builders.scan_round(town)
    done = builders.take_scan(town.actor("user"), round_)

    assert isinstance(done, Finished)
    assert set(done.levels) == {"understand", "use", "people", "rules"}
