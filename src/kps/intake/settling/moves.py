"""Meetings that a calendar has moved: what the calendar knows each of them by is kept of earlier runs, in a hash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kps.intake.claim import MeetingSubject
from kps.intake.settling.earlier import Earlier, Route, hashed
from kps.language import Message, msg
from kps.register.index import Register

_EVENT = "@event"
"""What the route of a meeting's event begins with: no record has such a key."""


def route_of(subject: MeetingSubject) -> Route:
    """The route that tells that a calendar knows the meeting; empty where none does."""
    if not subject.event:
        return ()
    id, *day = subject.event
    return (_EVENT, hashed(id), *day)


def files_of(earlier: Earlier, subject: MeetingSubject) -> list[str]:
    """The files that were written for the event, whatever day it was on."""
    route = route_of(subject)
    return [file for file, way in earlier.hashes if way == route] if route else []


def no_longer(
    register: Register, subjects: Iterable[MeetingSubject], earlier: Earlier, as_of: date
) -> Iterator[Message]:
    """The meetings ahead that a series had, and has no more: it was moved as a whole, or a time of it taken out."""
    now = {route_of(one) for one in subjects}
    series = {route[1] for route in now if len(route) > 2}
    ahead = {one.origin.file: one for one in register.meetings if one.ahead(as_of)}
    known = {file for file, way in earlier.hashes if way in now}
    for file, way in earlier.hashes:
        if way[:1] == (_EVENT,) and len(way) > 2 and way[1] in series and file in ahead and file not in known:
            yield msg("{file} stands in the calendar's series no more; cancel it, or take it away", file=file)
