"""What names a record by its file: where the others say a contact's id, a meeting, a council's folder, or an action."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kps.models.base import Record
from kps.models.contact import Contact
from kps.models.council import Council
from kps.models.meeting import Meeting
from kps.register.actions import actions_of, meetings_around, same_action
from kps.register.index import Register
from kps.source import Path

_DAY = len("2026-03-12")


@dataclass(frozen=True, slots=True)
class Reference:
    """A value that names another record: the whole of it, the day of a meeting, or the beginning of an action's id.

    ``rest`` is what follows the name there, as it is written.
    """

    record: Record
    path: Path
    of: Literal["name", "day", "action"]
    rest: str = ""

    def naming(self, stem: str) -> str:
        """The value that names the same record once its file has another stem."""
        return stem[:_DAY] if self.of == "day" else stem + self.rest


def references(register: Register, record: Record) -> Iterator[Reference]:
    """Where a contact, a meeting or a council is named by its file or folder, in the order of the records."""
    match record:
        case Contact():
            yield from _of_contact(register, record)
        case Council():
            yield from _of_council(register, record)
        case Meeting():
            for other in register.records:
                if _may_name(register, other, record):
                    yield from _of_meeting(register, other, record)


def _of_contact(register: Register, contact: Contact) -> Iterator[Reference]:
    for council in register.councils:
        for index, id in enumerate(council.contacts):
            if id == contact.origin.stem:
                yield Reference(council, ("politikontakt", index), "name")


def _of_council(register: Register, council: Council) -> Iterator[Reference]:
    """Where a council is named by its folder: as one that a meeting was held with, or that another goes on in."""
    for meeting in register.meetings:
        for index, name in enumerate(meeting.joint_with):
            if name == council.folder:
                yield Reference(meeting, ("felles_med", index), "name")
    for other in register.councils:
        if other.continued_in == council.folder:
            yield Reference(other, ("videreført_i",), "name")


def _may_name(register: Register, record: Record, meeting: Meeting) -> bool:
    """Whether a record is of one of the councils that held the meeting."""
    held_by = {one.origin.folder for one in register.councils_in(meeting)}
    return any(one.origin.folder in held_by for one in register.councils_about(record))


def _of_meeting(register: Register, record: Record, meeting: Meeting) -> Iterator[Reference]:
    """Where one record names the meeting: as the one that took it up, the one held instead, or by an action's id."""
    stem = meeting.origin.stem
    if getattr(record, "taken_up", "") == stem:
        yield Reference(record, ("behandlet",), "name")
    if not isinstance(record, Meeting):
        return
    instead = record.cancellation and record.cancellation.new_meeting
    if instead and str(instead) == stem[:_DAY] and not _others_on(register, meeting, instead):
        yield Reference(record, ("avlysning", "nytt_møte"), "day")
    born = {same_action(id) for id, *_ in actions_of(meeting)}
    for index, entry in enumerate(record.follow_ups):
        if entry.action and same_action(entry.action) in born:
            rest = entry.action.strip().removeprefix(stem)
            yield Reference(record, ("oppfølging", index, "tiltak"), "action", rest)


def _others_on(register: Register, meeting: Meeting, day: date) -> bool:
    """Whether another meeting of the councils was held on the day: then it may be that one that is meant."""
    return any(one.day == day for one in meetings_around(register, meeting) if one is not meeting)
