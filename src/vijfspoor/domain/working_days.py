"""Werkdagen: terms counted in Dutch working days (Algemene termijnenwet art. 1 and 3)."""

from collections.abc import Callable
from datetime import date, timedelta

IsHoliday = Callable[[date], bool]


def is_working_day(day: date, is_holiday: IsHoliday) -> bool:
    """Whether `day` is a working day: not a Saturday, Sunday or recognised holiday."""
    return day.weekday() < 5 and not is_holiday(day)


def add_working_days(start: date, days: int, is_holiday: IsHoliday) -> date:
    """Return the date `days` working days after `start` (before it when `days` is negative)."""
    step = timedelta(days=1 if days >= 0 else -1)
    current, left = start, abs(days)
    while left:
        current += step
        if is_working_day(current, is_holiday):
            left -= 1
    return current


def working_days_between(start: date, end: date, is_holiday: IsHoliday) -> int:
    """Return how many working days lie after `start`, up to and including `end`; 0 when `end` is not later."""
    days = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
    return sum(is_working_day(day, is_holiday) for day in days)
