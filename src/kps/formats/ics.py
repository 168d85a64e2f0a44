"""Meetings as a calendar file (ICS) that calendar programs read and, when it changes, update."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from kps.documents.invitation import UID_ENDING, Invitation, PublicInvitation
from kps.language.printable import printable
from kps.language.private import masked
from kps.models.date_arithmetic import days_after

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
_TELLING = ("SUMMARY", "DTSTART", "DTEND", "LOCATION", "DESCRIPTION", "URL", "STATUS", "CLASS")

Entry = Invitation | PublicInvitation


def meeting_file(one: Entry, as_of: date, earlier: bytes = b"", others: Collection[str] = ()) -> bytes:
    """A meeting's own calendar file, which cancels the meeting where it is cancelled.

    ``earlier`` is the file it replaces: that of the same meeting, whatever its record is called now. Its entry's
    number grows with each change, so that a calendar program moves the meeting instead of showing it twice. Where
    the id in it is one of ``others``, the other meetings', the file was made for that one, and nothing goes on from it.
    """
    before = _entries(earlier)
    own = [uid for uid in before if uid.endswith(UID_ENDING)]
    if len(before) == len(own) == 1 and own[0] not in others:
        one = replace(one, uid=own[0])
    return _file([one], as_of, before, "CANCEL" if one.cancelled else "PUBLISH")


@dataclass(frozen=True, slots=True)
class Called:
    """Who calls to a meeting, and who is called: names and addresses."""

    organizer: tuple[str, str]
    attendees: tuple[tuple[str, str], ...]


def request(
    one: Entry, called: Called | None, as_of: date, earlier: bytes = b"", others: Collection[str] = ()
) -> bytes:
    """A meeting's file to be mailed, which asks for an answer (RFC 5546) and reminds a day before, or cancels.

    Where nobody is known who calls, nobody can be answered: then it tells of the meeting, as ``meeting_file`` does.
    """
    from icalendar import Alarm, Calendar

    made = Calendar.from_ical(meeting_file(one, as_of, earlier, others))
    entry = made.walk("VEVENT")[0]
    if called:
        if not one.cancelled:
            made["METHOD"] = "REQUEST"
        entry.add("organizer", _somebody(called.organizer))
        for person in called.attendees:
            entry.add("attendee", _somebody(person, RSVP="TRUE", ROLE="REQ-PARTICIPANT", PARTSTAT="NEEDS-ACTION"))
    if not one.cancelled:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", timedelta(days=-1))
        alarm.add("description", masked(one.title))
        entry.add_component(alarm)
    return bytes(made.to_ical())


def _somebody(person: tuple[str, str], **parameters: str) -> Any:
    from icalendar import vCalAddress

    name, address = person
    made = vCalAddress(f"mailto:{address}")
    # A quotation mark has no place in a parameter, in whichever way it is written.
    for key, value in {"CN": printable(name).replace('"', "'"), **parameters}.items():
        made.params[key] = value
    return made


def feed(entries: Iterable[Entry], as_of: date, name: str, earlier: bytes = b"") -> bytes:
    """A calendar to subscribe to, called ``name``; each entry goes on from its own in the file it replaces."""
    return _file(entries, as_of, _entries(earlier), "PUBLISH", name)


def _file(entries: Iterable[Entry], as_of: date, before: Mapping[str, Component], method: str, name: str = "") -> bytes:
    from icalendar import Calendar, Timezone

    made = Calendar()
    made.add("prodid", "-//kps//kps//NO")
    made.add("version", "2.0")
    made.add("method", method)
    if name:
        made.add("name", name)
        made.add("x-wr-calname", name)
    made.add_component(Timezone.from_ical(_ZONE))
    for one in entries:
        made.add_component(_entry(one, as_of, before.get(printable(one.uid))))
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


def _entry(one: Entry, as_of: date, before: Component | None) -> Event:
    from icalendar import Event

    entry = Event()
    entry.add("uid", printable(one.uid))
    entry.add("summary", masked(one.title))
    _add_times(entry, one)
    link = one.link if isinstance(one, Invitation) else ""
    for key, text in (("location", one.place), ("description", one.text), ("url", link)):
        if text:
            entry.add(key, masked(text))
    if one.confidential:
        entry.add("class", "CONFIDENTIAL")
    entry.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    same = before is not None and _telling(before) == _telling(entry)
    number = int(before.get("SEQUENCE", 0)) if before is not None else -1
    entry.add("sequence", number if same else number + 1)
    known = before.get("DTSTAMP") if before is not None and same else None
    entry.add("dtstamp", known.dt if known else datetime.combine(as_of, time(0), UTC))
    return entry


def _add_times(entry: Event, one: Entry) -> None:
    if one.begins is None:
        entry.add("dtstart", one.day)
        entry.add("dtend", days_after(one.day, 1))
        return
    begins = datetime.combine(one.day, one.begins, _OSLO)
    ends = datetime.combine(one.day, one.ends, _OSLO) if one.ends and one.ends > one.begins else None
    entry.add("dtstart", begins)
    entry.add("dtend", ends or _two_hours_after(begins))


def _two_hours_after(begins: datetime) -> datetime:
    last = datetime.max.replace(tzinfo=begins.tzinfo, microsecond=0)
    return begins + min(timedelta(hours=2), last - begins)


def _telling(entry: Any) -> list[bytes]:
    """What people see of an entry."""
    return [entry[key].to_ical() if key in entry else b"" for key in _TELLING]
