"""The day that is meant by a date as people write it."""

from __future__ import annotations

import re
from datetime import date

MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "desember",
)  # fmt: skip
"""The months as they are written in Norwegian, in both written forms."""
WEEKDAYS = (
    ("mandag", "måndag"), ("tirsdag", "tysdag"), ("onsdag",), ("torsdag",), ("fredag",), ("lørdag", "laurdag"),
    ("søndag", "sundag"),
)  # fmt: skip
"""The days of the week from Monday, each as it is written in either form."""

_DAY_FIRST = re.compile(r"(\d{1,2})[./] ?(\d{1,2})[./ ]\s*(\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})\.?", re.ASCII)
_NAMED = re.compile(r"(\d{1,2})\.?\s*([a-z]{3,})\.?\s+(\d{4})", re.IGNORECASE)


def day_meant(text: str) -> str | None:
    """The date meant by ``12.3.2026``, ``12/3 2026``, ``12. mars 2026`` or ``2026-3-12``; None where it is none."""
    if found := _DAY_FIRST.fullmatch(text):
        return _day(found[3], found[2], found[1])
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(found[1], found[3], found[4])
    if found := _NAMED.fullmatch(text):
        month = month_named(found[2])
        return _day(found[3], str(month), found[1]) if month else None
    return None


def month_named(text: str) -> int | None:
    """The number of the month that a name tells, or its beginning of three letters or more; None where it is none."""
    name = text.casefold()
    return next((number for number, month in enumerate(MONTHS, 1) if month.startswith(name) and len(name) > 2), None)


def day_in_calendar(year: int, month: int, day: int) -> date | None:
    """The day; None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(year: str, month: str, day: str) -> str | None:
    found = day_in_calendar(int(year), int(month), int(day))
    return found.isoformat() if found else None
