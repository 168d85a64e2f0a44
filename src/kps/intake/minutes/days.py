"""Days and hours in what people write: where they stand, and which they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kps.intake.minutes.lines import MOST_SIGNS
from kps.models.day_meant import MONTHS, WEEKDAYS, day_in_calendar, month_named

_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if len(name) > 3 else name for name in MONTHS)
_FROM = r"(?<![\d.:/-])(?P<from>\d{1,2}\.?\s*[-–]\s*)?"
"""A first day before the last: the two are more than one day."""
_NUMBERS = rf"{_FROM}(?P<day>\d{{1,2}})(?P<sign>[./-])\s?(?P<month>\d{{1,2}})"
_NAMED = rf"{_FROM}(?P<day>\d{{1,2}})\.?\s*(?P<name>{_MONTH})\b\.?"
_YEAR = r"(?P<year>\d{4}|\d{2})(?!\d)"
_WITH_YEAR = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<from>)(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d|/\d)",
        rf"{_NUMBERS}(?:(?P=sign)\s?|\s+(?=\d{{4}}))(?![.-]\d){_YEAR}(?!\s?[.:]\d)",
        rf"{_FROM}(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})\s?[-–]\s?{_YEAR}",
        rf"{_NAMED},?\s+(?P<year>\d{{4}})(?!\d)",
    )
)
_WITHOUT_YEAR = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (rf"{_NAMED}(?!\s*\d{{4}})", rf"{_NUMBERS.replace('[./-]', '[./]')}\.?(?![\d/])")
)
_WEEKDAY = re.compile(
    rf"\b(?:{'|'.join(name for names in WEEKDAYS for name in names)})\b(?:\s+den)?\s*,?", re.IGNORECASE
)
_SOON_ENOUGH = 300
"""So many days after the meeting a day without a year may be, to be of the year that follows from it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A day in a text; ``day`` is None where it is no day, or more than one."""

    start: int
    end: int
    day: date | None
    assumed: bool = False
    """Whether its year follows from the meeting's day alone."""


def days_in(text: str) -> list[Found]:
    """The days that are written with their year."""
    return _all(_WITH_YEAR, text, None)


def days_after(text: str, day: date) -> list[Found]:
    """The days in a text, of which those without a year are the next ones after ``day``."""
    found = days_in(text)
    taken = [(one.start, one.end) for one in found]
    more = _all(_WITHOUT_YEAR, text, day)
    return sorted((*found, *(one for one in more if not _overlaps(one, taken))), key=lambda one: one.start)


def _all(patterns: tuple[re.Pattern[str], ...], text: str, after: date | None) -> list[Found]:
    found: list[Found] = []
    if len(text) > MOST_SIGNS:
        return found
    for pattern in patterns:
        for one in pattern.finditer(text):
            if not _possible(one) or _AT.search(text, 0, one.start()):
                continue
            made = Found(*_reach(text, one), _day(one, after, text), assumed=after is not None)
            if not _overlaps(made, [(other.start, other.end) for other in found]):
                found.append(made)
    return sorted(found, key=lambda one: one.start)


_AT = re.compile(r"\bkl(?:okken|okka)?\.?:?\s*$", re.IGNORECASE)
"""What follows is a time of the day."""


def _possible(one: re.Match[str]) -> bool:
    """Whether there is such a day in some year."""
    return day_in_calendar(2000, _month(one), int(one["day"])) is not None


def _month(one: re.Match[str]) -> int:
    groups = one.groupdict()
    return int(groups["month"]) if groups.get("month") else month_named(groups["name"]) or 0


def _overlaps(one: Found, taken: list[tuple[int, int]]) -> bool:
    return any(one.start < end and start < one.end for start, end in taken)


def _reach(text: str, one: re.Match[str]) -> tuple[int, int]:
    """Where a day begins and ends, with the weekday before it."""
    before = None
    for weekday in _WEEKDAY.finditer(text, max(one.start() - 20, 0), one.start()):
        before = weekday if not text[weekday.end() : one.start()].strip() else before
    return (before.start() if before else one.start()), one.end()


def _day(one: re.Match[str], after: date | None, text: str) -> date | None:
    if one["from"]:
        return None
    month, day = _month(one), int(one["day"])
    if after is None:
        year = int(one["year"])
        return day_in_calendar(year if year >= 100 else 2000 + year, month, day)
    coming = next(
        (it for year in (after.year, after.year + 1) if (it := day_in_calendar(year, month, day)) and it > after), None
    )
    told = _WEEKDAY.search(text, max(one.start() - 20, 0), one.start())
    if coming is None or coming - after > timedelta(days=_SOON_ENOUGH):
        return None
    return None if told and not _is_on(coming, told[0]) else coming


def _is_on(day: date, weekday: str) -> bool:
    return weekday.casefold().startswith(WEEKDAYS[day.weekday()])


_CLOCK = r"(?P<{0}h>\d{{1,2}})(?:[.:]\s?(?P<{0}m>\d{{2}})|(?P<{0}t>\d{{2}}))?(?!\d)"
_HOURS = re.compile(
    rf"(?P<said>\b(?:kl|klokken|klokka)\b\.?:?\s*)?(?<![\d.:/])"
    rf"{_CLOCK.format('a')}"
    rf"(?:\s*(?:[-–—]|til)\s*(?:kl\.?\s*)?{_CLOCK.format('b')})?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Hours:
    """When something begins, as 09:00, and when it ends; where in the text that is told."""

    start: int
    end: int
    begins: str
    ends: str = ""
    until: int = 0
    """Where in the text that is told when it ends."""


def hours_in(text: str, *, alone: bool = False) -> Hours | None:
    """The hours in a text: after kl., or from one to another; ``alone``, a single one too. Days are to be taken out."""
    for one in _HOURS.finditer(text[:MOST_SIGNS]):
        begins, ends = _clock(one, "a"), _clock(one, "b")
        if not begins or (one["bh"] and not ends):
            continue
        whole = begins < ends and text.strip("\x00 ,.") == one[0].strip()
        told = bool(one["said"]) or (bool(ends) and _precise(one)) or (alone and bool(whole or one["am"] or one["at"]))
        if told:
            return Hours(one.start(), one.end(), begins, ends, one.start("bh") if ends else one.end())
    return None


def _precise(one: re.Match[str]) -> bool:
    return any(one[name] for name in ("am", "at", "bm", "bt"))


def _clock(one: re.Match[str], which: str) -> str:
    if not one[f"{which}h"]:
        return ""
    hour, minute = int(one[f"{which}h"]), int(one[f"{which}m"] or one[f"{which}t"] or 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


_NAMES_DAY = re.compile(r"(?<!\d)(?P<year>20\d{2})(?P<month>\d{2})(?P<day>\d{2})(?!\d)")


def days_of_name(name: str) -> Iterator[date]:
    """The days that a file's name tells; six digits in a row are none."""
    text = name.replace("_", " ")
    yield from (one.day for one in days_in(text) if one.day)
    for found in _NAMES_DAY.finditer(text):
        if day := day_in_calendar(int(found["year"]), int(found["month"]), int(found["day"])):
            yield day
