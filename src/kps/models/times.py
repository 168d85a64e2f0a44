"""Days and times of day as people type them in a record."""

from __future__ import annotations

import re
from datetime import date, time
from functools import lru_cache
from typing import Annotated

from kps.language import msg
from kps.models.day_meant import day_meant
from kps.models.typed import Typed, scalar, wrong

_DATE = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _day(value: object) -> date:
    return _date(scalar(value))


@lru_cache(maxsize=8192)  # a register's records share their days
def _date(text: str) -> date:
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        raise wrong(msg("“{value}” is not a day in the calendar", value=text)) from None
    raise wrong(msg("“{value}” is not a date; write it as 2026-03-12", value=text), lambda: day_meant(text))


Day = Annotated[
    date,
    Typed(_day, lambda: {"type": "string", "pattern": rf"^\s*{_DATE}\s*$", "examples": ["2026-03-12"]}),
]
"""A calendar day, ``2026-03-12``."""


def _meeting_stem(value: object) -> str:
    text = scalar(value)
    if text and not re.fullmatch(r"\d{4}-\d{2}-\d{2}(-[1-9]\d*)?", text, re.ASCII):
        raise wrong(msg("“{value}” is not a meeting; write its date, as 2026-03-12", value=text))
    return text


MeetingStem = Annotated[
    str,
    Typed(
        _meeting_stem,
        lambda: {
            "type": "string",
            "pattern": rf"^\s*{_DATE}(-[1-9]\d*)?\s*$",
            "examples": ["2026-03-12"],
        },
    ),
]
"""A meeting, by the stem of its file: its date, and ``-2`` for a second one that day."""


_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)", re.ASCII)


def _clock(value: object) -> time:
    text = scalar(value)
    found = _CLOCK.fullmatch(text)
    if not found:
        raise wrong(msg("“{value}” is not a time of day; write it as 09:00", value=text), lambda: _clock_meant(text))
    return time(int(found[1]), int(found[2]))


_CLOCK_MEANT = re.compile(r"(?:kl\.? ?)?([01]?\d|2[0-3])(?:[.:]?([0-5]\d))?", re.ASCII | re.IGNORECASE)


def _clock_meant(text: str) -> str | None:
    """The time meant by ``9.00``, ``kl. 9`` or ``0900``, if it is one."""
    found = _CLOCK_MEANT.fullmatch(text)
    return f"{int(found[1]):02}:{found[2] or '00'}" if found else None


Clock = Annotated[
    time,
    Typed(
        _clock,
        lambda: {
            "type": "string",
            "pattern": r"^\s*([01]?\d|2[0-3]):[0-5]\d\s*$",
            "examples": ["09:00"],
        },
    ),
]
"""A time of day in Norway, ``09:00``."""
