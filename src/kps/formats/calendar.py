"""Meetings as a calendar file (ICS) that calendar programs read and, when it changes, update."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from kps.documents.invitation import Invitation

if TYPE_CHECKING:
    from icalendar import Component, Event

_OSLO = ZoneInfo("Europe/Oslo")
_TELLING = ("SUMMARY", "DTSTART", "DTEND", "LOCATION", "DESCRIPTION", "URL", "STATUS")


def calendar(invitations: Iterable[Invitation], as_of: date, earlier: bytes = b"", name: str = "") -> bytes:
    """The calendar. ``earlier`` is the file it replaces, from which an entry goes on: its number grows with each
    change, so that a calendar program moves a meeting instead of showing it twice.

    A single cancelled meeting is sent as a cancellation. ``name`` is what a subscribed calendar is called.
    """
    from icalendar import Calendar

    before = _entries(earlier)
    entries = [_entry(one, as_of, before.get(one.uid)) for one in invitations]
    made = Calendar()
    made.add("prodid", "-//kps//kps//NO")
    made.add("version", "2.0")
    alone_and_cancelled = len(entries) == 1 and entries[0].get("STATUS") == "CANCELLED"
    made.add("method", "CANCEL" if alone_and_cancelled else "PUBLISH")
    if name:
        made.add("name", name)
        made.add("x-wr-calname", name)
    for entry in entries:
        made.add_component(entry)
    made.add_missing_timezones()
    return bytes(made.to_ical())


def uids(data: bytes) -> tuple[str, ...]:
    """The ids of the entries in a calendar file."""
    return tuple(_entries(data))


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
