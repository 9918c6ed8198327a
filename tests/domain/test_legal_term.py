"""Terms: counted by Regulation 1182/71, across weekends, holidays and both changes of the clock."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vijfspoor.content.calendar import is_holiday
from vijfspoor.domain.ethics.legal_term import NETHERLANDS, Term, TermUnit, add_months, deadline, last_day
from vijfspoor.domain.working_days import add_working_days, is_working_day

HOURS, DAYS, MONTHS, WORKING = TermUnit.HOURS, TermUnit.DAYS, TermUnit.MONTHS, TermUnit.WORKING_DAYS


def _at(text):
    return datetime.fromisoformat(text).replace(tzinfo=NETHERLANDS)


def _ends(start, amount, unit):
    return deadline(_at(start), Term(amount, unit), is_holiday).astimezone(NETHERLANDS).strftime("%Y-%m-%d %H:%M")


def _last(start, amount, unit):
    return last_day(_at(start), Term(amount, unit), is_holiday).isoformat()


def test_the_hour_of_the_event_is_not_counted():
    assert _ends("2026-11-23 14:20", 72, HOURS) == "2026-11-26 15:00"
    assert _ends("2026-11-23 14:00", 72, HOURS) == "2026-11-26 15:00"


def test_hours_run_through_weekends_and_holidays():
    assert _ends("2026-11-27 17:30", 24, HOURS) == "2026-11-28 18:00"
    assert _ends("2026-12-24 09:59", 72, HOURS) == "2026-12-27 10:00"


def test_hours_are_elapsed_hours_when_summer_time_starts():
    assert _ends("2027-03-27 12:10", 24, HOURS) == "2027-03-28 14:00"
    assert deadline(_at("2027-03-27 12:10"), Term(24, HOURS), is_holiday) == datetime(2027, 3, 28, 12, tzinfo=UTC)


def test_hours_are_elapsed_hours_when_summer_time_ends():
    assert _ends("2026-10-24 12:10", 24, HOURS) == "2026-10-25 12:00"


def test_the_two_hours_of_the_night_summer_time_ends_are_told_apart():
    first = datetime(2026, 10, 25, 2, 30, tzinfo=NETHERLANDS)
    assert deadline(first, Term(1, HOURS), is_holiday) == datetime(2026, 10, 25, 2, tzinfo=UTC)
    assert deadline(first.replace(fold=1), Term(1, HOURS), is_holiday) == datetime(2026, 10, 25, 3, tzinfo=UTC)


@pytest.mark.parametrize("zone_start", ["2027-03-20 23:30", "2026-10-20 23:30"])
def test_days_are_calendar_days_across_a_change_of_the_clock(zone_start):
    start = _at(zone_start)
    expected = start.date() + timedelta(days=10)
    assert last_day(start, Term(10, DAYS), is_holiday) == expected
    assert _ends(zone_start, 10, DAYS) == f"{expected + timedelta(days=1)} 00:00"


def test_the_day_of_the_event_is_not_counted_and_the_last_day_runs_to_its_end():
    assert _last("2026-11-23 00:05", 15, DAYS) == "2026-12-08"
    assert _ends("2026-11-23 23:55", 15, DAYS) == "2026-12-09 00:00"


def test_the_day_is_the_day_in_the_netherlands():
    late_in_utc = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    assert last_day(late_in_utc, Term(1, DAYS), is_holiday) == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "last"),
    [
        ("2026-11-20 10:00", 15, DAYS, "2026-12-07"),  # the 5th is a Saturday
        ("2026-12-10 10:00", 15, DAYS, "2026-12-28"),  # Christmas, then a weekend
        ("2026-12-22 10:00", 10, DAYS, "2027-01-04"),  # New Year's Day, then a weekend
        ("2027-04-12 10:00", 15, DAYS, "2027-04-28"),  # King's Day
        ("2027-04-26 10:00", 10, DAYS, "2027-05-07"),  # Ascension Day
        ("2026-11-30 10:00", 1, MONTHS, "2026-12-30"),
        ("2026-10-31 10:00", 1, MONTHS, "2026-11-30"),  # a date November does not have
        ("2028-01-31 10:00", 1, MONTHS, "2028-02-29"),
        ("2026-11-25 10:00", 1, MONTHS, "2026-12-28"),  # Christmas Day, then a weekend
        ("2026-11-27 10:00", 2, WORKING, "2026-12-01"),
    ],
)
def test_a_term_otherwise_than_in_hours_ends_on_a_working_day(start, amount, unit, last):
    assert _last(start, amount, unit) == last


@pytest.mark.parametrize(
    ("start", "last"),
    [
        ("2026-11-23 10:00", "2026-11-25"),
        ("2026-11-26 10:00", "2026-11-30"),  # ends on Saturday: Monday; Friday and Monday are working days
        ("2026-11-27 10:00", "2026-12-01"),  # only Monday would be a working day: Tuesday
        ("2026-11-28 10:00", "2026-12-01"),
        ("2026-12-24 10:00", "2026-12-29"),
        ("2027-03-25 10:00", "2027-03-31"),  # Good Friday to Easter Monday
    ],
)
def test_two_days_include_two_working_days(start, last):
    assert _last(start, 2, DAYS) == last


def test_one_day_need_not_include_two_working_days():
    assert _last("2026-11-27 10:00", 1, DAYS) == "2026-11-30"


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        deadline(datetime(2026, 11, 23, 10), Term(1, HOURS), is_holiday)


def test_months_can_be_counted_back():
    assert add_months(date(2027, 12, 31), -3) == date(2027, 9, 30)
    assert add_months(date(2027, 1, 15), -1) == date(2026, 12, 15)


MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31)).map(
    lambda moment: moment.replace(tzinfo=UTC).astimezone(NETHERLANDS)
)
TERMS = st.builds(Term, st.integers(1, 400), st.sampled_from(TermUnit))


def _raw_end(start, term):
    """Return the end without any rule: elapsed hours, or the same time of day so many days or months later."""
    if term.unit is HOURS:
        return start.astimezone(UTC) + timedelta(hours=term.amount)
    day = start.date()
    if term.unit is MONTHS:
        day = add_months(day, term.amount)
    elif term.unit is DAYS:
        day += timedelta(days=term.amount)
    else:
        day = add_working_days(day, term.amount, is_holiday)
    return datetime.combine(day, start.time(), NETHERLANDS)


@given(MOMENTS, TERMS)
def test_a_deadline_never_lies_before_the_start_plus_the_raw_term(start, term):
    assert deadline(start, term, is_holiday) >= _raw_end(start, term)


@given(MOMENTS, TERMS)
def test_a_term_in_hours_gives_at_most_one_hour_more_and_others_end_at_midnight_after_a_working_day(start, term):
    ends = deadline(start, term, is_holiday)
    if term.unit is HOURS:
        assert ends - _raw_end(start, term) <= timedelta(hours=1)
    else:
        local = ends.astimezone(NETHERLANDS)
        assert (local.hour, local.minute) == (0, 0)
        assert is_working_day(local.date() - timedelta(days=1), is_holiday)


@given(MOMENTS, MOMENTS, TERMS)
def test_who_knows_later_never_has_to_report_earlier(one, other, term):
    first, second = sorted([one, other])
    assert deadline(first, term, is_holiday) <= deadline(second, term, is_holiday)
