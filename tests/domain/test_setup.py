"""The set-up of governance as pure rules: whatever is accepted keeps exactly one EV per activity."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vijfspoor.content.wheel.loader import wheel_in_force
from vijfspoor.content.wheel.own import keep_setup, read_setup
from vijfspoor.domain.dossier.route import Route
from vijfspoor.domain.organisation.responsibility import CONTRIBUTION_BY_MARK, Contribution
from vijfspoor.domain.organisation.setup import (
    FaultCode,
    Part,
    Setup,
    StopSetting,
    applied,
    faults,
    new_faults,
    orphans,
    row_faults,
    setting_of,
    with_row,
    with_stop,
    with_terms,
)
from vijfspoor.domain.organisation.setup_difference import changes
from vijfspoor.domain.organisation.setup_effect import AskedTask, OpenFile, file_effect, gate_loads, vacancies

MONTHS = {Route.ROOD: 12, Route.ORANJE: 12, Route.BLAUW: 24, Route.GROEN: 24}
SHIPPED = wheel_in_force(date(2026, 11, 23)).with_months(MONTHS)
ADDITIONS = [role.code for role in SHIPPED.roles.values() if role.addition]
PLAIN = applied(SHIPPED, Setup())
U, A, I, EV = (CONTRIBUTION_BY_MARK[mark] for mark in ("U", "A", "I", "EV"))  # noqa: E741


def _with(activity, **row):
    marks = {role: frozenset(CONTRIBUTION_BY_MARK[mark] for mark in said.split()) for role, said in row.items()}
    return with_row(SHIPPED, Setup(), activity, marks)


def _codes(setup, activity):
    return {(fault.code, fault.field) for fault in row_faults(applied(SHIPPED, setup), activity)}


def test_the_shipped_wheel_is_right_also_with_every_addition_that_has_work():
    idle = {"management_team", "ai_owner", "decision_officer"}
    assert faults(PLAIN) == ()
    busy = applied(SHIPPED, Setup(additions=frozenset(set(ADDITIONS) - idle)))
    assert faults(busy) == ()
    assert {f.key for f in faults(applied(SHIPPED, Setup(additions=frozenset(ADDITIONS))))} == idle


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ({"ciso": "EV"}, {(FaultCode.MORE_ACCOUNTABLE, "ciso"), (FaultCode.MORE_ACCOUNTABLE, "department_head")}),
        ({"department_head": ""}, {(FaultCode.NO_ACCOUNTABLE, "")}),
        ({"department_head": "", "user": "EV"}, {(FaultCode.EVERYONE_ACCOUNTABLE, "user")}),
        ({"privacy_officer": "I"}, {(FaultCode.NO_PERFORMER, "")}),
        ({"data_protection_officer": "A U"}, {(FaultCode.OVERSEER_PERFORMS, "data_protection_officer")}),
        (
            {"department_head": "", "data_protection_officer": "EV"},
            {(FaultCode.OVERSEER_DECIDES, "data_protection_officer")},
        ),
        ({"ciso": "I", "legal_adviser": ""}, set()),
    ],
)
def test_a_row_is_wrong_where_it_is_wrong(row, wrong):
    assert _codes(_with("M10", **row), "M10") == wrong


def test_who_oversees_this_activity_does_not_perform_it_but_may_perform_another():
    assert _codes(_with("M12", ciso="A U"), "M12") == {(FaultCode.OVERSEER_PERFORMS, "ciso")}
    assert _codes(_with("M13", ciso="A U"), "M13") == set()


ROLE = st.sampled_from(list(SHIPPED.roles))
CELL = st.frozensets(st.sampled_from(list(Contribution)))
EDIT = st.one_of(
    st.tuples(st.sampled_from(list(SHIPPED.matrix)), st.dictionaries(ROLE, CELL, min_size=1, max_size=4)),
    st.frozensets(st.sampled_from(ADDITIONS)),
)


@given(st.lists(EDIT, min_size=1, max_size=12))
def test_any_sequence_of_accepted_edits_keeps_exactly_one_accountable_role_per_activity(edits):
    setup = Setup()
    for edit in edits:
        wanted = replace(setup, additions=edit) if isinstance(edit, frozenset) else with_row(SHIPPED, setup, *edit)
        before, after = applied(SHIPPED, setup), applied(SHIPPED, wanted)
        if new_faults(before, after):
            continue
        setup = wanted
        for code, activity in after.matrix.items():
            accountable = [role for role, given in activity.marks.items() if EV in given]
            assert len(accountable) == 1, code
            assert any(U in given for given in activity.marks.values()), code
            assert {role.code for role in after.roles_in_use(setup.additions)} >= set(activity.marks)
    assert read_setup(keep_setup(setup)) == setup


def test_only_what_differs_is_kept_and_setting_it_back_leaves_nothing():
    setup = _with("M07", architect="A")
    assert setup.marks == {"M07": {"architect": frozenset({A})}}
    back = with_row(SHIPPED, setup, "M07", {"architect": frozenset()})
    assert back == Setup()
    stop = SHIPPED.life_cycle.routes[Route.ROOD].stop_at("G1")
    longer = with_stop(SHIPPED, setup, Route.ROOD, "G1", replace(setting_of(stop), term=12))
    assert with_stop(SHIPPED, longer, Route.ROOD, "G1", setting_of(stop)) == setup
    assert with_terms(SHIPPED, setup, SHIPPED.life_cycle.terms, MONTHS) == setup
    with pytest.raises(KeyError):
        with_stop(SHIPPED, setup, Route.GROEN, "G2", StopSetting(5, ("department_head",)))


def test_a_role_that_is_switched_off_loses_its_marks_and_may_not_leave_a_row_without_ev():
    setup = replace(_with("M21", department_head="", college="EV"), additions=frozenset({"college"}))
    on, off = applied(SHIPPED, setup), applied(SHIPPED, replace(setup, additions=frozenset()))
    assert "college" not in off.matrix["M21"].marks
    assert {fault.code for fault in new_faults(on, off)} == {FaultCode.NO_ACCOUNTABLE}


def test_a_role_in_use_without_any_activity_is_an_orphan_until_it_gets_one():
    idle = Setup(additions=frozenset({"management_team"}))
    assert [fault.field for fault in orphans(applied(SHIPPED, idle))] == ["management_team"]
    assert new_faults(PLAIN, applied(SHIPPED, idle)) == ()
    busy = with_row(SHIPPED, idle, "M14", {"management_team": frozenset({I})})
    assert orphans(applied(SHIPPED, busy)) == ()


@pytest.mark.parametrize(
    ("setting", "code", "field"),
    [
        (StopSetting(0, ("department_head",)), FaultCode.OUT_OF_BOUNDS, "term"),
        (StopSetting(61, ("department_head",)), FaultCode.OUT_OF_BOUNDS, "term"),
        (StopSetting(5, ()), FaultCode.NO_DECIDER, "decides"),
        (StopSetting(5, ("college",)), FaultCode.NO_DECIDER, "decides"),
        (StopSetting(5, ("ciso", "ciso")), FaultCode.TWICE_DECIDER, "decides"),
        (StopSetting(5, ("ciso", "user")), FaultCode.UNKNOWN_DECIDER, "decides"),
        (StopSetting(5, ("ciso", "mayor")), FaultCode.UNKNOWN_DECIDER, "decides"),
        (StopSetting(5, ("ciso", "data_protection_officer")), FaultCode.OVERSEER_DECIDES, "decides"),
    ],
)
def test_a_gate_is_wrong_at_its_field(setting, code, field):
    after = applied(SHIPPED, with_stop(SHIPPED, Setup(), Route.BLAUW, "G1", setting))
    assert [(f.code, f.part, f.key, f.field) for f in new_faults(PLAIN, after)] == [
        (code, Part.STOP, "blauw-G1", field)
    ]


def test_terms_and_months_have_bounds_and_a_reminder_follows_the_question():
    terms = replace(SHIPPED.life_cycle.terms, question=2, reminder_before=2, vacancy=0)
    after = applied(SHIPPED, with_terms(SHIPPED, Setup(), terms, {**MONTHS, Route.ROOD: 37}))
    assert {(f.code, f.field) for f in faults(after)} == {
        (FaultCode.OUT_OF_BOUNDS, "vacancy"),
        (FaultCode.OUT_OF_BOUNDS, "months_rood"),
        (FaultCode.REMINDER_TOO_EARLY, "reminder_before"),
    }


def test_differences_are_said_cell_by_cell():
    setup = replace(_with("M07", ciso="I", architect="A"), additions=frozenset({"college"}))
    setup = with_stop(
        SHIPPED, setup, Route.BLAUW, "G1", StopSetting(12, ("information_manager",), {"M07": ("architect",)})
    )
    setup = with_terms(SHIPPED, setup, replace(SHIPPED.life_cycle.terms, vacancy=20), {Route.ROOD: 6})
    found = {(c.part, c.key, c.field): (c.before, c.after) for c in changes(PLAIN, applied(SHIPPED, setup))}
    assert found[Part.ROLE, "college", ""] == ((), ("on",))
    assert found[Part.ACTIVITY, "M07", "ciso"] == (("A",), ("I",))
    assert found[Part.ACTIVITY, "M07", "architect"] == ((), ("A",))
    assert found[Part.STOP, "blauw-G1", "term"] == (("10",), ("12",))
    assert found[Part.STOP, "blauw-G1", "decides"] == (("department_head",), ("information_manager",))
    assert found[Part.STOP, "blauw-G1", "M07"] == (("information_adviser",), ("architect",))
    assert found[Part.TERMS, "", "vacancy"] == (("10",), ("20",))
    assert found[Part.TERMS, "", "months_rood"] == (("12",), ("6",))
    assert changes(PLAIN, PLAIN) == ()


MONDAY = date(2026, 11, 23)


def _task(pk, role, contribution, activity="M07", *, is_open=True):
    return AskedTask(pk, activity, role, contribution, is_open, MONDAY, date(2026, 12, 7))


def _file(*tasks, route=Route.ORANJE):
    decide = AskedTask(99, "", "department_head", None, True, MONDAY, date(2026, 12, 14))
    return OpenFile(route, "G1", {}, (*tasks, decide))


def _effect(setup, file, before=PLAIN):
    return file_effect(before, applied(SHIPPED, setup), file, lambda _day: False)


STANDING = (_task(1, "ciso", A), _task(2, "privacy_officer", A, is_open=False), _task(3, "information_adviser", I))


def test_open_work_follows_the_matrix_and_what_was_done_stays_done():
    effect = _effect(
        _with("M07", ciso="", privacy_officer="", architect="A", information_adviser="A U"), _file(*STANDING)
    )
    assert effect.ends == (1, 3)
    assert {(item.role, item.contribution) for item in effect.asks} >= {("architect", A), ("information_adviser", A)}
    assert (effect.decides, effect.later) == ("", ())


def test_a_gate_that_is_left_alone_keeps_its_work_and_so_does_one_where_somebody_decided():
    assert not _effect(_with("M13", ciso="I"), _file(*STANDING)).is_something
    decided = AskedTask(98, "", "executive_board", None, False, MONDAY, MONDAY)
    assert not _effect(_with("M07", ciso=""), _file(*STANDING, decided)).is_something


def test_another_decider_is_asked_and_a_longer_term_only_makes_dates_later():
    board = with_stop(SHIPPED, Setup(), Route.ORANJE, "G1", StopSetting(15, ("executive_board",), {"M07": ()}))
    effect = _effect(board, _file(*STANDING))
    assert (effect.decides, effect.ends) == ("executive_board", (99,))
    assert dict(effect.later) == {1: date(2026, 12, 14), 3: date(2026, 12, 14)}
    shorter = with_stop(SHIPPED, Setup(), Route.ORANJE, "G1", StopSetting(5, ("department_head",), {"M07": ()}))
    assert not _effect(shorter, _file(*STANDING)).is_something


def test_gates_say_how_much_advice_they_ask_and_roles_without_a_holder_are_vacancies():
    setup = replace(_with("M07", architect="A"), additions=frozenset({"ethics_committee"}))
    loads = {(load.route, load.gate): load for load in gate_loads(PLAIN, applied(SHIPPED, setup))}
    assert set(loads) == {(Route.ORANJE, "G1"), (Route.ROOD, "G1")}
    assert loads[Route.ROOD, "G1"].advice_after == loads[Route.ROOD, "G1"].advice_before + 1
    assert vacancies(PLAIN, applied(SHIPPED, setup), {"architect"}) == ("ethics_committee",)
