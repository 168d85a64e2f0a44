"""Meetings as a calendar file (ICS) that calendar programs read and, when it changes, update."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from kps.documents.invitation import Invitation

if TYPE_CHECKING:
    from icalendar import Component, Event

_OSLO = ZoneInfo("Europe/Oslo")
# Norway's time as it is now; the library's own list of every change since 1970 fills a page.
_ZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/Oslo
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""
_TELLING = ("SUMMARY", "DTSTART", "DTEND", "LOCATION", "DESCRIPTION", "URL", "STATUS")


def calendar(invitations: Iterable[Invitation], as_of: date, earlier: bytes = b"", name: str = "") -> bytes:
    """The calendar. ``earlier`` is the file it replaces, from which an entry goes on: its number grows with each
    change, so that a calendar program moves a meeting instead of showing it twice.

    A single cancelled meeting is sent as a cancellation. ``name`` is what a subscribed calendar is called.
    """
    from icalendar import Calendar, Timezone

    asked = tuple(invitations)
    before = _entries(earlier)
    if len(asked) == len(before) == 1:  # one meeting's own file: the same meeting, whatever its record is called now
        uid, known = next(iter(before.items()))
        asked, before = (replace(asked[0], uid=uid),), {uid: known}
    entries = [_entry(one, as_of, before.get(one.uid)) for one in asked]
    made = Calendar()
    made.add("prodid", "-//kps//kps//NO")
    made.add("version", "2.0")
    alone_and_cancelled = len(entries) == 1 and entries[0].get("STATUS") == "CANCELLED"
    made.add("method", "CANCEL" if alone_and_cancelled else "PUBLISH")
    if name:
        made.add("name", name)
        made.add("x-wr-calname", name)
    for component in (Timezone.from_ical(_ZONE), *entries):
        made.add_component(component)
    return bytes(made.to_ical())


def _entries(data: bytes) -> Mapping[str, Component]:
    from icalendar import Calendar

    if not data:
        return {}
    try:
        found = Calendar.from_ical(data)
    except ValueError:  # somebody else's file, or half of one: begun anew
        return {}
    return {str(entry.get("UID")): entry for entry in found.walk("VEVENT")}


def _entry(one: Invitation, as_of: date, before: Component | None) -> Event:
    from icalendar import Event

    entry = Event()
    entry.add("uid", one.uid)
    entry.add("summary", one.title)
    _add_times(entry, one)
    for key, text in (("location", one.place), ("description", one.text), ("url", one.link)):
        if text:
            entry.add(key, text)
    entry.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    same = before is not None and _telling(before) == _telling(entry)
    number = int(before.get("SEQUENCE", 0)) if before is not None else 0
    entry.add("sequence", number if same or before is None else number + 1)
    stamp = before.get("DTSTAMP").dt if before is not None and same else datetime.combine(as_of, time(0), UTC)
    entry.add("dtstamp", stamp)
    return entry


def _add_times(entry: Event, one: Invitation) -> None:
    if one.begins is None:
        entry.add("dtstart", one.day)
        entry.add("dtend", one.day + timedelta(days=1))
        return
    begins = datetime.combine(one.day, one.begins, _OSLO)
    ends = datetime.combine(one.day, one.ends, _OSLO) if one.ends and one.ends > one.begins else None
    entry.add("dtstart", begins)
    entry.add("dtend", ends or begins + timedelta(hours=2))


def _telling(entry: Any) -> list[bytes]:
    """What people see of an entry."""
    return [entry[key].to_ical() if key in entry else b"" for key in _TELLING]
