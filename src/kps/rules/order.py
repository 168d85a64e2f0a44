"""D007 and D011 to D013: days, names and numbers in their right order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from kps.language import msg
from kps.models.base import Model, Record, parts
from kps.models.contact import Contact
from kps.models.council import Council
from kps.models.meeting import Meeting
from kps.register.index import Register
from kps.rules.context import Context
from kps.rules.finding import Remark
from kps.rules.rule import rule
from kps.rules.subjects import the_register
from kps.source import Path

# Pairs of keys of one mapping, the earlier first.
_PAIRS: tuple[tuple[Path, Path], ...] = (
    (("fra",), ("til",)),
    (("tilbudt",), ("svar",)),
    (("invitert",), ("svar",)),
    (("opprettet",), ("nedlagt",)),
    (("tiltrådt",), ("fratrådt",)),
    (("start",), ("slutt",)),
    (("innkalling", "sendt"), ("dato",)),
    (("dato",), ("referat", "ferdig")),
    (("referat", "ferdig"), ("referat", "godkjent")),
)


@rule("D007", on=the_register, timeless=True)
def out_of_order(register: Register, context: Context) -> Iterator[Remark]:
    """Dates in the wrong order.

    til before fra, svar before tilbudt or invitert, nedlagt before opprettet, fratrådt before tiltrådt, slutt
    before start, the agenda sent after the meeting, the minutes done before the meeting, or approved before
    they were done.

    Mend: Correct the one of the two dates that is wrong.
    """
    for record, path, part in context.parts:
        for earlier, later in _pairs(type(part)):
            yield from _compare(record, path, part, earlier, later)


@cache
def _pairs(model: type[Model]) -> tuple[tuple[Path, Path], ...]:
    """Those of the pairs that a model has both keys of."""
    return tuple(pair for pair in _PAIRS if all(keys[0] in parts(model) for keys in pair))


def _compare(record: Record, path: Path, part: Model, earlier: Path, later: Path) -> Iterator[Remark]:
    first = _at(part, earlier)
    last = _at(part, later) if first is not None else None
    if first is None or last is None or type(first) is not type(last) or not last < first:
        return
    # The wrong day is most often the one about the agenda or the minutes, not the meeting's own.
    place = earlier if earlier[0] == "innkalling" else later
    yield Remark(
        record,
        (*path, *place),
        msg(
            "{later} ({last}) is before {earlier} ({first})",
            later=".".join(map(str, later)),
            last=last,
            earlier=".".join(map(str, earlier)),
            first=first,
        ),
    )


def _at(model: Model, path: Path) -> Any:
    """The value under the keys in ``path``; None where something on the way is missing."""
    value: object = model
    for part in path:
        if not isinstance(value, Model):
            return None
        value = getattr(value, _attributes(type(value))[str(part)])
    return value


@cache
def _attributes(model: type[Model]) -> dict[str, str]:
    return {info.alias or name: name for name, info in model.model_fields.items()}


@rule("D011", on=the_register, severity="warning", timeless=True)
def misplaced(register: Register, context: Context) -> Iterator[Remark]:
    """A file's name or place that does not match its record.

    A meeting's file is not named by its date (with -2 for the second of a day), a council's folder begins
    with another municipality's number, a contact lies outside politikontakter, or a meeting outside moter.

    Mend: Rename or move the file with your version control (git mv), or correct the date or the number.
    """
    for meeting in register.meetings:
        yield from _meeting_place(meeting)
    for council in register.councils:
        number = re.match(r"(\d{4})-", council.folder)
        if number and council.numbers and number[1] not in council.numbers:
            yield Remark(
                council,
                ("kommuner",),
                msg("the folder {folder} names another municipality", folder=council.folder),
            )
    for contact in register.contacts:
        yield from _outside_of(contact, "politikontakter")


_SECOND = re.compile(r"(-[2-9]\d*)?")
"""What follows the date in the name of a meeting's file: nothing, or -2 for the second of a day."""


def _meeting_place(meeting: Meeting) -> Iterator[Remark]:
    stem = meeting.origin.stem
    day = str(meeting.day)
    if meeting.day and not (stem.startswith(day) and _SECOND.fullmatch(stem, len(day))):
        yield Remark(
            meeting,
            ("dato",),
            msg("the file is named {stem}.yaml, but the meeting is on {day}", stem=stem, day=meeting.day),
        )
    yield from _outside_of(meeting, "moter")


def _outside_of(record: Contact | Meeting, folder: str) -> Iterator[Remark]:
    if record.origin.folder.rpartition("/")[2] != folder:
        yield Remark(record, (), msg("the file lies outside the folder {folder}", folder=folder))


@rule("D012", on=the_register)
def status_against_the_day(register: Register, context: Context) -> Iterator[Remark]:
    """A meeting whose status does not fit its day.

    A meeting still planlagt on a day that has passed (a warning), or avholdt on a day that is yet to come.

    Mend: Write avholdt or avlyst for a meeting whose day has passed, or correct its date.
    """
    for meeting in register.meetings:
        if meeting.day is None:
            continue
        if meeting.status == "planlagt" and meeting.day < context.as_of:
            yield Remark(
                meeting,
                ("status",),
                msg("the meeting of {day} is still planned: was it held or cancelled?", day=meeting.day),
                severity="warning",
            )
        if meeting.status == "avholdt" and meeting.day > context.as_of:
            yield Remark(
                meeting,
                ("status",),
                msg("the meeting of {day} is yet to come, and cannot have been held", day=meeting.day),
            )


@rule("D013", on=the_register, severity="hint", timeless=True)
def gap_in_numbers(register: Register, context: Context) -> Iterator[Remark]:
    """A gap in the year's case numbers.

    Between the lowest and the highest case number of a council's year, a number is missing; it is told at the
    item after the gap.

    Mend: Number the cases through the year without leaving any out; if a case was withdrawn, keep it in the
    agenda with utfall: trukket.
    """
    for council in register.councils:
        yield from _gaps(council, register)


def _gaps(council: Council, register: Register) -> Iterator[Remark]:
    cases = sorted(
        (item.case[1], item.case[0], meeting.origin.file, index)
        for meeting in register.meetings_of(council)
        for index, item in enumerate(meeting.items)
        if item.case
    )
    meetings = {meeting.origin.file: meeting for meeting in register.meetings_of(council)}
    rests_on = tuple((meeting, ("saker", "nr")) for meeting in meetings.values())
    for (year, number, *_), (next_year, next_number, file, index) in pairwise(cases):
        if year == next_year and next_number > number + 1:
            missing = [f"{one}/{year}" for one in range(number + 1, next_number)]
            shown = ", ".join(missing if len(missing) < 4 else [missing[0], "...", missing[-1]])
            yield Remark(
                meetings[file],
                ("saker", index, "nr"),
                msg("no case has the number {missing}", missing=shown),
                rests_on=rests_on,
            )
