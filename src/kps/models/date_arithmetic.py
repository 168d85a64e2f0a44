"""Counting days and months as the rules do."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def months_after(day: date, months: int) -> date:
    """The same day of the month ``months`` later (earlier, when negative), or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_between(first: date, last: date) -> int:
    """The whole months from a day to a later one."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (months_after(first, months) > last)


def days_after(day: date, days: int) -> date:
    """So many days later (earlier, when negative), or the calendar's last (first) day where that lies beyond it."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def last_day_within(begun: date, months: int) -> date:
    """The last day that ``begun`` lies no more than so many months before: 29 February may be one day more."""
    due = months_after(begun, months)
    while due < date.max and months_after(days_after(due, 1), -months) <= begun:
        due = days_after(due, 1)
    return due


def last_of_month(year: int, month: int) -> date:
    """The last day of a month, which counts from 1."""
    return date(year, month, monthrange(year, month)[1])


def whole_months(year: int, first: date, last: date) -> int:
    """How many calendar months of ``year`` lie wholly within ``first`` to ``last``, both days counted."""
    return sum(first <= date(year, month, 1) and last_of_month(year, month) <= last for month in range(1, 13))
