"""Calendars: the events whose titles name the council's meetings, as meetings on their days."""

from __future__ import annotations

from dataclasses import dataclass

from kps.intake.calendars.mapping import CalendarMapping, calendar_mapping
from kps.intake.calendars.reading import read
from kps.intake.claim import Reading
from kps.intake.readers.events import Series, is_calendar, series_in
from kps.intake.source import Source, Wanted
from kps.language import Words
from kps.register.index import Register

__all__ = ["CalendarFile", "apart", "is_one", "reading", "suggestion"]


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A calendar's series, the titles of what is no event in it, and what is chosen of them."""

    series: tuple[Series, ...]
    others: tuple[str, ...]
    mapping: CalendarMapping

    day: None = None
    """A calendar is of no day."""


def is_one(source: Source) -> bool:
    """Whether a source is a calendar file, by its content."""
    return is_calendar(source.data)


def apart(source: Source, wanted: Wanted) -> CalendarFile:
    """The series of a calendar, and its mapping; Unreadable where it is damaged, MappingFault where that is faulty."""
    return CalendarFile(*series_in(source.data), calendar_mapping(wanted.mapping))


def reading(apart: CalendarFile, register: Register, wanted: Wanted) -> Reading:
    """What its events say is to stand in the council's meetings."""
    return read(apart.series, apart.others, apart.mapping, register, wanted)


def suggestion(apart: CalendarFile, register: Register, wanted: Wanted) -> Words:
    """None: what is chosen of a calendar is told where it is not all that was meant."""
    return ""
