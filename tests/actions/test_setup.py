"""The set-up of governance: written, checked, proposed, adopted from a day on, and followed by work."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import Error, transaction

from tests import builders
from tests.builders import NOW
from vijfspoor.actions.errors import Conflict, InvalidInput, NotAllowed
from vijfspoor.actions.organisation import advance_setup as verbs
from vijfspoor.actions.organisation import write_setup as writing
from vijfspoor.actions.organisation.advance_setup import keep_setups
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.organisation.responsibility import Contribution
from vijfspoor.domain.organisation.setup import StopSetting
from vijfspoor.queries.dossier.desk import desk
from vijfspoor.queries.organisation.setup import effect_of, version_of
from vijfspoor.queries.organisation.tracks import lines, matrix
from vijfspoor.queries.organisation.wheel import wheel_for
from vijfspoor.store.models import AuditEvent, Message, SetupStart, SetupVersion, Task

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
WHY = "De architect wil meedenken bij de triage."


@pytest.fixture
def writer(town):
    return town.actor("policy_adviser")


@pytest.fixture
def version(writer):
    return writing.begin_setup(writer)


def proposed(town, version, **row):
    writer = town.actor("policy_adviser")
    writing.write_row(writer, version, "M07", row or {"architect": "A"})
    writing.write_note(writer, version, WHY)
    return verbs.propose_setup(writer, version)


def adopted(town, version, valid_from=TODAY, **row):
    version = proposed(town, version, **row)
    return verbs.adopt_setup(
        town.actor("executive_board"), version, reasons="Besproken.", decided_on=TODAY, valid_from=valid_from
    )


def _asked(dossier):
    rows = dossier.tasks.filter(status="open", activity="M07")
    return {(task.role, task.kind) for task in rows}


def test_after_adoption_the_next_report_asks_the_new_role(town, version):
    adopted(town, version, architect="A", ciso="")
    dossier = builders.reported(town, builders.CV_RANKER)

    assert ("architect", "advise") in _asked(dossier)
    assert not {role for role, _kind in _asked(dossier)} & {"ciso"}
    roles, rows = matrix(town.actor("user"))
    column = [role.code for role in roles].index("architect")
    [row] = [row for row in rows if row.activity.code == "M07"]
    assert row.cells[column] == (Contribution.ADVISES,)


def test_open_work_follows_exactly_as_was_shown(town, version):
    dossier = builders.reported(town, builders.CV_RANKER)
    done = builders.task_of(dossier, role="information_adviser", activity="M07")
    Task.objects.filter(pk=done.pk).update(status=Task.Status.DONE)
    row = {"architect": "A", "ciso": "", "legal_adviser": "I", "information_adviser": ""}
    version = proposed(town, version, **row, information_manager="A U")
    board = town.actor("executive_board")
    shown = effect_of(board, version)
    before = set(dossier.tasks.filter(status="open").values_list("pk", flat=True))
    verbs.adopt_setup(board, version, reasons="Goed.", decided_on=TODAY, valid_from=TODAY)

    after = set(dossier.tasks.filter(status="open").values_list("pk", flat=True))
    assert shown.counts == {"applications": 1, "ends": 2, "asks": 2, "decides": 0, "later": 0}
    assert (len(before - after), len(after - before)) == (2, 2)
    assert {("architect", "advise"), ("legal_adviser", "inform")} <= _asked(dossier)
    version.refresh_from_db()
    assert version.start.counts == shown.counts == version.effect
    done.refresh_from_db()
    assert done.status == Task.Status.DONE


def test_a_longer_term_makes_dates_later_and_another_decider_is_asked(town, writer, version):
    dossier = builders.reported(town, builders.CV_RANKER)
    dates = dict(dossier.tasks.filter(activity="M07").values_list("pk", "due_on"))
    route = Route(dossier.route)
    version = writing.write_stop(writer, version, route, "G1", StopSetting(15, ("executive_board",), {"M07": ()}))
    assert effect_of(writer, version).counts["later"] == len(dates)
    adopted(town, version, architect="A")

    assert all(task.due_on > dates[task.pk] for task in dossier.tasks.filter(pk__in=dates))
    [decides] = dossier.tasks.filter(kind="decide", status="open")
    assert decides.role == "executive_board"


def test_a_version_of_a_later_day_counts_from_that_day_and_the_job_starts_it_once(town, version):
    dossier = builders.reported(town, builders.CV_RANKER)
    later = TODAY + timedelta(days=7)
    adopted(town, version, valid_from=later, architect="A")

    assert wheel_for(town.organisation, TODAY).own_version == 0
    assert wheel_for(town.organisation, later).own_version == 1
    assert keep_setups(NOW) == 0
    assert "architect" not in {role for role, _kind in _asked(dossier)}
    assert keep_setups(NOW + timedelta(days=7)) == 1
    assert ("architect", "advise") in _asked(dossier)
    assert keep_setups(NOW + timedelta(days=8)) == 0
    assert AuditEvent.objects.filter(action="setup_started").count() == 1


def test_two_accountable_roles_are_refused_at_the_cell_and_nothing_changes(writer, version):
    with pytest.raises(InvalidInput) as error:
        writing.write_row(writer, version, "M07", {"ciso": "EV"})

    assert set(error.value.errors) == {"ciso", "department_head"}
    version.refresh_from_db()
    assert version.settings["marks"] == {}


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"department_head": ""}, "row"),
        ({"information_adviser": "I"}, "row"),
        ({"data_protection_officer": "A U"}, "data_protection_officer"),
        ({"ciso": "X"}, "ciso"),
        ({"college": "A"}, "college"),
        ({"mayor": "A"}, "mayor"),
    ],
)
def test_a_row_that_is_wrong_is_said_at_its_cell(writer, version, row, field):
    with pytest.raises(InvalidInput) as error:
        writing.write_row(writer, version, "M07", row)

    assert set(error.value.errors) == {field}


def test_gates_terms_and_roles_are_checked_too(writer, version):
    with pytest.raises(InvalidInput) as error:
        writing.write_stop(writer, version, Route.ROOD, "G1", StopSetting(0, ("data_protection_officer",)))
    assert set(error.value.errors) == {"term", "decides"}
    with pytest.raises(InvalidInput):
        writing.write_stop(writer, version, Route.ROOD, "G1", StopSetting(5, ("ciso",), {"M07": ("mayor",)}))
    with pytest.raises(Conflict):
        writing.write_stop(writer, version, Route.GROEN, "G2", StopSetting(5, ("ciso",)))
    with pytest.raises(Conflict):
        writing.write_row(writer, version, "M99", {})
    wheel = wheel_for(writer.organisation, TODAY)
    with pytest.raises(InvalidInput) as error:
        writing.write_terms(
            writer, version, replace(wheel.life_cycle.terms, vacancy=0), {**wheel.reassess_months, Route.ROOD: 99}
        )
    assert set(error.value.errors) == {"vacancy", "months_rood"}
    with pytest.raises(InvalidInput):
        writing.switch_roles(writer, version, frozenset({"ciso"}))


def test_a_role_without_work_keeps_a_version_from_being_proposed(town, writer, version):
    writing.switch_roles(town.actor("information_manager"), version, frozenset({"management_team"}))
    writing.write_note(writer, version, WHY)
    with pytest.raises(InvalidInput) as error:
        verbs.propose_setup(writer, version)
    assert set(error.value.errors) == {"faults"}

    writing.write_row(writer, version, "M14", {"management_team": "I"})
    version = verbs.propose_setup(writer, version)
    assert version.state == SetupVersion.State.PROPOSED
    assert effect_of(writer, version).vacancies == ("management_team",)


def test_an_addition_that_is_accountable_cannot_be_switched_off(writer, version):
    writing.switch_roles(writer, version, frozenset({"college"}))
    writing.write_row(writer, version, "M21", {"department_head": "", "college": "EV"})
    with pytest.raises(InvalidInput) as error:
        writing.switch_roles(writer, version, frozenset())
    assert "M21" in error.value.errors["additions"][0]


def test_nothing_changed_or_no_reason_is_not_proposed(writer, version):
    with pytest.raises(InvalidInput) as error:
        verbs.propose_setup(writer, version)
    assert set(error.value.errors) == {"faults"}
    writing.write_row(writer, version, "M07", {"architect": "A"})
    with pytest.raises(InvalidInput) as error:
        verbs.propose_setup(writer, version)
    assert set(error.value.errors) == {"note"}


def test_who_wrote_it_never_adopts_it_and_others_may_not_write(town, writer, version):
    with pytest.raises(NotAllowed):
        writing.write_row(town.actor("ciso"), version, "M07", {"architect": "A"})
    with pytest.raises(NotAllowed):
        writing.begin_setup(town.actor("executive_board"))
    version = proposed(town, version)
    with pytest.raises(NotAllowed):
        verbs.adopt_setup(writer, version, reasons="Ja.", decided_on=TODAY, valid_from=TODAY)
    version.writers = [*version.writers, town.holders["executive_board"].pk]
    version.save()
    with pytest.raises(NotAllowed):
        verbs.adopt_setup(town.actor("executive_board"), version, reasons="Ja.", decided_on=TODAY, valid_from=TODAY)


def test_the_administrator_switches_roles_and_nothing_else(town, version):
    administrator = builders.actor_for(town.administrator, NOW)
    writing.switch_roles(administrator, version, frozenset({"college"}))
    with pytest.raises(NotAllowed):
        writing.write_row(administrator, version, "M07", {"architect": "A"})
    version.refresh_from_db()
    assert town.administrator.pk in version.writers


def test_a_decision_needs_reasons_a_day_and_a_start_that_is_not_past(town, version):
    version = proposed(town, version)
    board = town.actor("executive_board")
    with pytest.raises(InvalidInput) as error:
        verbs.adopt_setup(
            board, version, reasons=" ", decided_on=TODAY + timedelta(days=1), valid_from=TODAY - timedelta(days=1)
        )
    assert set(error.value.errors) == {"reasons", "decided_on", "valid_from"}
    with pytest.raises(InvalidInput):
        verbs.send_back_setup(board, version, reasons="")
    assert verbs.send_back_setup(board, version, reasons="Korter.").state == SetupVersion.State.DRAFT
    with pytest.raises(Conflict):
        verbs.adopt_setup(board, version, reasons="Ja.", decided_on=TODAY, valid_from=TODAY)


def test_a_proposed_or_adopted_version_is_fixed_also_in_the_database(town, writer, version):
    version = proposed(town, version)
    with pytest.raises(Conflict):
        writing.write_row(writer, version, "M07", {"architect": "I"})
    with pytest.raises(Conflict):
        writing.begin_setup(writer)
    version = verbs.adopt_setup(
        town.actor("executive_board"), version, reasons="Ja.", decided_on=TODAY, valid_from=TODAY
    )
    for change in (
        lambda: SetupVersion.objects.filter(pk=version.pk).update(settings={}),
        lambda: SetupVersion.objects.filter(pk=version.pk).delete(),
        lambda: SetupStart.objects.update(counts={}),
    ):
        with pytest.raises(Error), transaction.atomic():
            change()
    second = writing.begin_setup(writer)
    assert (second.number, second.settings) == (2, version.settings)


def test_the_second_version_follows_the_first_and_a_past_day_keeps_its_own(town, writer, version):
    adopted(town, version, architect="A")
    next_day = NOW + timedelta(days=1)
    writer = town.actor("policy_adviser", next_day)
    second = writing.begin_setup(writer)
    writing.write_row(writer, second, "M07", {"architect": ""})
    writing.write_note(writer, second, "Toch niet.")
    verbs.propose_setup(writer, second)
    verbs.adopt_setup(
        town.actor("executive_board", next_day), second, reasons="Ja.", decided_on=TODAY, valid_from=next_day.date()
    )

    def advises(day):
        return "architect" in wheel_for(town.organisation, day).matrix["M07"].marks

    assert [advises(day) for day in (TODAY - timedelta(days=1), TODAY, next_day.date())] == [False, True, False]


def test_an_addition_counts_everywhere_from_its_first_day(town, version):
    writing.switch_roles(town.actor("policy_adviser"), version, frozenset({"college"}))
    adopted(town, version)

    stations = [station.role.code for line in lines(town.actor("user")) for station in line.stations]
    assert "college" in stations
    assert wheel_for(town.organisation, TODAY).additions == frozenset({"college"})
    assert wheel_for(town.organisation, date(2026, 11, 1)).additions == frozenset()


def test_another_organisation_sees_and_gets_nothing_of_it(town, other_town, version):
    adopted(town, version, architect="A")
    stranger = other_town.actor("executive_board")

    assert version_of(stranger, version.pk) is None
    with pytest.raises(NotAllowed):
        verbs.send_back_setup(stranger, version, reasons="Weg.")
    dossier = builders.reported(other_town, builders.CV_RANKER)
    assert "architect" not in {role for role, _kind in _asked(dossier)}


def test_a_proposed_version_is_a_task_of_the_board_until_it_is_adopted(town, version):
    version = proposed(town, version)
    task = version.task
    assert (task.kind, task.status, task.assignee) == ("setup", "open", town.holders["executive_board"])
    assert Message.objects.filter(kind="task_given", recipient=task.assignee).exists()
    assert [row.task for row in desk(town.actor("executive_board")).tasks] == [task]

    verbs.adopt_setup(town.actor("executive_board"), version, reasons="Goed.", decided_on=TODAY, valid_from=TODAY)

    task.refresh_from_db()
    assert (task.status, task.closed_by) == ("done", town.holders["executive_board"])


def test_what_is_sent_back_closes_the_task_tells_the_writer_why_and_asks_anew(town, writer, version):
    version = proposed(town, version)
    first = version.task
    with pytest.raises(InvalidInput):
        verbs.send_back_setup(town.actor("executive_board"), version, reasons=" ")
    first.refresh_from_db()
    assert first.status == "open"

    version = verbs.send_back_setup(town.actor("executive_board"), version, reasons="Vraag het de afdelingen.")

    first.refresh_from_db()
    assert (first.status, first.closing_note) == ("done", "Vraag het de afdelingen.")
    assert version.reasons == "Vraag het de afdelingen."
    told = Message.objects.get(kind="setup_sent_back")
    assert told.recipient == writer.person
    assert "Vraag het de afdelingen." in told.body
    again = verbs.propose_setup(writer, version)
    assert again.task.status == "open"
    assert again.task != first


def test_the_task_goes_to_a_member_who_did_not_write_in_it(town, version):
    other = builders.person(town.organisation, town.team, "executive_board", name="Tweede lid")
    SetupVersion.objects.filter(pk=version.pk).update(writers=[town.holders["executive_board"].pk])
    version.refresh_from_db()
    assert proposed(town, version).task.assignee == other


def test_a_draft_is_thrown_away_by_who_may_write_it_and_the_number_is_free_again(town, other_town, writer, version):
    for stranger in (town.actor("ciso"), town.actor("executive_board"), other_town.actor("policy_adviser")):
        with pytest.raises(NotAllowed):
            writing.throw_away_setup(stranger, version)
    version = proposed(town, version)
    with pytest.raises(Conflict):
        writing.throw_away_setup(writer, version)
    version = verbs.send_back_setup(town.actor("executive_board"), version, reasons="Nee.")

    writing.throw_away_setup(town.actor("information_manager"), version)

    assert not SetupVersion.objects.exists()
    assert AuditEvent.objects.get(action="setup_thrown_away").content["data"]["version"] == 1
    assert writing.begin_setup(writer).number == 1


def test_an_adopted_version_is_never_thrown_away(town, writer, version):
    with pytest.raises(Conflict):
        writing.throw_away_setup(writer, adopted(town, version))
