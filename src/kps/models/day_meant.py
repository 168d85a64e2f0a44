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
        name = found[2].casefold()
        months = [number for number, month in enumerate(MONTHS, 1) if month.startswith(name)]
        return _day(found[3], str(months[0]), found[1]) if months else None
    return None


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
