"""Calendar files (ICS, RFC 5545) as series of events; what recurs is told day by day, in Norway's time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from kps.intake.source import Unreadable
from kps.language import msg

if TYPE_CHECKING:
    from icalendar import Component

OSLO = ZoneInfo("Europe/Oslo")
MOST = 5_000
"""Series of one file."""
LARGEST = 20 * 1024 * 1024
_BEGIN = b"BEGIN:VCALENDAR"
_SELDOM = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_YEARS_BACK = 40
_MOST_TIMES = 500
"""A series that begins further back, or has more times, is not a council's meetings."""

_DAMAGED = msg("the calendar is damaged; export it anew from the calendar program")
_NO_MEETINGS = msg("it recurs too often, or from too far back, to be a council's meetings")
_TOO_LARGE = msg("the calendar is larger than kps reads; export fewer years, or the council's meetings alone")
_KNOWN = frozenset(
    (
        "UID", "DTSTAMP", "DTSTART", "DTEND", "DURATION", "SUMMARY", "LOCATION", "DESCRIPTION", "STATUS", "URL",
        "ORGANIZER", "ATTENDEE", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SEQUENCE", "CREATED", "LAST-MODIFIED",
        "TRANSP", "CLASS", "PRIORITY", "GEO",
    )
)  # fmt: skip
"""What is read, and what tells nothing of the meeting itself."""
_MAIL = re.compile(r"^mailto:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Event:
    """One time that something takes place: its day and times in Norway, as texts where a record has them."""

    uid: str
    day: date
    start: str = ""
    end: str = ""
    title: str = ""
    place: str = ""
    text: str = ""
    link: str = ""
    status: str = ""
    people: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """What else people wrote of it: categories, comments, attachments' names."""
    rule: str = ""
    """How it recurs, at its first time."""
    moved_from: date | None = None
    """The day that it would have been on, had it not been moved."""
    recurs: bool = False
    """Whether it is one time of a series."""

    @property
    def known_by(self) -> tuple[str, ...]:
        """What a calendar knows it by, whatever day it is moved to: its id, and a series' time by its first day."""
        return (self.uid, str(self.moved_from or self.day)) if self.recurs else (self.uid,)


@dataclass(frozen=True, slots=True)
class Series:
    """All that has one id: an event, or one that recurs with its exceptions."""

    uid: str
    components: tuple[Any, ...]
    older: tuple[Any, ...] = ()
    """Versions of what is in it that have been changed since: a calendar program may keep them all."""
    unsure: tuple[Any, ...] = ()
    """Versions of which nobody can say which is the last."""

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles in it, the series's own first."""
        every = (*self.components, *self.older, *self.unsure)
        return tuple(dict.fromkeys(_text(one, "SUMMARY") for one in every))


def is_calendar(data: bytes) -> bool:
    """Whether the bytes are a calendar file."""
    return data.lstrip(b"\xef\xbb\xbf \r\n\t")[: len(_BEGIN)].upper() == _BEGIN


def series_in(data: bytes) -> tuple[tuple[Series, ...], tuple[str, ...]]:
    """The series of a calendar file, and the titles of what is no event in it; Unreadable where it is damaged."""
    from icalendar import Calendar

    if len(data) > LARGEST:
        raise Unreadable(_TOO_LARGE)
    try:
        found = Calendar.from_ical(_decoded(data), multiple=True)
        events = [one for calendar in found for one in calendar.walk("VEVENT")]
        others = [one for calendar in found for name in ("VTODO", "VJOURNAL") for one in calendar.walk(name)]
    except (ValueError, KeyError, IndexError, AttributeError, TypeError, RecursionError) as error:
        raise Unreadable(_DAMAGED) from error
    by_uid: dict[str, list[Component]] = {}
    for number, one in enumerate(events):
        by_uid.setdefault(_text(one, "UID") or f"{number + 1}", []).append(one)
    if len(by_uid) > MOST:
        raise Unreadable(_TOO_LARGE)
    return tuple(_series(uid, some) for uid, some in by_uid.items()), tuple(_text(one, "SUMMARY") for one in others)


def _series(uid: str, components: Sequence[Component]) -> Series:
    """All of one id; of what stands there in several versions the last."""
    versions: dict[str, list[Component]] = {}
    for one in components:
        versions.setdefault(_stated(one, "RECURRENCE-ID"), []).append(one)
    last: list[Component] = []
    older: list[Component] = []
    unsure: list[Component] = []
    for some in versions.values():
        latest = max(map(_version, some))
        newest = [one for one in some if _version(one) == latest]
        older += [one for one in some if one not in newest]
        if len({_said(one) for one in newest}) > 1:
            unsure += newest
        else:
            last.append(newest[0])
            older += newest[1:]
    return Series(uid, tuple(last), tuple(older), tuple(unsure))


def _version(one: Component) -> tuple[int, str]:
    """What later versions of an event have more of: its number, and the time of the change."""
    number = _stated(one, "SEQUENCE")
    return int(number) if number.isascii() and number.isdigit() else 0, _stated(one, "LAST-MODIFIED")


def _said(one: Component) -> tuple[str, ...]:
    return tuple(_stated(one, name) for name in ("DTSTART", "DTEND", "DURATION", "STATUS", "LOCATION", "RRULE"))


def _stated(one: Component, name: str) -> str:
    found = one.get(name)
    found = found[0] if isinstance(found, list) and found else found
    return found.to_ical().decode("utf-8", "replace") if hasattr(found, "to_ical") else ""


def versions_of(components: Iterable[Any]) -> Iterator[Event]:
    """The events that versions of one tell, each on its own day alone."""
    return filter(None, map(_event, components))


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def events_of(series: Series, until: date, as_of: date) -> Iterator[Event]:
    """The times of a series up to a day, the exceptions in their places; Unreadable where they cannot be told."""
    from icalendar import Calendar
    from recurring_ical_events import of

    if not any("RRULE" in one or "RDATE" in one for one in series.components):
        yield from filter(None, map(_event, series.components))
        return
    whole = Calendar()
    for one in series.components:
        if not _is_seldom(one):
            raise Unreadable(_NO_MEETINGS)
        whole.add_component(one)
    first = min((day for one in series.components if (day := _day(one, "DTSTART"))), default=until)
    if first.year < as_of.year - _YEARS_BACK:
        raise Unreadable(_NO_MEETINGS)
    try:
        found = of(whole, keep_recurrence_attributes=True).between(first, until + timedelta(days=1))
    except (ValueError, KeyError, AttributeError, TypeError, OverflowError, RecursionError) as error:
        raise Unreadable(_DAMAGED) from error
    if len(found) > _MOST_TIMES:
        raise Unreadable(_NO_MEETINGS)
    made = sorted(filter(None, map(_event, found)), key=lambda one: (one.day, one.start))
    yield from (one for one in made if one.day <= until)


def _is_seldom(one: Component) -> bool:
    """Whether it recurs no oftener than daily: what does not is no meeting, and would never end."""
    rules = one.get("RRULE") or []
    stated = rules if isinstance(rules, list) else [rules]
    return all(str(name).upper() in _SELDOM for rule in stated for name in rule.get("FREQ", []))


def _event(one: Component) -> Event | None:
    """An event as its calendar tells it; None where it has no day."""
    begins, ends = _moment(one, "DTSTART"), _moment(one, "DTEND")
    day = _as_day(begins)
    if day is None:
        return None
    timed = isinstance(begins, datetime)
    if ends is None and timed and (lasts := getattr(one.get("DURATION"), "dt", None)):
        ends = begins + lasts
    meant = _day(one, "RECURRENCE-ID")
    link = _text(one, "URL")
    return Event(
        _text(one, "UID"),
        day,
        f"{begins:%H:%M}" if timed else "",
        f"{ends:%H:%M}" if timed and isinstance(ends, datetime) and ends.date() == day and ends > begins else "",
        _text(one, "SUMMARY"),
        _text(one, "LOCATION"),
        _text(one, "DESCRIPTION"),
        link if link.casefold().startswith(("http://", "https://")) else "",
        _text(one, "STATUS").upper(),
        tuple(_people(one)),
        tuple(_others(one)),
        _rule(one),
        meant if meant != day else None,
        meant is not None or "RRULE" in one or "RDATE" in one,
    )


def _moment(one: Component, name: str) -> Any:
    """A day, or a time in Norway; None where there is none."""
    try:
        found = getattr(one.get(name), "dt", None)
        if isinstance(found, datetime):
            # A time without a zone is the reader's own.
            return found.astimezone(OSLO) if found.tzinfo else found.replace(tzinfo=OSLO)
    except (ValueError, OverflowError, AttributeError):
        return None
    return found if isinstance(found, date) else None


def _day(one: Component, name: str) -> date | None:
    return _as_day(_moment(one, name))


def _as_day(moment: Any) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment if isinstance(moment, date) else None


def _text(one: Component, name: str) -> str:
    found = one.get(name)
    if isinstance(found, list):
        found = found[0] if found else None
    return "" if found is None else str(found).replace("\r\n", "\n").strip()


def _people(one: Component) -> Iterator[str]:
    for name in ("ORGANIZER", "ATTENDEE"):
        found = one.get(name) or []
        for person in found if isinstance(found, list) else [found]:
            named = str(getattr(person, "params", {}).get("CN", "")).strip()
            address = _MAIL.sub("", str(person)).strip()
            yield f"{named} <{address}>" if named and named != address else address


def _others(one: Component) -> Iterator[str]:
    for name, found in one.property_items(recursive=False):
        if name in _KNOWN or name.startswith("X-") or name in ("BEGIN", "END"):
            continue
        text = found.to_ical().decode("utf-8", "replace") if hasattr(found, "to_ical") else str(found)
        if text.strip():
            yield f"{name}: {text.strip()}"


def _rule(one: Component) -> str:
    found = one.get("RRULE")
    rule = found[0] if isinstance(found, list) and found else found
    return rule.to_ical().decode() if rule is not None and hasattr(rule, "to_ical") else ""
