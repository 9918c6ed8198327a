"""Clocks: which ones an incident starts, when they end, and what must still be known."""

from datetime import UTC, date, datetime, timedelta

from vijfspoor.content.calendar import is_holiday
from vijfspoor.content.incidents.loader import clock_book_in_force
from vijfspoor.domain.ethics.legal_term import NETHERLANDS
from vijfspoor.domain.technology.legal_clock import (
    Basis,
    IncidentFacts,
    clocks,
    next_facts,
    open_facts,
    remaining,
    waiting,
)

BOOK = clock_book_in_force(date(2026, 11, 23))
AWARE = datetime(2026, 11, 27, 16, 40, tzinfo=NETHERLANDS)
HIGH_RISK = {"HR_ANNEX_III": True, "HR_ANNEX_I_A": False}
DATES = {"HR_ANNEX_III": date(2027, 12, 2)}


def _facts(values, aware=AWARE, roles=None, **more):
    moments = {"aware_at": aware, **more.pop("moments", {})}
    return IncidentFacts(
        values={"harm": frozenset(), **values},
        moments={name: moment for name, moment in moments.items() if moment},
        outcomes=more.pop("outcomes", HIGH_RISK),
        outcome_dates=DATES,
        roles=roles or {"PROVIDER": False, "DEPLOYER": True},
        **more,
    )


def _run(facts):
    return {item.clock.code: item for item in clocks(facts, BOOK, is_holiday)}


def test_nothing_happened_starts_nothing():
    assert _run(_facts({"personal_breach": False})) == {}


def test_a_breach_is_reported_within_72_hours_through_the_weekend():
    clock = _run(_facts({"personal_breach": True}))["AVG_33"]

    assert clock.deadline == datetime(2026, 11, 30, 16, 0, tzinfo=UTC)
    assert clock.is_binding
    assert clock.last_day is None
    assert clock.clock.term_basis is Basis.LAW


def test_an_exception_counts_only_when_it_is_shown():
    assert "AVG_33" in _run(_facts({"personal_breach": True}))
    assert "AVG_33" not in _run(_facts({"personal_breach": True, "no_risk": True}))


def test_people_are_informed_at_high_risk_only_and_by_the_municipalitys_own_term():
    at_risk = {"personal_breach": True, "high_risk_people": True}
    assert _run(_facts(at_risk))["AVG_34"].clock.term_basis is Basis.OWN_POLICY
    assert "AVG_34" not in _run(_facts({"personal_breach": True}))
    assert "AVG_34" not in _run(_facts({**at_risk, "unreadable": True}))


def test_the_moment_the_breach_was_known_counts_before_the_moment_of_the_incident():
    later = datetime(2026, 12, 1, 9, 15, tzinfo=NETHERLANDS)
    clock = _run(_facts({"personal_breach": True}, moments={"breach_aware_at": later}))["AVG_33"]
    assert clock.started_at == later


def test_a_deployer_tells_the_provider_and_the_authority_and_has_no_clock_of_article_73():
    running = _run(_facts({"harm": frozenset({"serious_health"})}))
    assert set(running) == {"AIA_26_5_PROVIDER", "AIA_26_5_AUTHORITY"}
    assert running["AIA_26_5_PROVIDER"].is_due_at_once
    assert not running["AIA_26_5_AUTHORITY"].is_due_at_once


def test_article_73_runs_for_the_deployer_when_the_provider_cannot_be_reached():
    facts = {"harm": frozenset({"fundamental_rights"}), "provider_unreachable": True}
    clock = _run(_facts(facts))["AIA_73_2"]
    assert clock.last_day == date(2026, 12, 14)  # the 12th is a Saturday
    assert not clock.is_due_at_once


def test_an_established_link_makes_the_report_due_at_once_within_the_same_term():
    facts = {"harm": frozenset({"fundamental_rights"})}
    provider = {"PROVIDER": True, "DEPLOYER": True}
    without = _run(_facts(facts, roles=provider))["AIA_73_2"]
    with_link = _run(_facts(facts, roles=provider, moments={"link_at": AWARE + timedelta(days=3)}))["AIA_73_2"]

    assert with_link.is_due_at_once
    assert with_link.deadline == without.deadline


def test_a_link_that_is_excluded_ends_the_duty():
    facts = {"harm": frozenset({"death"}), "provider_unreachable": True, "link_excluded": True}
    assert _run(_facts(facts)) == {}


def test_death_gives_ten_days_instead_of_fifteen():
    running = _run(_facts({"harm": frozenset({"death"}), "provider_unreachable": True}))
    assert running["AIA_73_4"].last_day == date(2026, 12, 7)
    assert "AIA_73_2" not in running


def test_critical_infrastructure_and_widespread_infringement_give_two_days():
    for facts in ({"harm": frozenset({"critical_infrastructure"})}, {"widespread_infringement": True}):
        running = _run(_facts({**facts, "provider_unreachable": True}))
        assert running["AIA_73_3"].last_day == date(2026, 12, 1)  # from Friday: two working days
        assert running["AIA_73_3"].is_due_at_once
        assert "AIA_73_2" not in running


def test_before_the_law_applies_the_term_is_kept_by_choice():
    harm = {"harm": frozenset({"death"}), "provider_unreachable": True}
    early = _run(_facts(harm))
    late = _run(_facts(harm, aware=datetime(2027, 12, 2, 8, 0, tzinfo=NETHERLANDS)))
    assert not early["AIA_73_4"].is_binding
    assert late["AIA_73_4"].is_binding


def test_an_outcome_without_a_known_date_counts_as_binding():
    facts = _facts({"harm": frozenset({"death"})}, outcomes={"HR_ANNEX_III": False, "HR_ANNEX_I_A": True})
    assert _run(facts)["AIA_26_5_PROVIDER"].is_binding


def test_a_system_without_high_risk_has_no_clock_of_the_ai_act():
    outcomes = {"HR_ANNEX_III": False, "HR_ANNEX_I_A": False}
    assert _run(_facts({"harm": frozenset({"death"}), "provider_unreachable": True}, outcomes=outcomes)) == {}


def test_the_final_report_on_a_cyber_incident_waits_for_the_notification():
    facts = _facts({"significant_cyber": True})
    assert set(_run(facts)) == {"CBW_24H", "CBW_72H"}
    assert [clock.code for clock in waiting(facts, BOOK)] == ["CBW_1M"]

    notified = datetime(2026, 11, 29, 20, 0, tzinfo=NETHERLANDS)
    after = _run(_facts({"significant_cyber": True}, reported={"CBW_72H": notified}))
    assert after["CBW_1M"].last_day == date(2026, 12, 29)
    assert after["CBW_72H"].reported_at == notified


def test_a_suspicion_of_discrimination_starts_only_terms_of_the_municipality():
    running = _run(_facts({"discrimination": True}, outcomes={"HR_ANNEX_III": False, "HR_ANNEX_I_A": False}))
    assert {item.clock.term_basis for item in running.values()} == {Basis.OWN_POLICY}
    assert running["DISCRIMINATION_STOP"].last_day == date(2026, 12, 1)


def test_the_earliest_deadline_comes_first():
    facts = {"personal_breach": True, "significant_cyber": True, "discrimination": True}
    deadlines = [item.deadline for item in clocks(_facts(facts), BOOK, is_holiday)]
    assert deadlines == sorted(deadlines)
    assert len(deadlines) == 5


def test_time_left_counts_down_passes_zero_and_stands_still_once_reported():
    clock = _run(_facts({"personal_breach": True}))["AVG_33"]
    assert remaining(clock, clock.deadline - timedelta(hours=5)) == timedelta(hours=5)
    assert remaining(clock, clock.deadline + timedelta(minutes=1)) == timedelta(minutes=-1)

    reported = _run(_facts({"personal_breach": True}, reported={"AVG_33": clock.deadline + timedelta(hours=2)}))
    assert remaining(reported["AVG_33"], clock.deadline + timedelta(days=9)) == timedelta(hours=-2)
    assert reported["AVG_33"].was_late
    assert not clock.was_late


def test_only_facts_that_can_still_start_a_clock_are_asked():
    nothing_known = IncidentFacts(values={}, outcomes={"HR_ANNEX_III": False, "HR_ANNEX_I_A": False})
    asked = [fact.code for fact in open_facts(nothing_known, BOOK)]
    assert asked[0] == "personal_breach"
    assert "harm" not in asked

    assert "aware_at" in {fact.code for fact in open_facts(IncidentFacts(values={"personal_breach": True}), BOOK)}
    settled = _facts({"personal_breach": False, "presents_risk": False, "significant_cyber": False,
                      "discrimination": False, "widespread_infringement": False})  # fmt: skip
    assert open_facts(settled, BOOK) == ()


def test_facts_are_asked_step_by_step():
    outcomes = {"HR_ANNEX_III": False, "HR_ANNEX_I_A": False}
    first = {fact.code for fact in next_facts(IncidentFacts(values={}, outcomes=outcomes), BOOK)}
    assert first == {"personal_breach", "significant_cyber", "discrimination"}

    breach = IncidentFacts(values={"personal_breach": True}, outcomes=outcomes)
    then = {fact.code for fact in next_facts(breach, BOOK)}
    assert then - first == {"aware_at", "breach_aware_at", "no_risk", "high_risk_people"}


def test_an_exception_is_asked_once_it_could_end_a_duty():
    at_risk = {"personal_breach": True, "high_risk_people": True}
    codes = {fact.code for fact in next_facts(_facts(at_risk), BOOK)}
    assert {"no_risk", "unreadable", "risk_removed"} <= codes
    assert "unreadable" not in {fact.code for fact in next_facts(_facts({"personal_breach": True}), BOOK)}
