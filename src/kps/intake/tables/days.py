"""The days that a cell tells, in the many ways that people write them; what is no day is never made one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kps.intake.readers.grid import Cell
from kps.intake.tables.meaning import Part, unplaced
from kps.language import Message, msg
from kps.models.day_meant import WEEKDAYS, day_in_calendar, month_named

EARLIEST = 1950
"""A day before this year was not meant: a spreadsheet counts days from 1900."""
_AHEAD = 30
"""So many years ahead a day may lie."""

_SHORT = (
    ("man", "mån", "ma", "må"), ("tir", "tys", "ti", "ty"), ("ons", "on"), ("tor", "tors", "to"), ("fre", "fr"),
    ("lør", "lau", "lø", "la"), ("søn", "sun", "sø", "su"),
)  # fmt: skip
_ANY_WEEKDAY = tuple((*names, *short) for names, short in zip(WEEKDAYS, _SHORT, strict=True))
_NAMES = "|".join(sorted((name for names in _ANY_WEEKDAY for name in names), key=len, reverse=True))
_LEAD = rf"(?:(?P<weekday>{_NAMES})\.?,?\s+)?(?:den\s+)?"
_YEAR = r"(?P<year>\d{4}|\d{2})"
_CLOCK = r"(?:,?\s*(?:kl\.?\s*)?(?P<clock>(?:[01]?\d|2[0-3])[:.][0-5]\d)(?::[0-5]\d(?:\.0+)?)?)?"
_DAY, _MONTH = r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})"
_FORMS = (
    re.compile(rf"(?P<year>\d{{4}})(?P<sign>[-./]){_MONTH}(?P=sign){_DAY}\.?(?:[T ]|\b){_CLOCK}", re.ASCII),
    re.compile(rf"{_LEAD}{_DAY}[./-]\s?{_MONTH}[./ -]\s?'?{_YEAR}\.?{_CLOCK}", re.IGNORECASE),
    re.compile(rf"{_LEAD}{_DAY}\.?\s*(?P<name>[a-zæøå]{{3,}})\.?,?(?:\s+'?{_YEAR})?\.?{_CLOCK}", re.IGNORECASE),
    re.compile(rf"{_LEAD}{_DAY}[./]\s?{_MONTH}\.?{_CLOCK}", re.IGNORECASE),
)
_BETWEEN = re.compile(r"\s*(?:[;\n\r]|,(?!\s*\d{4}\b)|\s(?:og|&|\+)\s)\s*", re.IGNORECASE)
_COUNT = re.compile(
    r"\d{1,3}( (møter?|møte|stk\.?|ganger|gonger))?|(null|ett|to|tre|fire|fem|seks)( møter?)?", re.IGNORECASE
)

_NO_DAY = msg("no day; write it in the cell or in the file")
_A_COUNT = msg("a number of them, not days")
_NO_YEAR = msg("no year; write it in the cell, or år: in the mapping for the whole column")
_NOT_THERE = msg("not a day in the calendar")
_WEEKDAY = msg("the day of the week is another")
_FAR = msg("a day so far off was hardly meant")
_CLOCK_TOO = msg("a time of day; only the day is placed")


@dataclass(frozen=True, slots=True)
class Years:
    """What is known of the years of a column: that of days without one, and the year it is now."""

    now: int
    given: int | None = None


def days(cell: Cell, years: Years) -> tuple[Part, ...]:
    """The days of a cell, each a part; one part that tells why where it holds none."""
    if cell.kind == "day" and cell.day is not None:
        return _formatted(cell, years)
    if cell.kind == "number":
        return (unplaced(cell.text, _A_COUNT if _COUNT.fullmatch(cell.text) else _NO_DAY),)
    if cell.kind == "part_of_day" and cell.day is not None:
        shown = days(Cell(cell.text), years)
        # A date that is shown without its year: the program has put one in that nobody wrote.
        agreed = all(one.value == str(cell.day) for one in shown)
        return shown if agreed or shown[0].reason else (unplaced(cell.text, _NO_YEAR),)
    whole = _read(cell.text, years)
    if whole[0].value or not _BETWEEN.search(cell.text):
        return whole
    pieces = [one for one in _BETWEEN.split(cell.text) if one]
    found = [part for piece in pieces for part in _read(piece, years)]
    told = any(part.value for part in found) or all(part.reason is _NO_YEAR for part in found)
    return tuple(found) if told else whole


def _formatted(cell: Cell, years: Years) -> tuple[Part, ...]:
    assert cell.day is not None
    if not EARLIEST <= cell.day.year <= years.now + _AHEAD:
        return (unplaced(cell.text, _FAR),)
    remark = None
    if cell.uncertain:
        remark = msg("the file does not tell whether it is shown as a day or as a month; look at it")
    day = Part(str(cell.day), str(cell.day), remark=remark)
    return (day, Part(cell.clock, cell.clock, _CLOCK_TOO, clock=True)) if cell.clock else (day,)


def _read(text: str, years: Years) -> tuple[Part, ...]:
    """The day that a whole text is, and the time beside it; else why it is none."""
    text = " ".join(text.split())
    if _COUNT.fullmatch(text):
        return (unplaced(text, _A_COUNT),)
    for pattern in _FORMS:
        if found := pattern.fullmatch(text):
            return _found(text, found, years)
    return (unplaced(text, _NO_DAY),)


def _found(text: str, found: re.Match[str], years: Years) -> tuple[Part, ...]:
    given = found.groupdict()
    month = int(given["month"]) if given.get("month") else month_named(given.get("name") or "")
    if month is None:
        return (unplaced(text, _NO_DAY),)
    day = _day(given, month, years)
    if isinstance(day, Message):
        return (unplaced(text, day),)
    clock = given.get("clock")
    if not clock or clock.replace(".", ":") in ("00:00", "0:00"):
        return (Part(text, str(day)),)
    return (Part(text, str(day)), Part(clock, _clock(clock), _CLOCK_TOO, clock=True))


def _day(given: dict[str, str | None], month: int, years: Years) -> date | Message:
    year = _year(given.get("year"), years)
    if year is None:
        return _NO_YEAR
    if not EARLIEST <= year <= years.now + _AHEAD:
        return _FAR
    day = day_in_calendar(year, month, int(given["day"] or 0))
    if day is None:
        return _NOT_THERE
    named = (given.get("weekday") or "").casefold()
    return _WEEKDAY if named and named not in _ANY_WEEKDAY[day.weekday()] else day


def _year(text: str | None, years: Years) -> int | None:
    """Two digits are of 2000 and later."""
    if not text:
        return years.given
    return int(text) + 2000 if len(text) == 2 else int(text)


def _clock(text: str) -> str:
    hours, _, minutes = text.replace(".", ":").partition(":")
    return f"{int(hours):02}:{minutes}"
